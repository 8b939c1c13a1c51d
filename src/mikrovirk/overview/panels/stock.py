"""What there is on the day: sizes, industries, places."""

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Part
from mikrovirk.overview.drawing import charts, maps
from mikrovirk.overview.panels.parts import Column, Panel, Table
from mikrovirk.overview.panels.shown import Shown, cell_of, most_of, parts_by_key
from mikrovirk.register.domain.size_classes import SIZE_CLASSES
from mikrovirk.register.domain.towns import town_at

MOST_GROUPS = 12


def sizes(shown: Shown) -> Panel:
    """Businesses and jobs by size class."""
    businesses, jobs = parts_by_key(shown.own["by_size"]), parts_by_key(shown.own["jobs_by_size"])
    total = shown.value("businesses")
    rows = []
    for key in SIZE_CLASSES:
        part = businesses.get((key,), Part((key,), 0))
        of_all = part.value / total if part.value is not None and total else None
        rows.append((words.size_name(key), cell_of(part), of_all, cell_of(jobs.get((key,)))))
    bars = [
        charts.Bar(
            words.size_name(key), shown_part.value, words.told(shown_part.value, suppressed=shown_part.suppressed)
        )
        for key in SIZE_CLASSES
        if (shown_part := businesses.get((key,)))
    ]
    share = shown.value("micro_share_of_businesses")
    title = _("How large the businesses are")
    if share is not None:
        title = _("%(share)s of the businesses have fewer than ten employed") % {"share": words.share(share)}
    table = Table(
        (
            Column(_("Employed"), "text"),
            Column(_("Businesses")),
            Column(_("Share"), "share", 1),
            Column(_("Jobs")),
        ),
        tuple(rows),
    )
    picture = charts.bars(bars, most=most_of(shown.both("by_size")), label=title)
    return Panel(
        "sizes",
        _("Size"),
        title,
        table,
        ("by_size", "jobs_by_size", "micro_share_of_businesses"),
        _(
            "The register counts the employed without the owners, so a sole proprietor who works full time stands as none employed."
        ),
        (picture,),
    )


def groups(shown: Shown) -> Panel:
    """The industry groups with the most micro-businesses."""
    parts = sorted(shown.own["by_group"].parts, key=lambda part: (-(part.value or 0), part.key))
    listed = [part for part in parts if part.value is not None or part.suppressed]
    first = [part for part in listed if part.value][:MOST_GROUPS]
    title = _("The most common industries")
    if first and first[0].value is not None:
        title = _("Most micro-businesses: %(industry)s") % {"industry": words.group_meaning(first[0].key[0])}
    bars = [charts.Bar(words.group_name(part.key[0]), part.value, words.told(part.value)) for part in first]
    table = Table(
        (Column(_("Industry group"), "name"), Column(_("Micro-businesses")), Column(_("Businesses"))),
        tuple((words.group_name(part.key[0]), cell_of(part), part.of) for part in listed),
    )
    says = _("The twelve groups with the most; all of them stand in the table.") if len(listed) > MOST_GROUPS else ""
    return Panel(
        "groups",
        _("Industry groups"),
        title,
        table,
        ("by_group",),
        says,
        (charts.bars(bars, most=most_of(shown.both("by_group")), label=title),),
    )


def places(shown: Shown) -> Panel:
    """Where in the municipality they lie: towns as points, postcodes as a table."""
    parts = sorted(shown.own["by_place"].parts, key=lambda part: (-(part.value or 0), part.key))
    title = _("Where they lie")
    if parts and parts[0].value and shown.value("micro_businesses"):
        title = _("%(share)s of the micro-businesses lie in %(town)s") % {
            "share": words.share(parts[0].value / (shown.value("micro_businesses") or 1)),
            "town": words.town_and_code(parts[0].key[0]),
        }
    table = Table(
        (Column(_("Postcode"), "name"), Column(_("Micro-businesses")), Column(_("Businesses"))),
        tuple((words.town_and_code(part.key[0]) or _("Not known"), cell_of(part), part.of) for part in parts),
    )
    says = _("The circles are as large as the number of micro-businesses in the postcode.")
    pictures = (maps.towns(found, shown.outline, label=title),) if (found := points(parts)) else ()
    return Panel("places", _("Towns and villages"), title, table, ("by_place",), says if pictures else "", pictures)


def points(parts: list[Part]) -> list[maps.Town]:
    """The postcodes as points; one that only lies here with a corner, and with few, is left to the table."""
    most = max((part.value or 0 for part in parts), default=0)
    found = []
    for part in parts:
        town = town_at(part.key[0])
        if town and part.value and part.value >= most * 0.004:
            found.append(
                maps.Town(town.name, town.longitude, town.latitude, float(part.value), words.whole(part.value))
            )
    return found
