"""The texts of mails: a template with {placeholders}, read once, then filled for each reader as text and as HTML.

A blank line parts paragraphs. A line ``[Label]({link})`` alone is the button (the first of a mail; a later one is a plain
link). Lines that begin with "- " are a list. Inside a line: ``[label](address)``, ``**important**`` and bare addresses.
What fills a placeholder is always plain text: markup in it is shown, never obeyed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BUTTON = re.compile(r"\[([^\]\n]+)\]\(([^()\s]+)\)")
ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]")
INLINE = re.compile(
    r"\[(?P<label>[^\]\n]+)\]\((?P<target>[^()\s]+)\)"
    r"|\*\*(?P<strong>[^*\n]+)\*\*"
    rf"|(?P<bare>{ADDRESS.pattern})"
    r"|\{(?P<hole>[a-z][a-z0-9_]*)\}"
)
SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:")
# Who the reader is: known for every mail, perhaps empty, and no reason to leave a paragraph out.
READER = frozenset({"first_name", "name", "email"})

PARAGRAPH_STYLE = "margin:0 0 1em"
BUTTON_STYLE = (
    "display:inline-block;padding:12px 22px;background:#0f5c55;color:#ffffff;border-radius:8px;"
    "text-decoration:none;font-weight:bold"
)


class Ready(NamedTuple):
    """A value that is finished in both forms: put in as it is."""

    text: str
    html: str


class Hole(NamedTuple):
    """Where a value goes; `form` says how it is written there: text, html, link (in an attribute)."""

    name: str
    form: str


Part = str | Hole
Value = str | Ready
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Block:
    """A paragraph in both forms; left out where every placeholder in `needs` is empty."""

    text: tuple[Part, ...]
    html: tuple[Part, ...]
    needs: frozenset[str] = frozenset()

    def is_empty(self, values: Values) -> bool:
        return bool(self.needs) and not any(values.get(name) for name in self.needs)


@dataclass(frozen=True)
class Template:
    """The paragraphs of a mail."""

    blocks: tuple[Block, ...]

    def __add__(self, other: "Template") -> "Template":
        return Template(self.blocks + other.blocks)

    def bind(self, values: Values) -> "Template":
        """Fill what is the same for every reader, so that less is left to do for each."""
        kept = (
            block
            for block in self.blocks
            if not (block.needs and block.needs <= set(values) and block.is_empty(values))
        )
        bound = [Block(fill_some(b.text, values), fill_some(b.html, values), remaining(b.needs, values)) for b in kept]
        return Template(tuple(joined(bound)))

    def fill(self, values: Values) -> Ready:
        """The finished mail; a placeholder nobody fills becomes nothing."""
        text: list[str] = []
        html: list[str] = []
        for block in self.blocks:
            if block.needs and block.is_empty(values):
                continue
            fill_all(block.text, values, text)
            fill_all(block.html, values, html)
        return Ready("".join(text), "".join(html))


def remaining(needs: frozenset[str], values: Values) -> frozenset[str]:
    """What a paragraph still depends on; nothing once one of its values is there."""
    return frozenset() if any(values.get(name) for name in needs) else needs - set(values)


def joined(blocks: Iterable[Block]) -> list[Block]:
    """Neighbouring paragraphs that are always there become one."""
    result: list[Block] = []
    for block in blocks:
        if result and not block.needs and not result[-1].needs:
            before = result.pop()
            block = Block(merge((*before.text, *block.text)), merge((*before.html, *block.html)))
        result.append(block)
    return result


def placeholders(*templates: str) -> set[str]:
    """The names of the {placeholders} in the templates."""
    return {name for template in templates for name in PLACEHOLDER.findall(template)}


def fill_line(template: str, values: Values) -> str:
    """Fill a subject: one line of plain text."""
    line = PLACEHOLDER.sub(lambda match: as_written(Hole(match[1], "text"), values), template)
    return " ".join(line.split())


# --- filling ---------------------------------------------------------------------------------------------------------


def as_written(hole: Hole, values: Values) -> str:
    """The value of `hole` in the form it needs there."""
    value = values.get(hole.name, "")
    if isinstance(value, Ready):
        return value.text if hole.form == "text" else value.html
    if hole.form == "text":
        return value
    return html_value(value) if hole.form == "html" else link_value(value)


def fill_some(parts: Sequence[Part], values: Values) -> tuple[Part, ...]:
    return merge(as_written(part, values) if isinstance(part, Hole) and part.name in values else part for part in parts)


def fill_all(parts: Sequence[Part], values: Values, into: list[str]) -> None:
    into.extend(part if isinstance(part, str) else as_written(part, values) for part in parts)


def merge(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Join neighbouring finished pieces."""
    result: list[Part] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        elif part != "":
            result.append(part)
    return tuple(result)


@lru_cache(maxsize=2048)
def html_value(value: str) -> str:
    """Plain text as HTML: nothing in it is obeyed, addresses can be pressed, lines stay lines."""
    return linked(escape(value, quote=False)).replace("\n", "<br>")


def linked(escaped: str) -> str:
    return ADDRESS.sub(lambda match: f'<a href="{match[0].replace(chr(34), "%22")}">{match[0]}</a>', escaped)


def link_value(value: str) -> str:
    """An address for an attribute; one that could run something becomes harmless."""
    return escape(value) if value.startswith(SAFE_SCHEMES) else "#"


# --- reading ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def compile_body(body: str, *, has_button: bool = True) -> Template:
    """Read the body of a mail; without a button every line that leads somewhere is a plain link."""
    blocks = []
    is_first = has_button
    for paragraph in re.split(r"\n[ \t]*\n", body.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in paragraph.strip().split("\n")]
        if len(lines) == 1 and (match := BUTTON.fullmatch(lines[0])):
            blocks.append(button(match[1], match[2], first=is_first))
            is_first = False
        elif lines != [""]:
            blocks.append(paragraph_of(lines))
    return Template(tuple(blocks))


@lru_cache(maxsize=256)
def compile_line(line: str) -> Template:
    """Read one line with links in it, without a paragraph around it."""
    text, html = inline(" ".join(line.split()))
    return Template((Block(merge(text), merge(html)),))


def needs_of(*parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(part.name for some in parts for part in some if isinstance(part, Hole)) - READER


def button(label: str, target: str, *, first: bool) -> Block:
    """A line that stands alone and leads somewhere: without an address it is left out."""
    label_text, label_html = inline(label)
    text: list[Part] = [*label_text, ":\n", *target_parts(target, "text"), "\n\n"]
    style = f' style="{BUTTON_STYLE}"' if first else ""
    opening: list[Part] = [f'<p style="{PARAGRAPH_STYLE}"><a href="', *target_parts(target, "link"), f'"{style}>']
    return Block(merge(text), merge([*opening, *label_html, "</a></p>\n"]), needs_of(target_parts(target, "link")))


def paragraph_of(lines: list[str]) -> Block:
    """A paragraph or, where every line begins with "- ", a list."""
    is_list = all(line.startswith("- ") for line in lines)
    text: list[Part] = []
    html: list[Part] = [
        '<ul style="margin:0 0 1em;padding-left:1.2em">' if is_list else f'<p style="{PARAGRAPH_STYLE}">'
    ]
    for number, line in enumerate(lines):
        line_text, line_html = inline(line[2:] if is_list else line)
        text += [*(["\n"] if number else []), *(["- "] if is_list else []), *line_text]
        html += ["<li>", *line_html, "</li>"] if is_list else [*(["<br>"] if number else []), *line_html]
    text.append("\n\n")
    html.append("</ul>\n" if is_list else "</p>\n")
    return Block(merge(text), merge(html), needs_of(text))


def inline(line: str) -> tuple[list[Part], list[Part]]:
    """One line in both forms."""
    text: list[Part] = []
    html: list[Part] = []
    position = 0
    for match in INLINE.finditer(line):
        before = line[position : match.start()]
        text.append(before)
        html.append(escape(before, quote=False))
        add_inline(match, text, html)
        position = match.end()
    text.append(line[position:])
    html.append(escape(line[position:], quote=False))
    return text, html


def add_inline(match: re.Match[str], text: list[Part], html: list[Part]) -> None:
    if name := match["hole"]:
        text.append(Hole(name, "text"))
        html.append(Hole(name, "html"))
    elif address := match["bare"]:
        text.append(address)
        html.append(linked(escape(address, quote=False)))
    elif strong := match["strong"]:
        strong_text, strong_html = inline(strong)
        text += strong_text
        html += ["<strong>", *strong_html, "</strong>"]
    else:
        label_text, label_html = inline(match["label"])
        text += [*label_text, " (", *target_parts(match["target"], "text"), ")"]
        html += ['<a href="', *target_parts(match["target"], "link"), '">', *label_html, "</a>"]


def target_parts(target: str, form: str) -> list[Part]:
    """An address that is one placeholder, or written out (perhaps with placeholders in it)."""
    if match := PLACEHOLDER.fullmatch(target):
        return [Hole(match[1], form)]
    parts: list[Part] = []
    for number, piece in enumerate(PLACEHOLDER.split(target)):
        parts.append(Hole(piece, "text" if form == "text" else "html") if number % 2 else escape(piece))
    return parts if target.startswith(SAFE_SCHEMES) else ["#"]
