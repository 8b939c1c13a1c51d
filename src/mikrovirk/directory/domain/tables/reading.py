"""The bytes of a file → its table."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from mikrovirk.directory.domain.cpr import masked
from mikrovirk.directory.domain.member_lists import delimited
from mikrovirk.directory.domain.member_lists.cells import plain
from mikrovirk.directory.domain.member_lists.file_kinds import TextFile, opened
from mikrovirk.directory.domain.member_lists.headings import Field, meaning_of
from mikrovirk.directory.domain.member_lists.results import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Line,
    ProblemCode,
    Table,
    UnreadableFile,
)
from mikrovirk.directory.domain.tables.guessing import spelt
from mikrovirk.directory.domain.tables.results import HeadedTable, TableRow

LOOKED_AT = 30  # lines in which the headings must stand
LONGEST_HEADING = 160  # characters: longer texts are sentences above the table


def read_table(content: bytes, *, known: Collection[str], sheet: str = "") -> HeadedTable:
    """The table in a file of any kind that spreadsheets write; every CPR number in it is masked.

    `known`: spellings of headings, compact, by which the headings and the right sheet are found. Without any known one the
    first line with two cells counts as the headings. Raise UnreadableFile.
    """
    found = opened(content)
    tables = [best_cut(found)] if isinstance(found, TextFile) else [table for table in found if table.lines]
    if sheet:
        tables = [table for table in tables if table.sheet == sheet]
    if not tables:
        raise UnreadableFile(ProblemCode.NO_SUCH_SHEET if sheet else ProblemCode.EMPTY)
    best = max(tables, key=lambda table: max((score(line, known) for line in top(table)), default=0))
    others = tuple(table.sheet for table in tables if table.sheet != best.sheet)
    return replace(headed(best, known), sheet=best.sheet, other_sheets=others)


def best_cut(file: TextFile) -> Table:
    """The text cut at the separator that gives most cells on the first lines."""
    marks = [delimited.announced_delimiter(file.text) or "", *delimited.DELIMITERS]
    tries = [Table(delimited.split_lines(file.text, mark, at_most=LOOKED_AT)) for mark in marks if mark]
    widths = [sum(len(line.cells) for line in each.lines) for each in tries]
    mark = [mark for mark in marks if mark][widths.index(max(widths))] if widths else ";"
    lines = delimited.split_lines(file.text, mark, at_most=MAX_ROWS + 1)
    if len(lines) > MAX_ROWS:
        raise UnreadableFile(ProblemCode.TOO_MANY_ROWS, str(MAX_ROWS))
    return Table(lines)


def top(table: Table) -> Sequence[Line]:
    return table.lines[:LOOKED_AT]


def score(line: Line, known: Collection[str]) -> int:
    """How many of a line's cells are known headings."""
    return sum(bool(spelt(cell) & set(known)) for cell in line.cells if len(cell) < LONGEST_HEADING)


def headed(table: Table, known: Collection[str]) -> HeadedTable:
    lines = top(table)
    at = max(range(len(lines)), key=lambda n: (score(lines[n], known), -n))
    if not score(lines[at], known):
        at = next((n for n, line in enumerate(lines) if sum(map(bool, line.cells)) > 1), -1)
    if at < 0:
        raise UnreadableFile(ProblemCode.NO_HEADINGS)
    headings = [masked(plain(cell)) for cell in lines[at].cells]
    while headings and not headings[-1]:
        headings.pop()
    not_kept = {n for n, heading in enumerate(headings) if is_not_kept(heading)}
    rows = tuple(told(line, len(headings), not_kept) for line in table.lines[at + 1 :])
    rows = tuple(row for row in rows if any(row.cells))
    if not rows:
        raise UnreadableFile(ProblemCode.NO_ROWS)
    if len(headings) > MAX_COLUMNS or any(len(cell) > MAX_CELL for row in rows for cell in row.cells):
        raise UnreadableFile(ProblemCode.TOO_LARGE)
    return HeadedTable(tuple(headings), rows)


def is_not_kept(heading: str) -> bool:
    """Whether a member list would not keep what stands below that heading either: passwords, birthdays, bank accounts."""
    meaning = meaning_of(heading)
    return meaning is not None and meaning.field is Field.NOT_KEPT


def told(line: Line, width: int, not_kept: Collection[int]) -> TableRow:
    """A row as wide as the headings, each cell as it is meant, without what is never kept."""
    cells = [plain(cell) for cell in line.cells[:width]]
    cells += [""] * (width - len(cells))
    if masked("\x1f".join(cells)) != "\x1f".join(cells):
        cells = [masked(cell) for cell in cells]
    return TableRow(line.number, tuple("" if n in not_kept else cell for n, cell in enumerate(cells)))
