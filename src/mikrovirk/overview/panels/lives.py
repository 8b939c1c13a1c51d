"""Births and deaths, and how long new businesses live."""

from datetime import timedelta

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.drawing import curves
from mikrovirk.overview.panels.parts import Column, Panel, Table
from mikrovirk.overview.panels.shown import Shown, cell_of, parts_by_key


def births(shown: Shown) -> Panel:
    """Births and deaths in each calendar year, and the newest twelve months."""
    rows = [figures for figures in shown.past if figures.period]
    started = tuple(figures["births"].value for figures in rows)
    ended = tuple(figures["deaths"].value for figures in rows)
    title = _("Those that start and those that end")
    if started and started[-1] is not None and ended[-1] is not None:
        title = _("%(births)s started and %(deaths)s ended in twelve months") % {
            "births": words.whole(started[-1]),
            "deaths": words.whole(ended[-1]),
        }
    series = [
        curves.Series(_("started"), started, words.told(started[-1]) if started else ""),
        curves.Series(_("stopped"), ended, words.told(ended[-1]) if ended else ""),
    ]
    names = [str((figures.period[1] - timedelta(days=1)).year) if figures.period else "" for figures in rows]
    shown_names = [
        name if at == len(names) - 1 or (name.endswith(("0", "5")) and len(names) - at > 3) else ""
        for at, name in enumerate(names)
    ]
    most = shown.greatest("births", "deaths")
    picture = curves.lines(series, ticks=shown_names, words=words.whole, label=title, most=most)
    table = Table(
        (
            Column(_("Twelve months until"), "text"),
            Column(_("Births")),
            Column(_("Deaths")),
            Column(_("Birth rate"), "share", 1),
            Column(_("Death rate"), "share", 1),
            Column(_("Churn"), "share", 1),
        ),
        tuple(
            (
                (figures.period[1] - timedelta(days=1)).isoformat() if figures.period else "",
                *(cell_of(figures[key]) for key in ("births", "deaths", "birth_rate", "death_rate", "churn")),
            )
            for figures in rows
        ),
    )
    says = _("Deaths of the last two years are preliminary: a business that comes back within two years has not ended.")
    keys = ("births", "deaths", "birth_rate", "death_rate", "churn")
    return Panel("births", _("Births and deaths"), title, table, keys, says, (picture,) if rows else ())


def survival(shown: Shown) -> Panel:
    """How many of those born together live after one to five years, here and in the country."""
    areas = [(shown.name, shown.own), (_("Denmark"), shown.country)]
    if shown.beside:
        areas.insert(1, (shown.beside.name, shown.beside.own))
    if not shown.asked.area.municipality:
        areas = areas[:1]
    series = []
    for name, figures in areas:
        found = parts_by_key(figures["survival"])
        values = (1.0, *(part.value if (part := found.get((str(year),))) else None for year in range(1, 6)))
        last = next((value for value in reversed(values) if value is not None), None)
        if any(value is not None for value in values[1:]):
            series.append(curves.Series(name, values, words.share(last) if last is not None else ""))
    own = parts_by_key(shown.own["survival"]).get(("5",))
    title = _("How long new businesses live")
    if own and own.value is not None:
        title = _("%(share)s of the new businesses live five years later") % {"share": words.share(own.value)}
    names = ["0", *(str(year) for year in range(1, 5)), _("5 years")]
    picture = curves.lines(
        series, ticks=names, words=words.share, label=title, most=1.0, round_to_whole=False, everywhere=True
    )
    newest = parts_by_key(shown.own["survival_newest"])
    lives = parts_by_key(shown.own["survival"])
    country = parts_by_key(shown.country["survival"])
    table = Table(
        (
            Column(_("Years after the start"), "text"),
            Column(shown.name, "share", 1),
            Column(_("Of how many"), "number"),
            Column(_("The newest that can be followed"), "share", 1),
            Column(_("Denmark"), "share", 1),
        ),
        tuple(
            (
                key,
                cell_of(lives.get((key,))),
                lives[(key,)].of if (key,) in lives else None,
                cell_of(newest.get((key,))),
                cell_of(country.get((key,))),
            )
            for key in ("1", "2", "3", "4", "5")
        ),
    )
    return Panel(
        "survival",
        _("Survival"),
        title,
        table,
        ("survival", "survival_newest"),
        _("The same businesses are followed all the way. One that was handed over or merged lives on."),
        (picture,) if series else (),
    )
