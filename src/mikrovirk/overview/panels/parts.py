"""What a panel of a page is made of: a finding, its chart, the table behind it, and the definitions it rests on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mikrovirk.overview.drawing.shapes import Drawing
from mikrovirk.overview.words import Numbers


class TooFew:
    """Stands where a number is too small to be told."""


TOO_FEW = TooFew()
Cell = str | int | float | TooFew | None


@dataclass(frozen=True)
class Column:
    """One column: `kind` is number, share, text, or name (words that are not ours); `places` are the decimals of a share."""

    heading: str
    kind: str = "number"
    places: int = 0

    def said(self, value: Cell, numbers: Numbers) -> str:
        """The cell as the reader's language writes it."""
        if isinstance(value, str):
            return value
        if value is None:
            return "–"
        if isinstance(value, TooFew):
            return numbers.hidden
        return numbers.share(value, self.places) if self.kind == "share" else numbers.whole(value)


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart; the first column is each row's heading. `marked`: the rows that stand out, by place."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marked: tuple[int, ...] = ()


@dataclass(frozen=True)
class Panel:
    """One piece of a page. `title` is the finding, `name` what it is about; `pictures` are what stands there, several where they
    are small ones; `whole` puts them in one for a file."""

    key: str
    name: str
    title: str
    table: Table
    definitions: tuple[str, ...] = ()
    says: str = ""
    pictures: tuple[Drawing, ...] = ()
    is_wide: bool = False
    notes: tuple[str, ...] = field(default=())
    compose: Callable[[tuple[Drawing, ...]], Drawing] | None = None

    @property
    def picture(self) -> Drawing | None:
        """All of it as one drawing, for a file."""
        if not self.pictures:
            return None
        return self.compose(self.pictures) if self.compose else self.pictures[0]


def cell(value: float | int | None, suppressed: bool = False) -> Cell:
    """A figure's value as it stands in a table."""
    return TOO_FEW if value is None and suppressed else value
