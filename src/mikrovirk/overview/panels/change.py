"""What changes: the years, births and deaths, survival, growth between size classes, moves."""

from datetime import timedelta

from django.utils.translation import gettext as _

from mikrovirk.overview import citing, words
from mikrovirk.overview.domain.figures import Figures, Part
from mikrovirk.overview.drawing import charts
from mikrovirk.overview.drawing.shapes import beside
from mikrovirk.overview.panels.parts import Cell, Column, Panel, Table
from mikrovirk.overview.panels.shown import Shown, cell_of, most_of, parts_by_key
from mikrovirk.register.domain.municipalities import named
from mikrovirk.register.domain.size_classes import MICRO_CLASSES, SIZE_CLASSES

MOST_PLACES = 8
KNOWN_MICRO = frozenset(MICRO_CLASSES)


def years(shown: Shown) -> Panel:
    """Micro-businesses year by year."""
    rows = shown.past
    values = tuple(figures["micro_businesses"].value for figures in rows)
    title = _("Micro-businesses over the years")
    first = next((at for at, value in enumerate(values) if value), None)
    if first is not None and values[-1] is not None and first < len(values) - 1:
        title = grown_since(values[first] or 1, values[-1], rows[first].on.year)
    series = [charts.Series("", values, words.told(values[-1]) if values else "")]
    most = shown.greatest("micro_businesses")
    picture = charts.lines(series, ticks=ticks(rows), words=words.whole, label=title, most=most)
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


def day(figures: Figures) -> str:
    return figures.on.isoformat()


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
            line = charts.Series(words.section_short(part.key[0]), values, words.whole(part.value))
            heard = f"{line.label}: {line.last} ({grown})" if grown else f"{line.label}: {line.last}"
            pictures.append(charts.small(line, ends=ends, change=grown, label=heard))
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
        charts.Series(_("started"), started, words.told(started[-1]) if started else ""),
        charts.Series(_("stopped"), ended, words.told(ended[-1]) if ended else ""),
    ]
    names = [str((figures.period[1] - timedelta(days=1)).year) if figures.period else "" for figures in rows]
    shown_names = [
        name if at == len(names) - 1 or (name.endswith(("0", "5")) and len(names) - at > 3) else ""
        for at, name in enumerate(names)
    ]
    most = shown.greatest("births", "deaths")
    picture = charts.lines(series, ticks=shown_names, words=words.whole, label=title, most=most)
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
    curves = [(shown.name, shown.own), (_("Denmark"), shown.country)]
    if shown.beside:
        curves.insert(1, (shown.beside.name, shown.beside.own))
    if not shown.asked.area.municipality:
        curves = curves[:1]
    series = []
    for name, figures in curves:
        found = parts_by_key(figures["survival"])
        values = (1.0, *(part.value if (part := found.get((str(year),))) else None for year in range(1, 6)))
        last = next((value for value in reversed(values) if value is not None), None)
        if any(value is not None for value in values[1:]):
            series.append(charts.Series(name, values, words.share(last) if last is not None else ""))
    own = parts_by_key(shown.own["survival"]).get(("5",))
    title = _("How long new businesses live")
    if own and own.value is not None:
        title = _("%(share)s of the new businesses live five years later") % {"share": words.share(own.value)}
    names = ["0", *(str(year) for year in range(1, 5)), _("5 years")]
    picture = charts.lines(
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


def transitions(shown: Shown) -> Panel:
    """From which size class to which: a matrix."""
    span = shown.asked.choices.span
    figure = shown.own["transitions"]
    parts = parts_by_key(figure)
    begins = [key for key in SIZE_CLASSES if any(part.key[0] == key for part in figure.parts)]
    last = [key for key in dict.fromkeys(part.key[1] for part in figure.parts) if key not in SIZE_CLASSES]
    ends = [
        *(key for key in SIZE_CLASSES if any(part.key[1] == key for part in figure.parts)),
        *sorted(last, reverse=True),
    ]
    cells, rows = [], []
    for begin in begins:
        found = [parts.get((begin, end)) for end in ends]
        total = sum(part.value or 0 for part in found if part)
        cells.append(
            [
                (
                    (part.value or 0) / total if part and total else 0.0,
                    words.told(part.value, suppressed=part.suppressed) if part else "",
                )
                for part in found
            ]
        )
        rows.append((words.size_name(begin), *(cell_of(part) if part else 0 for part in found)))
    grew, of = grown(figure.parts)
    title = _("Where they are after %(years)s") % {"years": citing.in_years(span)}
    if of:
        said = {"share": words.share(grew / of, 1), "years": citing.in_years(span)}
        title = _("%(share)s of the micro-businesses of %(years)s ago are in a higher size class today") % said
        if any(part.suppressed and part.key[0] in KNOWN_MICRO for part in figure.parts):
            title = (
                _("About %(share)s of the micro-businesses of %(years)s ago are in a higher size class today") % said
            )
    picture = charts.matrix(
        [words.size_short(key) for key in begins],
        [words.size_short(key) for key in ends],
        cells,
        across_title=_("employed today"),
        down_title=_("employed %(years)s ago") % {"years": citing.in_years(span)},
        label=title,
    )
    table = Table(
        (
            Column(_("Employed %(years)s ago") % {"years": citing.in_years(span)}, "text"),
            *(Column(words.size_name(key)) for key in ends),
        ),
        tuple(rows),
    )
    says = _("Read a row from the left: where those of one size have gone. The darker, the larger a part of the row.")
    pictures = (picture,) if begins else ()
    return Panel("transitions", _("Growth"), title, table, ("transitions",), says, pictures, is_wide=True)


def grown(parts: tuple[Part, ...]) -> tuple[int, int]:
    """(how many micro-businesses of then are in a higher class today, how many they were), of those that may be told."""
    order = {key: at for at, key in enumerate(SIZE_CLASSES) if key != "unknown"}
    grew = of = 0
    for part in parts:
        begin, end = part.key
        if begin in KNOWN_MICRO:
            of += int(part.value or 0)
            grew += int(part.value or 0) if order.get(end, -1) > order[begin] else 0
    return grew, of


def moves(shown: Shown) -> Panel:
    """Businesses that moved here and away, by the other municipality."""
    came, left = shown.own["moves_in"], shown.own["moves_out"]
    ins, outs = parts_by_key(came), parts_by_key(left)
    keys = sorted(
        {*ins, *outs},
        key=lambda key: (-sum((found[key].value or 0) if key in found else 0 for found in (ins, outs)), key),
    )
    rows = [(named(key[0]), cell_of(ins.get(key, Part(key, 0))), cell_of(outs.get(key, Part(key, 0)))) for key in keys]
    drawn = []
    told = [key for key in keys if any(found[key].value for found in (ins, outs) if key in found)]
    for key in told[:MOST_PLACES]:
        one, two = ins.get(key, Part(key, 0)), outs.get(key, Part(key, 0))
        drawn.append(
            (
                named(key[0]),
                one.value,
                words.told(one.value, suppressed=one.suppressed),
                two.value,
                words.told(two.value, suppressed=two.suppressed),
            )
        )
    title = _("Businesses that moved")
    if came.value is not None and left.value is not None:
        title = _("%(came)s moved here and %(left)s moved away in twelve months") % {
            "came": words.whole(came.value),
            "left": words.whole(left.value),
        }
    most = most_of([*shown.both("moves_in"), *shown.both("moves_out")])
    picture = charts.both_ways(drawn, ends=(_("moved here from"), _("moved away to")), label=title, most=most)
    table = Table((Column(_("Municipality"), "name"), Column(_("Moved here")), Column(_("Moved away"))), tuple(rows))
    return Panel("moves", _("Moves"), title, table, ("moves_in", "moves_out"), "", (picture,) if drawn else ())
