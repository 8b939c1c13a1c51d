"""The words of the guides: Markdown, of which headings with a name, paragraphs, lists, **what to press** and `commands` are understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from mikrovirk.home.guides.contents import Guide, Step

FOLDER = Path(__file__).parent
LANGUAGES = ("da", "en")
HEADING = re.compile(r"## (?P<title>.+) \{#(?P<key>[\w-]+)\}")
BOLD = re.compile(r"\*\*(.+?)\*\*")
CODE = re.compile(r"`(.+?)`")
DESKTOP, PHONE = (1120, 700), (390, 780)  # how large the pictures are, in pixels


@dataclass(frozen=True)
class Told:
    """One step with its words; `picture` is a static file, empty where the step has no page."""

    step: Step
    title: str
    markdown: str
    picture: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return PHONE if self.step.phone else DESKTOP

    @property
    def html(self) -> SafeString:
        return format_html_join("\n", "{}", ((block,) for block in blocks(self.markdown)))


@dataclass(frozen=True)
class Written:
    """A guide in one language."""

    guide: Guide
    language: str
    title: str
    lead: str
    steps: tuple[Told, ...]


@cache
def read(guide: Guide, language: str) -> Written:
    """The guide's words in that language; raise ValueError unless it has exactly its steps, in their order."""
    text = (FOLDER / language / f"{guide.slug}.md").read_text()
    head, *rest = re.split(r"^(?=## )", text, flags=re.MULTILINE)
    title, _, lead = head.removeprefix("# ").partition("\n")
    told = tuple(told_of(guide, language, part) for part in rest)
    if tuple(each.step for each in told) != guide.steps:
        raise ValueError(f"{language}/{guide.slug}.md has not the steps of contents.py, in their order")
    return Written(guide, language, title.strip(), lead.strip(), told)


def told_of(guide: Guide, language: str, part: str) -> Told:
    heading, _, markdown = part.partition("\n")
    found = HEADING.fullmatch(heading)
    if not found:
        raise ValueError(f"{heading!r} has no name")
    step = next((step for step in guide.steps if step.key == found["key"]), Step(found["key"]))
    picture = f"home/guides/{language}/{guide.slug}-{step.key}.webp" if step.page else ""
    return Told(step, found["title"], markdown.strip(), picture)


def blocks(markdown: str) -> Iterator[SafeString]:
    """Each paragraph or list as HTML."""
    for block in re.split(r"\n{2,}", markdown):
        lines = block.splitlines()
        if all(line.startswith(("- ", "  ")) for line in lines):
            points = re.split(r"^- ", block, flags=re.MULTILINE)[1:]
            items = "".join(f"<li>{inline(point)}</li>" for point in points)
            yield mark_safe(f"<ul>{items}</ul>")  # noqa: S308  every item is escaped by inline()
        else:
            yield mark_safe(f"<p>{inline(block)}</p>")  # noqa: S308  the same


def inline(text: str) -> str:
    escaped = escape(" ".join(text.split()))
    return CODE.sub(r"<code>\1</code>", BOLD.sub(r"<strong>\1</strong>", escaped))
