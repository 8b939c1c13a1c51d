"""The committee memo (udvalgsnotat): two pages with what a committee decides on."""

from datetime import date

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.domain.reports import changes, most_changed
from mikrovirk.overview.queries.goals import counts_of
from mikrovirk.overview.reports.gathering import Gathered
from mikrovirk.overview.reports.promised import promised_section
from mikrovirk.overview.reports.wording import (
    activity_lines,
    at_most,
    change_in_words,
    coverage_sentence,
    figures_table,
    goals_table,
    method_section,
    name_of_figure,
    newcomers_sentence,
    uncertain_lines,
    value_in_words,
)
from mikrovirk.overview.words.sources import in_full as day
from mikrovirk.ui.documents import Document, Section

FIGURES = (
    *("micro_businesses", "micro_share_of_businesses", "sole_proprietors", "micro_jobs", "micro_share_of_jobs"),
    *("births", "deaths", "survival_1", "survival_5", "moves_in", "moves_out"),
)
NETWORKS = ("networks", "network_members", "network_meetings", "people_reached", "newcomers_welcomed")


def memo(found: Gathered, *, text: str = "", made: date) -> Document:
    """The memo; `text`: what the officer wrote for the committee."""
    own = [Section(_("What the committee should know"), content=text)] if text else []
    return Document(
        title=_("Small businesses and networks in %(name)s") % {"name": found.name},
        sender=_("%(name)s Municipality") % {"name": found.name},
        facts=(
            (_("Document"), _("Committee memo")),
            (_("Made on"), day(made)),
            (_("Figures as of"), day(found.on)),
            (_("Compared with"), compared_with(found)),
        ),
        lead=in_short(found),
        sections=(
            *own,
            Section(_("The small businesses"), table=figures_table(found, FIGURES, caption=_("The small businesses"))),
            changed_section(found),
            goals_section(found),
            networks_section(found),
            *promised_section(found.promised),
            Section(_("What is uncertain"), bullets=uncertain_lines(found), is_small=True),
            method_section(found),
        ),
        foot=_("%(name)s · figures as of %(day)s") % {"name": found.name, "day": day(found.on)},
        figures=found.values,
    )


def compared_with(found: Gathered) -> str:
    said = {"day": day(found.before_on)}
    return _("the last memo, %(day)s") % said if found.last else _("a year before, %(day)s") % said


def in_short(found: Gathered) -> str:
    """The memo in three sentences."""
    values = found.values
    first = _(
        "On %(day)s there are %(micro)s micro-businesses in %(name)s: %(share)s of all businesses, with %(jobs)s of the jobs."
    ) % {
        "day": day(found.on),
        "micro": value_in_words("micro_businesses", values["micro_businesses"]),
        "name": found.name,
        "share": value_in_words("micro_share_of_businesses", values["micro_share_of_businesses"]),
        "jobs": value_in_words("micro_share_of_jobs", values["micro_share_of_jobs"]),
    }
    second = _(
        "In twelve months %(births)s began, %(deaths)s ended, %(moves_in)s moved in and %(moves_out)s moved out."
    ) % {key: value_in_words(key, values[key]) for key in ("births", "deaths", "moves_in", "moves_out")}
    return f"{first} {second} {coverage_sentence(found)}"


def changed_section(found: Gathered) -> Section:
    """What changed most since the last memo, or in the year before."""
    rows = changes(found.before, found.values, [key for key in FIGURES + NETWORKS if key in found.values])
    lines = tuple(
        _("%(name)s: %(was)s then, %(now)s now (%(change)s)")
        % {
            "name": name_of_figure(row.key),
            "was": value_in_words(row.key, row.before),
            "now": value_in_words(row.key, row.after),
            "change": change_in_words(row),
        }
        for row in most_changed(rows, at_most=4)
    )
    heading = _("What changed since the last memo") if found.last else _("What changed in a year")
    said = () if lines else (_("Nothing changed by as much as two percent."),)
    return Section(heading, paragraphs=said, bullets=lines)


def goals_section(found: Gathered) -> Section:
    """The goals, and what is late."""
    counts, table = counts_of(found.goals), goals_table(found.goals)
    if not found.goals:
        return Section(_("Goals"), paragraphs=(_("The municipality has set no goals here yet."),))
    said = _("Open goals: %(open)s, of them behind: %(behind)s. Reached: %(reached)s. Given up: %(given_up)s.") % {
        "open": words.whole(counts.open),
        "behind": words.whole(counts.behind),
        "reached": words.whole(counts.reached),
        "given_up": words.whole(counts.given_up),
    }
    return Section(
        _("Goals"), paragraphs=(said,), table=table, bullets=at_most(activity_lines(found.goals, late_only=True))
    )


def networks_section(found: Gathered) -> Section:
    return Section(
        _("The networks and those who are new"),
        paragraphs=(newcomers_sentence(found),),
        table=figures_table(found, NETWORKS, caption=_("The networks")),
    )
