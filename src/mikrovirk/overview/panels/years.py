"""The years: micro-businesses in all and by industry."""

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Figures, Part
from mikrovirk.overview.drawing import curves
from mikrovirk.overview.drawing.shapes import beside
from mikrovirk.overview.panels.parts import Cell, Column, Panel, Table
from mikrovirk.overview.panels.shown import Shown, cell_of, parts_by_key


def years(shown: Shown) -> Panel:
    """Micro-businesses year by year."""
    rows = shown.past
    values = tuple(figures["micro_businesses"].value for figures in rows)
    title = _("Micro-businesses over the years")
    first = next((at for at, value in enumerate(values) if value), None)
    if first is not None and values[-1] is not None and first < len(values) - 1:
        title = grown_since(values[first] or 1, values[-1], rows[first].on.year)
    series = [curves.Series("", values, words.told(values[-1]) if values else "")]
    most = shown.greatest("micro_businesses")
    picture = curves.lines(series, ticks=ticks(rows), words=words.whole, label=title, most=most)
    table = Table(
        (
            Column(_("Day"), "text"),
            Column(_("Micro-businesses")),
            Column(_("Businesses")),
            Column(_("Sole proprietors")),
            Column(_("Jobs")),
        ),
        tuple(
            (
                day(figures),
                *(cell_of(figures[key]) for key in ("micro_businesses", "businesses", "sole_proprietors", "jobs")),
            )
            for figures in rows
        ),
    )
    keys = ("micro_businesses", "businesses", "sole_proprietors", "jobs")
    return Panel("years", _("Over the years"), title, table, keys, "", (picture,))


def grown_since(before: float, now: float, year: int) -> str:
    """ "34 % flere mikrovirksomheder siden 2008"."""
    grown = now / before - 1
    if round(100 * grown) == 0:
        return _("About as many micro-businesses as in %(year)s") % {"year": year}
    said = {"share": words.share(abs(grown)), "year": year}
    if grown > 0:
        return _("%(share)s more micro-businesses than in %(year)s") % said
    return _("%(share)s fewer micro-businesses than in %(year)s") % said


def ticks(rows: tuple[Figures, ...]) -> list[str]:
    """Every fifth year, and the last."""
    last = len(rows) - 1
    return [
        str(figures.on.year) if at == last or (figures.on.year % 5 == 0 and last - at > 2) else ""
        for at, figures in enumerate(rows)
    ]


def industries(shown: Shown) -> Panel:
    """Small multiples: micro-businesses by industry over the years, the largest first."""
    now = sorted(shown.own["by_industry"].parts, key=lambda part: (-(part.value or 0), part.key))
    kept = [part for part in now if part.value or part.suppressed]
    past = [parts_by_key(figures["by_industry"]) for figures in shown.past]
    ends = (str(shown.past[0].on.year), str(shown.past[-1].on.year)) if shown.past else ("", "")
    pictures, rows = [], []
    for part in kept:
        values = tuple(found[part.key].value if part.key in found else 0 for found in past)
        before = next((value for value in values if value), None)
        grown = words.change(before, part.value)
        rows.append((words.section_name(part.key[0]), cell_of(part), part.of, grown or None, *values_of(past, part)))
        if part.value:
            line = curves.Series(words.section_short(part.key[0]), values, words.whole(part.value))
            heard = f"{line.label}: {line.last} ({grown})" if grown else f"{line.label}: {line.last}"
            pictures.append(curves.small(line, ends=ends, change=grown, label=heard))
    title = _("Micro-businesses by industry")
    if kept and kept[0].value and shown.value("micro_businesses"):
        title = _("The largest industry is %(industry)s with %(share)s of the micro-businesses") % {
            "industry": words.section_short(kept[0].key[0]).lower(),
            "share": words.share(kept[0].value / (shown.value("micro_businesses") or 1)),
        }
    columns = [Column(_("Industry"), "name"), Column(_("Micro-businesses")), Column(_("Businesses"))]
    columns += [Column(_("Since %(year)s") % {"year": ends[0]}, "text")]
    columns += [
        Column(str(figures.on.year) if figures is not shown.past[-1] else day(figures)) for figures in shown.past
    ]
    says = _("Each chart has a scale of its own, from zero. The numbers are those of today.")
    return Panel(
        "industries",
        _("Industries"),
        title,
        Table(tuple(columns), tuple(rows)),
        ("by_industry",),
        says,
        tuple(pictures),
        is_wide=True,
        compose=lambda found: beside(found, columns=4, label=title),
    )


def values_of(past: list[dict[tuple[str, ...], Part]], part: Part) -> list[Cell]:
    return [cell_of(found.get(part.key, Part(part.key, 0))) for found in past]


def day(figures: Figures) -> str:
    return figures.on.isoformat()
