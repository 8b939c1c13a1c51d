"""Which line of a table holds the headings, and which column is what."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..cpr import masked
from ..cvr import normalised_cvr
from ..names import full_name, tidy_name
from ..phones import e164
from .headings import Field, Meaning, compact, meaning_of
from .results import MAX_COLUMNS, Column, Line

_SEARCHED_LINES = 60  # titles, a letterhead and blank lines above the headings take fewer
_SAMPLE_LINES = 200

_PLAUSIBLE: dict[Field, Callable[[str], bool]] = {
    Field.EMAIL: lambda text: "@" in text,
    Field.CVR: lambda text: normalised_cvr(text) is not None or len(re.sub(r"\D", "", text)) == 8,
    Field.PHONE: lambda text: e164(text) is not None,
    Field.MOBILE: lambda text: e164(text) is not None,
    Field.POSTCODE: lambda text: re.search(r"(?<!\d)\d{3,4}(?!\d)", text) is not None,
    Field.P_NUMBER: lambda text: re.search(r"(?<!\d)\d{10}(?!\d)", text) is not None,
}
_WRITTEN_IN_FULL = frozenset(
    {Field.EMAIL, Field.MOBILE, Field.PHONE, Field.NAME, Field.ADDRESS, Field.NOT_KEPT}
)  # others are read from one column


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """The line with the headings, where it stands among a table's lines, and how much of it was understood."""

    index: int
    line: Line
    score: int
    fields: frozenset[Field]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table; `positions` has, for each field, the columns to look in, the best first."""

    columns: tuple[Column, ...]
    positions: Mapping[Field, tuple[int, ...]]
    keys: tuple[str, ...]  # the headings in the form in which they are compared
    line_width: int  # cells of the line with the headings, blank ones at its end included

    def heading(self, position: int) -> str:
        """Return the heading of a column, or its letter as spreadsheets show it."""
        named = position < len(self.columns) and self.columns[position].heading
        return named or column_letter(position)

    def has(self, field: Field) -> bool:
        return field in self.positions


def heading_line(lines: Sequence[Line]) -> HeadingLine | None:
    """Return the line near the top in which most headings are known, None if no line has two or one for e-mail."""
    found = (_scored(index, line) for index, line in enumerate(lines[:_SEARCHED_LINES]))
    return max((each for each in found if each), key=lambda each: (each.score, -each.index), default=None)


def _scored(index: int, line: Line) -> HeadingLine | None:
    if len(line.cells) > MAX_COLUMNS or any(_is_datum(cell) for cell in line.cells):
        return None
    best: dict[Field, int] = {}
    for meaning in filter(None, map(meaning_of, line.cells)):
        best[meaning.field] = max(best.get(meaning.field, 0), 2 if meaning.sure else 1)
    enough = len(best) >= 2 and 2 in best.values()
    only_email = best.get(Field.EMAIL) == 2 and len(line.cells) <= 3
    return HeadingLine(index, line, sum(best.values()), frozenset(best)) if enough or only_email else None


def _is_datum(cell: str) -> bool:
    """Say whether a cell can be no heading: an address, a telephone number, a date."""
    digits = sum(letter.isdigit() for letter in cell)
    return re.fullmatch(r"\s*\S+@\S+\s*", cell) is not None or (digits >= 6 and digits * 2 >= len(cell.strip()))


def layout_of(lines: Sequence[Line], headings: HeadingLine) -> Layout:
    """Tell what each column holds from its heading, and where that leaves a doubt from what stands below it."""
    cells = _with_group_headings(lines, headings)
    width = max(len(cells), 1)
    below = lines[headings.index + 1 : headings.index + 1 + _SAMPLE_LINES]
    values = [[line.cells[at].strip() if at < len(line.cells) else "" for line in below] for at in range(width)]
    positions = _positions([meaning_of(cell) for cell in cells], values)
    _settle_either(positions, values)
    _settle_titles(positions, cells)
    if Field.EMAIL not in positions:
        _find_email(positions, values)
    field_at = {at: field for field, places in positions.items() for at in places}
    columns = tuple(
        Column(at, masked(" ".join(cell.split())), str(field_at.get(at, ""))) for at, cell in enumerate(cells)
    )
    places_of = {field: tuple(places) for field, places in positions.items()}
    return Layout(columns, places_of, tuple(map(compact, cells)), len(headings.line.cells))


def _with_group_headings(lines: Sequence[Line], headings: HeadingLine) -> list[str]:
    """Return the headings, each with the group that stands above it where two would be the same ("Virksomhed: Navn")."""
    cells = list(headings.line.cells)
    while cells and not cells[-1].strip():
        cells.pop()
    keys = [compact(cell) for cell in cells]
    above = lines[headings.index - 1] if headings.index else None
    if above is None or above.number != headings.line.number - 1 or sum(1 for cell in above.cells if cell.strip()) < 2:
        return cells
    group = ""
    for at, key in enumerate(keys):
        group = (above.cells[at].strip() if at < len(above.cells) else "") or group
        if key and group and keys.count(key) > 1:
            cells[at] = f"{group}: {cells[at].strip()}"
    return cells


def _positions(meanings: Sequence[Meaning | None], values: Sequence[Sequence[str]]) -> dict[Field, list[int]]:
    """Return the columns of each field, the best first: what the values look like counts before the heading."""
    ranked: dict[Field, list[tuple[bool, bool, int]]] = {}
    for at, meaning in enumerate(meanings):
        if meaning is None:
            continue
        field = _postcode_after_all(meaning.field, values[at])
        test = _PLAUSIBLE.get(field, bool)
        plausible = any(test(value) for value in values[at] if value)
        if meaning.sure or plausible:
            ranked.setdefault(field, []).append((not plausible, not meaning.sure, at))
    positions = {field: [at for _, _, at in sorted(places)] for field, places in ranked.items()}
    return {
        field: places if field in _WRITTEN_IN_FULL or field is Field.EITHER else places[:1]
        for field, places in positions.items()
    }


def _postcode_after_all(field: Field, values: Sequence[str]) -> Field:
    """Take "P.nr." above four digits for a postcode."""
    if field is Field.P_NUMBER and any(values) and all(re.match(r"\d{4}(?!\d)", value) for value in values if value):
        return Field.POSTCODE
    return field


def _settle_either(positions: dict[Field, list[int]], values: Sequence[Sequence[str]]) -> None:
    """Decide whose name "Navn" is: the person's, unless that stands elsewhere and the business's nowhere."""
    for at in positions.pop(Field.EITHER, []):
        has_person = any(field in positions for field in (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME))
        if has_person and Field.BUSINESS not in positions and not _repeats_names(at, positions, values):
            positions[Field.BUSINESS] = [at]
        else:
            positions.setdefault(Field.NAME, []).append(at)


def _repeats_names(at: int, positions: Mapping[Field, list[int]], values: Sequence[Sequence[str]]) -> bool:
    """Say whether column `at` holds the names that stand in two columns besides."""
    first, last = (
        values[positions[field][0]] if field in positions else [] for field in (Field.FIRST_NAME, Field.LAST_NAME)
    )
    rows = [(name, full_name(*parts)) for name, *parts in zip(values[at], first, last, strict=False) if name]
    return bool(rows) and sum(tidy_name(name) == parts for name, parts in rows) * 2 > len(rows)


def _settle_titles(positions: dict[Field, list[int]], cells: Sequence[str]) -> None:
    """Take "Title" for a job, but not beside "Job Title": there it is Mr or Mrs, as mail programs have it."""
    titles = [at for at, cell in enumerate(cells) if meaning_of(cell) == Meaning(Field.JOB_TITLE, sure=True)]
    better = [at for at in titles if compact(cells[at]) not in ("title", "titel")]
    if better:
        positions[Field.JOB_TITLE] = better[:1]


def _find_email(positions: dict[Field, list[int]], values: Sequence[Sequence[str]]) -> None:
    """Take the column that is full of addresses, whatever stands above it."""
    shares = {
        at: sum("@" in value for value in column) / len(list(filter(None, column)))
        for at, column in enumerate(values)
        if any(column)
    }
    best = max(shares, key=lambda at: shares[at], default=None)
    if best is None or shares[best] < 0.5:
        return
    for field in [field for field, places in positions.items() if best in places]:
        positions[field].remove(best)
        if not positions[field]:
            del positions[field]
    positions[Field.EMAIL] = [best]


def column_letter(position: int) -> str:
    """Return "A" for 0, "Z" for 25, "AA" for 26."""
    letters = ""
    position += 1
    while position:
        position, remainder = divmod(position - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
