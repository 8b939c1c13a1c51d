"""The yearly status report: the same figures at the end of a year, with their parts and everything that was done."""

from datetime import date

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Figure
from mikrovirk.overview.models import Goal
from mikrovirk.overview.reports.gathering import KEYS, Gathered
from mikrovirk.overview.reports.memo import NETWORKS, in_short
from mikrovirk.overview.reports.wording import (
    activity_lines,
    coverage_sentence,
    figures_table,
    goals_table,
    method_section,
    newcomers_sentence,
    uncertain_lines,
)
from mikrovirk.overview.words.sources import in_full as day
from mikrovirk.ui.documents import Document, Section, Table

SURVIVAL = tuple(f"survival_{years}" for years in range(1, 6))


def yearly(found: Gathered, *, year: int, text: str = "", made: date) -> Document:
    """The status of a year; `text`: what the officer wrote."""
    own = [Section(_("The year in our own words"), content=text)] if text else []
    return Document(
        title=_("Status of the small businesses in %(name)s %(year)s") % {"name": found.name, "year": year},
        sender=_("%(name)s Municipality") % {"name": found.name},
        facts=(
            (_("Document"), _("Yearly status report")),
            (_("Made on"), day(made)),
            (_("Figures as of"), day(found.on)),
            (_("Compared with"), day(found.before_on)),
        ),
        lead=in_short(found),
        sections=(
            *own,
            Section(_("Figures of the year"), table=figures_table(found, KEYS, caption=_("Figures of the year"))),
            Section(_("Survival"), table=figures_table(found, SURVIVAL, caption=_("Survival"))),
            by_size(found.figures["by_size"]),
            by_industry(found.figures["by_industry"]),
            goals_of_the_year(found),
            Section(
                _("The networks and those who are new"),
                paragraphs=(coverage_sentence(found), newcomers_sentence(found)),
                table=figures_table(found, NETWORKS, caption=_("The networks")),
            ),
            Section(_("What is uncertain"), bullets=uncertain_lines(found), is_small=True),
            method_section(found),
        ),
        foot=_("%(name)s · status %(year)s") % {"name": found.name, "year": year},
        figures=found.values,
    )


def by_size(figure: Figure) -> Section:
    rows = [
        (words.size_name(part.key[0]), words.told(part.value, suppressed=part.suppressed))
        for part in figure.parts
        if part.value or part.suppressed
    ]
    table = Table(_("Businesses by size"), (_("Size"), _("Businesses")), tuple(rows))
    return Section(_("Businesses by size"), table=table)


def by_industry(figure: Figure) -> Section:
    rows = [
        (
            words.section_short(part.key[0]),
            words.told(part.value, suppressed=part.suppressed),
            words.whole(part.of) if part.of is not None else "–",
        )
        for part in sorted(figure.parts, key=lambda part: -(part.value or 0))
        if part.value or part.suppressed
    ]
    headings = (_("Industry"), _("Micro-businesses"), _("All businesses"))
    return Section(
        _("Micro-businesses by industry"), table=Table(_("Micro-businesses by industry"), headings, tuple(rows))
    )


def goals_of_the_year(found: Gathered) -> Section:
    closed = [row for row in found.goals if row.goal.state != Goal.State.OPEN]
    said = tuple(
        f"{row.goal.title}: {row.goal.get_state_display()}"
        + (f" ({row.goal.closed_because})" if row.goal.closed_because else "")
        for row in closed
    )
    if not found.goals:
        said = (_("The municipality has set no goals here yet."),)
    return Section(
        _("Goals and what was done"),
        paragraphs=said,
        table=goals_table(found.goals),
        bullets=activity_lines(found.goals),
    )
