"""The numbers that matter, large, each with the sentence that says what it means."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.drawing import tables
from mikrovirk.overview.panels.parts import Column, Table
from mikrovirk.overview.panels.shown import Shown, Value, cell_of
from mikrovirk.overview.queries.definitions import in_words

COMPARED = (
    "businesses", "micro_businesses", "micro_share_of_businesses", "jobs", "micro_jobs", "micro_share_of_jobs", "sole_proprietors",
    "births", "deaths", "birth_rate", "death_rate", "churn", "moves_in", "moves_out", "jobs_of_former_micro",
    "micro_share_of_net_new_jobs",
)  # fmt: skip


@dataclass(frozen=True)
class Stat:
    number: str
    text: str
    note: str = ""


def stats(shown: Shown) -> list[Stat]:
    """The four an officer is asked for, each beside the whole country."""
    return [
        Stat(shown.said("micro_businesses"), _("micro-businesses: fewer than ten employed")),
        Stat(
            shown.said("micro_share_of_businesses", as_share=True),
            _("of all businesses are micro-businesses"),
            beside_country(shown, "micro_share_of_businesses"),
        ),
        Stat(
            shown.said("micro_share_of_jobs", as_share=True),
            _("of the jobs are in micro-businesses, owners not counted"),
            beside_country(shown, "micro_share_of_jobs"),
        ),
        Stat(
            shown.said("sole_proprietors"),
            _("are owned by one person who answers with everything they own"),
            of_all(shown.value("sole_proprietors"), shown.value("businesses")),
        ),
    ]


def beside_country(shown: Shown, key: str) -> str:
    whole = shown.country[key].value
    if whole is None or not shown.asked.area.municipality:
        return ""
    return _("%(share)s in the whole country") % {"share": words.share(whole)}


def of_all(part: Value, whole: Value) -> str:
    if part is None or not whole:
        return ""
    return _("%(share)s of all businesses") % {"share": words.share(part / whole)}


def compared(one: Shown, two: Shown) -> list[tuple[str, Table]]:
    """Every indicator of two areas and the country: one table of counts and one of shares."""
    found = []
    for kind, title in (("number", _("Numbers")), ("share", _("Shares"))):
        names = [one.name, two.name, *([_("Denmark")] if two.asked.area.municipality else [])]
        columns = (Column(_("Indicator"), "text"), *(Column(name, kind, 1) for name in names))
        areas = [one.own, two.own, *([one.country] if two.asked.area.municipality else [])]
        keys = [key for key in COMPARED if (one.own[key].unit == "share") == (kind == "share")]
        rows = tuple((in_words(key).name, *(cell_of(figures[key]) for figures in areas)) for key in keys)
        found.append((title, Table(columns, rows)))
    return found


def one_table(shown: Shown, country: Shown) -> Table:
    """Every indicator of one area beside the country; shares are 0 to 1 there."""
    columns = (
        Column(_("Indicator"), "text"),
        Column(shown.name, "any"),
        Column(_("Of how many")),
        Column(_("Denmark"), "any"),
    )
    rows = tuple(
        (in_words(key).name, cell_of(shown.own[key]), shown.own[key].of, cell_of(country.own[key])) for key in COMPARED
    )
    return Table(columns, rows)


def side_by_side(one: Shown, two: Shown) -> list[tuple[str, SafeString]]:
    """The same as HTML."""
    return [(title, tables.as_html(table, title)) for title, table in compared(one, two)]
