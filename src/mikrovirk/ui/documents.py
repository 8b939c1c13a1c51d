"""A document as plain words and tables, before it becomes a page, a PDF or a DOCX."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """Headings and rows of words; the first column is each row's heading, the others are numbers, or words too."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_figures: bool = True

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row with the heading before each of its words, for a phone."""
        return [list(zip(self.headings, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it. `content`: words that somebody typed."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()
    table: Table | None = None
    content: str = ""
    is_small: bool = False  # method and sources: set smaller


@dataclass(frozen=True)
class Document:
    """A memo or report. `facts`: what stands at the top (to, from, date); `figures`: key to value, to compare with later."""

    title: str
    sender: str
    facts: tuple[tuple[str, str], ...]
    lead: str
    sections: tuple[Section, ...]
    foot: str
    figures: dict[str, float | None] = field(default_factory=dict)
