"""The text of a page as somebody sees it: what is compared between ours and the floor."""

import re
from html.parser import HTMLParser

NOT_SHOWN = {"script", "style", "title", "template", "dialog"}
BLOCKS = set(
    "p div li ul ol h1 h2 h3 tr td th table section nav main header footer form label option select address".split()
)


class Reader(HTMLParser):
    """Collects the words between the tags, a line for each block, and where links and forms lead."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: list[str] = []
        self.pieces: list[str] = []
        self.leads_to: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = dict(attrs)
        if tag in NOT_SHOWN:
            self.hidden.append(tag)
        if tag in BLOCKS or tag == "br":
            self.pieces.append("\n")
        if self.hidden:
            return
        if tag in {"a", "form", "img"}:
            self.leads_to.append(words.get("href") or words.get("action") or words.get("src") or "")
        if tag in {"input", "select", "textarea", "button"} and words.get("name"):
            value = "" if words.get("type") == "hidden" else words.get("value")
            self.leads_to.append(f"{words['name']}={value or ''}")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and self.hidden[-1] == tag:
            self.hidden.pop()
        if tag in BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def shown_in(page: str) -> list[str]:
    """The lines of a page, then its links and fields in order; of a calendar, its lines unfolded."""
    if page.startswith("BEGIN:VCALENDAR"):
        return page.replace("\r\n ", "").splitlines()
    reader = Reader()
    reader.feed(page)
    lines = [re.sub(r"\s+", " ", line).strip() for line in "".join(reader.pieces).split("\n")]
    return [line for line in lines if line] + reader.leads_to
