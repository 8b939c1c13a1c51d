"""What the networks of the municipality do: how many they are, how often they meet, whom they reach, how they are."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.overview import words
from mikrovirk.overview.drawing import charts, curves
from mikrovirk.overview.drawing.shapes import Drawing, Mark, Text, beside, moved
from mikrovirk.overview.panels.parts import Cell, Column, Panel, Table, cell
from mikrovirk.overview.queries.networks import Activity, Quality, Quarter


def quarters(found: Activity) -> Panel:
    """Meetings and people quarter by quarter."""
    title = ngettext(
        "%(number)s meeting was held in twelve months",
        "%(number)s meetings were held in twelve months",
        found.meetings,
    ) % {"number": words.whole(found.meetings)}
    if found.people:
        title = _("%(meetings)s meetings in twelve months reached %(people)s people") % {
            "meetings": words.whole(found.meetings),
            "people": words.whole(found.people),
        }
    table = Table(
        (Column(_("Three months from"), "text"), Column(_("Meetings held")), Column(_("People reached"))),
        tuple((each.begins.isoformat(), each.meetings, people(each)) for each in found.quarters),
    )
    says = _(
        "People reached are those who were checked in at least once, each counted once in the period. All networks of the municipality together."
    )
    pictures = (two_rows(found, title),) if found.meetings else ()
    return Panel("meetings", _("Meetings and people"), title, table, (), says, pictures)


def people(quarter: Quarter) -> Cell:
    return cell(quarter.people, suppressed=True)


def two_rows(found: Activity, label: str) -> Drawing:
    """Meetings above, people below, on the same quarters."""
    ticks = [name_of(each) if at % 4 == 3 or not at else "" for at, each in enumerate(found.quarters)]
    above = charts.columns(
        [(tick, each.meetings, str(each.meetings or "")) for tick, each in zip(ticks, found.quarters, strict=True)],
        height=110,
        tone="lake",
    )
    under = charts.columns(
        [
            (tick, each.people, words.whole(each.people) if each.people else "")
            for tick, each in zip(ticks, found.quarters, strict=True)
        ],
        height=130,
    )
    marks: list[Mark] = [Text(0, 12, _("Meetings held"), bold=True)]
    marks += [moved(mark, 0, 14) for mark in above.marks]
    marks.append(Text(0, 152, _("People reached"), bold=True))
    marks += [moved(mark, 0, 154) for mark in under.marks]
    return Drawing(above.width, 154 + under.height, tuple(marks), label)


def quality(found: Activity) -> Panel:
    """How the networks have been, quarter by quarter, by the measures of their health."""
    title = _("How the networks have been")
    known = [each.usually_come for each in found.quality if each.usually_come is not None]
    if len(known) > 1:
        said = {"now": words.whole(known[-1]), "before": words.whole(known[0])}
        title = _("%(now)s usually come to the networks' meetings; they were %(before)s") % said
    ends = (name_of(found.quality[0]), name_of(found.quality[-1]))
    pictures = []
    for label, values, say in (
        (_("Usually come"), tuple(each.usually_come for each in found.quality), words.whole),
        (_("First-timers who come again"), tuple(each.first_timers_back for each in found.quality), words.share),
    ):
        told = [value for value in values if value is not None]
        if len(told) > 1:
            line = curves.Series(label, values, say(told[-1]))
            pictures.append(curves.small(line, ends=ends, change="", label=f"{label}: {line.last}"))
    table = Table(
        (
            Column(_("Three months from"), "text"),
            Column(_("Usually come")),
            Column(_("First-timers who come again"), "share"),
        ),
        tuple((each.begins.isoformat(), each.usually_come, each.first_timers_back) for each in found.quality),
    )
    says = _(
        "Taken from what each network measures itself at the end of the quarter; only of networks whose figures you may see."
    )
    return Panel(
        "quality",
        _("Quality"),
        title,
        table if known else Table((), ()),
        (),
        says if known else "",
        tuple(pictures),
        compose=lambda drawn: beside(drawn, columns=2, label=title),
    )


def name_of(quarter: Quarter | Quality) -> str:
    return _("Q%(number)s %(year)s") % {"number": (quarter.begins.month + 2) // 3, "year": quarter.begins.year}


def each_network(found: Activity) -> Panel:
    """One row for each network."""
    title = ngettext(
        "%(number)s network is at work in the municipality",
        "%(number)s networks are at work in the municipality",
        len(found.networks),
    ) % {"number": words.whole(len(found.networks))}
    columns = (
        Column(_("Network"), "name"),
        Column(_("Members")),
        Column(_("Meetings in twelve months")),
        Column(_("Usually come")),
        Column(_("A year ago")),
        Column(_("First-timers who come again"), "share"),
    )
    rows = tuple(
        (
            each.name,
            cell(each.members, suppressed=True),
            each.meetings,
            each.now.get("attendance"),
            each.before.get("attendance"),
            each.now.get("first_timers_back"),
        )
        for each in found.networks
    )
    says = _(
        "How many usually come is the median of the last twelve meetings. A share about fewer than five people is left out. A dash: not measured, or not yours to see."
    )
    return Panel("networks", _("Networks"), title, Table(columns, rows), (), says, (), is_wide=True)


BUILDERS = {"networks": each_network, "meetings": quarters, "quality": quality}
