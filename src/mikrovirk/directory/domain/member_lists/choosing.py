"""A list read once more, its columns taken for what somebody says they are."""

from collections.abc import Mapping
from dataclasses import replace

from .columns import Layout
from .headings import Field, compact
from .reading import problem_of, told_apart
from .results import Column, ErrorCode, Line, MemberList
from .rows import read_row

# What is known of a column whatever is said of it.
ALWAYS = (Field.REASON, Field.CPR, Field.P_NUMBER)


def with_columns(member_list: MemberList, chosen: Mapping[int, str]) -> MemberList:
    """Return the list as it reads with these fields, by position; what is not chosen goes into the note, and secrets nowhere.

    A row that held a CPR number stays as it is: the number is masked, and what is left must not be taken for a good row.
    """
    fields = dict(chosen)
    for column in member_list.columns:
        if column.field in ALWAYS or (column.field == Field.NOT_KEPT and column.position not in fields):
            fields[column.position] = column.field
    columns = tuple(Column(each.position, each.heading, fields.get(each.position, "")) for each in member_list.columns)
    positions = {
        field: tuple(at for at, name in sorted(fields.items()) if name == field)
        for field in map(Field, fields.values())
    }
    layout = Layout(columns, positions, tuple(compact(each.heading) for each in columns), len(columns))
    rows = [
        row if row.error is ErrorCode.CPR else read_row(Line(row.number, list(row.cells)), layout)
        for row in member_list.rows
    ]
    told = told_apart(rows)
    return replace(member_list, rows=told, columns=columns, problem=problem_of(layout, told))
