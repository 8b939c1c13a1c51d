"""What a web page says to machines: its JSON-LD, and its microdata as if it were JSON-LD."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

Item = dict[str, list[Any]]  # property → values: text, or items again; "@type" is one of them

EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAYS_BY = {
    "meta": "content",
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "time": "datetime",
    "data": "value",
}
UNREAD = {"script", "style", "template", "noscript"}
DEEPEST = 200
TEXT_AT_MOST = 20_000


@dataclass
class Open:
    """An element that is not closed yet."""

    tag: str
    item: Item | None = None  # the item it is
    names: list[str] = field(default_factory=list)  # the properties it is a value of
    owner: Item | None = None  # whose properties
    text: list[str] | None = None  # what it says so far, where it says it by its text


class Markup(HTMLParser):
    """Reads one page. `json_ld` are the texts of its scripts, `items` the outermost items of its microdata."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.json_ld: list[str] = []
        self.items: list[Item] = []
        self.language = ""
        self.base = ""
        self.opened: list[Open] = []
        self.script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = said.get("lang", "")[:10]
        if tag == "script" and said.get("type", "").partition(";")[0].strip().lower() == "application/ld+json":
            self.script = []
        if len(self.opened) >= DEEPEST:
            return
        element = self.element(tag, said)
        if tag in EMPTY:
            self.finish(element)
        else:
            self.opened.append(element)

    def element(self, tag: str, said: dict[str, str]) -> Open:
        owner = next((one.item for one in reversed(self.opened) if one.item is not None), None)
        names = said.get("itemprop", "").split() if owner is not None else []
        element = Open(tag, names=names, owner=owner)
        if "itemscope" in said:
            element.item = {"@type": [kind.rpartition("/")[2] for kind in said.get("itemtype", "").split()]}
            if said.get("itemid"):
                element.item["@id"] = [said["itemid"]]
            if owner is None or not names:
                self.items.append(element.item)
            for name in names:
                owner.setdefault(name, []).append(element.item)  # type: ignore[union-attr]
        elif names:
            value = said.get(SAYS_BY.get(tag, "content"), said.get("content"))
            if value is None:
                element.text = []
            else:
                self.say(element, value)
        return element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self.script is not None:
            self.json_ld.append("".join(self.script))
            self.script = None
        if not any(one.tag == tag for one in self.opened):
            return
        while self.opened:
            element = self.opened.pop()
            self.finish(element)
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.script is not None:
            self.script.append(data)
            return
        if self.opened and self.opened[-1].tag in UNREAD:
            return
        for element in self.opened:
            if element.text is not None and len(element.text) < TEXT_AT_MOST:
                element.text.append(data)

    def finish(self, element: Open) -> None:
        if element.text is not None:
            self.say(element, " ".join("".join(element.text).split()))

    def say(self, element: Open, value: str) -> None:
        for name in element.names:
            assert element.owner is not None
            element.owner.setdefault(name, []).append(value[:TEXT_AT_MOST])

    def close(self) -> None:
        super().close()
        if self.script:
            self.json_ld.append("".join(self.script))
        while self.opened:
            self.finish(self.opened.pop())
