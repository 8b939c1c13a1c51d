"""The words of a mail as lines, each with how deep it was quoted by the writer's program."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from html.parser import HTMLParser

QUOTE_MARKS = re.compile(r"^(?:>[ ]?)+")
INVISIBLE = re.compile("[\x00\u200b\u2060\ufeff]")  # the joiners of emoji stay
SPACES = re.compile(r"[\u00a0\u2007\u202f]")
LITTLE = 0.2  # a text part with less of the words than that beside the HTML only says that there is HTML


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its quote marks; `depth` says how many it had. `raw` is the line as it stood."""

    text: str
    depth: int = 0
    raw: str = ""


def lines_of(mail: EmailMessage) -> list[Line]:
    """The lines of the mail's words: of its text part, or of its HTML where that says more."""
    plain, html = parts_of(mail)
    from_html = html_lines(html) if html else []
    if plain.strip() and word_count(plain) >= LITTLE * sum(word_count(line.text) for line in from_html):
        return plain_lines(plain)
    return from_html


def parts_of(mail: EmailMessage) -> tuple[str, str]:
    """The text and the HTML of the mail, without what is attached; several parts of a kind are put together."""
    plain, html = [], []
    for part in mail.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment" or in_report(part):
            continue
        if part.get_content_type() == "text/plain" and not part.get_filename():
            plain.append(unflowed(part))
        elif part.get_content_type() == "text/html" and not part.get_filename():
            html.append(decoded(part))
    return "\n".join(plain), "\n".join(html)


def in_report(part: EmailMessage) -> bool:
    return part.get_content_type() in ("message/rfc822", "message/delivery-status", "text/rfc822-headers")


def has_attachment(mail: EmailMessage) -> bool:
    """Whether a file came along; a picture that stands in the signature is none."""
    for part in mail.walk():
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue
        shown_inside = part.get("Content-ID") and part.get_content_disposition() != "attachment"
        if part.get_content_disposition() == "attachment" or (part.get_filename() and not shown_inside):
            return True
    return False


def decoded(part: EmailMessage) -> str:
    """The text of a part, whatever its charset claims; bytes that mean nothing are replaced."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    for name in (charset, "utf-8", "windows-1252"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


def unflowed(part: EmailMessage) -> str:
    """The text of a part; paragraphs that were broken for the way (format=flowed, RFC 3676) are put together."""
    text = decoded(part).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "") or "").lower() != "flowed":
        return text
    delete_space = str(part.get_param("delsp", "") or "").lower() == "yes"
    joined: list[str] = []
    open_depth: int | None = None  # of the line that goes on
    for line in text.split("\n"):
        marks = re.match(r">*", line)
        depth = len(marks[0]) if marks else 0
        content = line[depth:].removeprefix(" ")
        flows = content.endswith(" ") and content != "-- "
        if open_depth == depth and content != "-- ":
            joined[-1] += content
        else:
            joined.append(">" * depth + (" " if depth else "") + content)
        if flows and delete_space:
            joined[-1] = joined[-1][:-1]
        open_depth = depth if flows else None
    return "\n".join(joined)


def plain_lines(text: str) -> list[Line]:
    return [plain_line(tidied(line)) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def plain_line(line: str) -> Line:
    marks = QUOTE_MARKS.match(line)
    if not marks:
        return Line(line.rstrip(), 0, line.rstrip())
    return Line(line[marks.end() :].rstrip(), marks[0].count(">"), line.rstrip())


def tidied(text: str) -> str:
    return SPACES.sub(" ", INVISIBLE.sub("", text))


def word_count(text: str) -> int:
    return len(re.findall(r"\w+", text))


# --- HTML ------------------------------------------------------------------------------------------------------------

SILENT = {"style", "script", "head", "title", "template"}
PARAGRAPHS = {"p", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
BLOCKS = PARAGRAPHS | {"div", "tr", "li", "section", "article", "center", "body", "html", "hr", "dd", "dt", "address"}


class _Lines(HTMLParser):
    """Gathers the text of HTML line by line; a blockquote is one deeper."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.text, self.depth, self.silent, self.kept_spaces = "", 0, 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        if tag == "br":
            self.end_line(even_empty=True)
        elif tag in BLOCKS:
            self.end_line()
            if tag in PARAGRAPHS:
                self.blank()
        if tag == "hr":
            self.lines.append(Line("____", self.depth, "____"))
        elif tag in ("td", "th") and self.text:
            self.text += " "
        self.depth += tag == "blockquote"
        self.kept_spaces += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(self.silent - 1, 0)
        if tag in BLOCKS:
            self.end_line()
            if tag in PARAGRAPHS:
                self.blank()
        self.depth = max(self.depth - (tag == "blockquote"), 0)
        self.kept_spaces = max(self.kept_spaces - (tag == "pre"), 0)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.kept_spaces:
            *whole, last = data.split("\n")
            for line in whole:
                self.text += line
                self.end_line(even_empty=True)
            self.text += last
        else:
            self.text += re.sub(r"[ \t\r\n\f]+", " ", data)

    def end_line(self, *, even_empty: bool = False) -> None:
        text = tidied(self.text) if self.kept_spaces else re.sub(r" +", " ", tidied(self.text)).strip()
        self.text = ""
        if text or even_empty:
            self.lines.append(Line(text, self.depth, text))

    def blank(self) -> None:
        if self.lines and self.lines[-1].text:
            self.lines.append(Line("", self.depth))


def html_lines(html: str) -> list[Line]:
    """The lines of HTML as they look; comments, styles and scripts are left out."""
    reader = _Lines()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.lines
