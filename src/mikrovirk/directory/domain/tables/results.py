"""A table with headings as it was read, without any CPR number."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of data. `number` is what a spreadsheet program shows beside it."""

    number: int
    cells: tuple[str, ...]  # as many as there are headings

    def values(self, columns: Mapping[str, int]) -> dict[str, str]:
        """What the row says of each field, "" where it says nothing; `columns`: where each field stands."""
        return {field: self.cells[at] if at < len(self.cells) else "" for field, at in columns.items()}


@dataclass(frozen=True, slots=True)
class HeadedTable:
    """The headings and the rows below them, blank ones left out."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()

    def samples(self, position: int) -> list[str]:
        """The first different values of a column, to know it by."""
        found = dict.fromkeys(value for value in self.column(position) if value)
        return list(found)[:SAMPLES]

    def column(self, position: int) -> Iterator[str]:
        return (row.cells[position] for row in self.rows if position < len(row.cells))

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "HeadedTable":
        """The table that `as_json` wrote, equal to it."""
        told = json.loads(text)
        rows = tuple(TableRow(row["number"], tuple(row["cells"])) for row in told["rows"])
        return cls(tuple(told["headings"]), rows, told["sheet"], tuple(told["other_sheets"]))
