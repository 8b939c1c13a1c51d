"""Open data: one row for each value, for programs. Counted the plain way, without anybody's choices."""

import csv
import io
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from mikrovirk.common.cells import harmless
from mikrovirk.overview.domain.definitions import DEFINITIONS
from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.page import showing
from mikrovirk.overview.words import sources
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named
from mikrovirk.register.queries.copies import Copy

NAMES = ("municipality", "name", "date", "indicator", "part", "value", "of", "unit", "suppressed", "preliminary")
KEPT = 7 * 24 * 3600  # seconds; a new copy has a new name

Row = dict[str, Any]


def columns() -> list[tuple[str, str]]:
    """Each column of a file with what it holds, in words."""
    return [
        ("municipality", _("The municipality's code, four digits: 0390")),
        ("name", _("Its name")),
        ("date", _("The day the value is of, as 2026-11-01")),
        ("indicator", _("Which figure: the key of a definition below")),
        ("part", _("What it is a part of, by codes; empty for the whole. Two codes are parted by a slash: 1-4/5-9")),
        ("value", _("The number; a share is between 0 and 1; empty where it cannot be told")),
        ("of", _("What a share is a share of, where there is such a number")),
        ("unit", _("number or share")),
        ("suppressed", _("true where the value is left out because fewer than three could be recognised by it")),
        ("preliminary", _("true where the register may still change it")),
    ]


def about(copy: Copy) -> dict[str, Any]:
    """What a JSON file says of itself."""
    return {
        "source": sources.source(copy),
        "licence": sources.LICENCE,
        "as_of": copy.as_of.isoformat(),
        "columns": dict(columns()),
        "definitions": {
            key: {"name": each.name, "says": each.says, "formula": each.formula, "source": each.source}
            for key, each in DEFINITIONS.items()
        },
    }


def newest_of_all(copy: Copy) -> list[Row]:
    """Every indicator of every municipality on the day of the copy, without parts."""
    key = f"open-data:{copy.name}:{copy.read_at.timestamp():.0f}"
    found: list[Row] = cache.get_or_set(key, lambda: counted_anew(copy), KEPT) or []
    return found


def counted_anew(copy: Copy) -> list[Row]:
    rows: list[Row] = []
    for code in MUNICIPALITIES:
        figures = showing.counted_once(copy, Area(code), copy.as_of, Choices())
        rows += rows_of(code, figures, parts=False)
    return rows


def through_the_years(copy: Copy, code: str) -> list[Row]:
    """One municipality with all parts: every indicator on the day of the copy, and on the first day of each year those that are
    followed through the years."""
    area, plain = Area(code), Choices()
    past = showing.through_years(copy, area, showing.days(copy.as_of), plain)
    return [
        row
        for figures in (*past, showing.counted(copy, area, copy.as_of, plain))
        for row in rows_of(code, figures, parts=True)
    ]


def rows_of(code: str, figures: Figures, *, parts: bool) -> list[Row]:
    rows = []
    for figure in figures:
        first = (code, named(code), figures.on.isoformat(), figure.key)
        last = (figure.unit.value, figure.suppressed, figure.preliminary)
        rows.append(dict(zip(NAMES, (*first, "", figure.value, figure.of, *last), strict=True)))
        for part in figure.parts if parts else ():
            last = (figure.unit.value, part.suppressed, figure.preliminary)
            rows.append(dict(zip(NAMES, (*first, "/".join(part.key), part.value, part.of, *last), strict=True)))
    return rows


def as_csv(rows: list[Row]) -> str:
    """Commas, points, UTF-8, one heading: as programs like it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(NAMES)
    writer.writerows([harmless(plain(row[name])) for name in NAMES] for row in rows)
    return text.getvalue()


def plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return round(value, 6)
    return "" if value is None else value
