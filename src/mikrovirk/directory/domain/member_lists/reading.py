"""The bytes of a member list → its rows, whatever office program wrote it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..cpr import masked
from . import delimited
from .columns import HeadingLine, Layout, heading_line, layout_of
from .contents import same_name
from .file_kinds import TextFile, opened
from .headings import Field
from .lines import is_data
from .results import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    Line,
    MemberList,
    Problem,
    ProblemCode,
    RemarkCode,
    Row,
    Table,
    UnreadableFile,
)
from .rows import read_row

_TOP = 60  # lines that are enough to tell one separator from another


def read_member_list(content: bytes, *, sheet: str = "") -> MemberList:
    """Read an uploaded member list; never raises, whatever the bytes are.

    `sheet` names the sheet of a workbook; without it the one that looks most like a member list is taken. A list with a
    `problem` is not to be imported.
    """
    try:
        chosen = _chosen_table(content, sheet)
    except UnreadableFile as error:
        return MemberList(problem=error.problem)
    except RecursionError:
        return MemberList(problem=Problem(ProblemCode.DAMAGED))
    table = chosen.table
    read = MemberList(
        file_kind=table.file_kind,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        other_sheets=chosen.other_sheets,
    )
    headings = heading_line(table.lines)
    if headings is None:
        return replace(read, problem=Problem(ProblemCode.NO_HEADINGS, _first_cells(table)))
    layout = layout_of(table.lines, headings)
    rows = _rows(table, headings, layout)
    return replace(
        read,
        rows=rows,
        columns=layout.columns,
        heading_row=headings.line.number,
        problem=problem_of(layout, rows),
    )


# --- which table -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Chosen:
    table: Table
    other_sheets: tuple[str, ...] = ()


def _chosen_table(content: bytes, sheet: str) -> _Chosen:
    found = opened(content)
    if isinstance(found, TextFile):
        return _Chosen(_text_table(found.text, found.encoding))
    if not found:
        raise UnreadableFile(ProblemCode.EMPTY)
    tables = [_split_single_column(table) for table in found]
    lists = [table for table in tables if _score(table)]
    if sheet:
        named = [table for table in tables if table.sheet == sheet]
        if not named:
            raise UnreadableFile(ProblemCode.NO_SUCH_SHEET, ", ".join(table.sheet for table in tables))
        best = named[0]
    else:
        best = max(tables, key=_score)
    return _Chosen(best, tuple(table.sheet for table in lists if table.sheet != best.sheet))


def _score(table: Table) -> tuple[int, ...]:
    """Return how much a table looks like a member list; empty for one without headings."""
    headings = heading_line(table.lines)
    if headings is None:
        return ()
    return (int(Field.EMAIL in headings.fields), headings.score, min(len(table.lines) - headings.index, 2))


def _text_table(text: str, encoding: str) -> Table:
    """Cut a text at the separator that makes most sense of its headings."""
    announced = delimited.announced_delimiter(text)
    candidates = [announced] if announced else [mark for mark in delimited.DELIMITERS if mark in text] or [";"]
    tops = {mark: Table(delimited.split_lines(text, mark, at_most=_TOP)) for mark in candidates}
    best = max(candidates, key=lambda mark: (_score(tops[mark]), _evenness(tops[mark])))
    lines = _most_even(text, best)
    if len(lines) > MAX_ROWS:
        raise UnreadableFile(ProblemCode.TOO_MANY_ROWS, str(MAX_ROWS))
    if any(len(line.cells) > MAX_COLUMNS or max(map(len, line.cells)) > MAX_CELL for line in lines):
        raise UnreadableFile(ProblemCode.TOO_LARGE)
    return _split_single_column(Table(lines, file_kind="csv", encoding=encoding, delimiter=best))


def _most_even(text: str, delimiter: str) -> list[Line]:
    """Cut a text into rows at every line end, or at one kind of them if that leaves fewer rows of an odd width.

    Some programs write the line breaks inside a cell without quotation marks, but as "\\n" where a row ends in "\\r\\n".
    """
    lines = delimited.split_lines(text, delimiter, at_most=MAX_ROWS + 1)
    ends = delimited.line_ends(text)
    if len(ends) > 1 and _odd(lines):
        others = [_cut_at(end, text, delimiter) for end in sorted(ends)]
        lines = min([lines, *(other for other in others if len(other) * 2 > len(lines))], key=_odd)
    return lines


def _cut_at(line_end: str, text: str, delimiter: str) -> list[Line]:
    try:
        return delimited.split_lines(text, delimiter, line_end=line_end, at_most=MAX_ROWS + 1)
    except UnreadableFile:  # what is left is no table
        return []


def _odd(lines: Sequence[Line]) -> int:
    widths = Counter(len(line.cells) for line in lines)
    return len(lines) - widths.most_common(1)[0][1] if widths else 0


def _evenness(table: Table) -> int:
    widths = [len(line.cells) for line in table.lines]
    return max((widths.count(width) for width in set(widths) if width > 1), default=0)


def _split_single_column(table: Table) -> Table:
    """Cut once more what stands in one column with its separators: a file that was opened the wrong way and saved again."""
    if any(len(line.cells) > 1 for line in table.lines[:_TOP]) or not table.lines:
        return table
    text = "\n".join(line.cells[0].replace("\n", " ") for line in table.lines)
    best = max(delimited.DELIMITERS, key=lambda mark: _score(Table(delimited.split_lines(text, mark, at_most=_TOP))))
    again = delimited.split_lines(text, best)
    if best not in text or len(again) != len(table.lines):
        return table
    lines = [replace(line, cells=cut.cells) for line, cut in zip(table.lines, again, strict=True)]
    split = replace(table, lines=lines, delimiter=best)
    return split if _score(split) > _score(table) else table


# --- its rows ----------------------------------------------------------------------------------------------------------


def _rows(table: Table, headings: HeadingLine, layout: Layout) -> tuple[Row, ...]:
    below = table.lines[headings.index + 1 :]
    return told_apart([read_row(line, layout, table.delimiter) for line in below if is_data(line.cells, layout)])


def told_apart(rows: list[Row]) -> tuple[Row, ...]:
    """Mark the rows that have the address of an earlier one."""
    first_with: dict[str, Row] = {}
    for at, row in enumerate(rows):
        if row.error:
            continue
        first = first_with.setdefault(row.person.email, row)
        if first is not row:
            differs = () if same_name(first.person.name, row.person.name) else (RemarkCode.NAME_DIFFERS,)
            rows[at] = replace(row, duplicate_of=first.number, remarks=row.remarks + differs)
    return tuple(rows)


def problem_of(layout: Layout, rows: tuple[Row, ...]) -> Problem | None:
    """Return why a list with these columns cannot be imported."""
    headings = ", ".join(column.heading for column in layout.columns if column.heading)
    if not layout.has(Field.EMAIL):
        return Problem(ProblemCode.NO_EMAIL_COLUMN, headings)
    if not any(layout.has(field) for field in (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)):
        return Problem(ProblemCode.NO_NAME_COLUMN, headings)
    return None if rows else Problem(ProblemCode.NO_ROWS)


def _first_cells(table: Table) -> str:
    """Return the start of the first line, so that one sees what was taken for the headings."""
    cells = (" ".join(cell.split()) for line in table.lines[:1] for cell in line.cells)
    return masked(", ".join(filter(None, cells)))[:200]
