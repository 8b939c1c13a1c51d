"""The fact sheet that opens a conference: needs, spread and potential on two pages, from the figures as they are."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.cooperation.models import Conference, Wish
from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Figure, Part
from mikrovirk.overview.queries.goals import counts_of
from mikrovirk.overview.reports.gathering import Gathered
from mikrovirk.overview.reports.memo import in_short
from mikrovirk.overview.reports.promised import promised_section
from mikrovirk.overview.reports.wording import coverage_sentence, figures_table, goals_table, method_section
from mikrovirk.overview.words.sources import in_full as day
from mikrovirk.ui.documents import Document, Section

FIGURES = ("micro_businesses", "micro_share_of_businesses", "micro_share_of_jobs", "births", "deaths", "survival_5")
NEEDS_AT_MOST, INDUSTRIES_AT_MOST, PLACES_AT_MOST = 8, 6, 6


def fact_sheet(found: Gathered, conference: Conference, wishes: Sequence[Wish], *, made: date) -> Document:
    """The sheet of one conference; `wishes`: those everybody may see, with most people behind them first."""
    held = timezone.localdate(conference.meeting.starts_at) if conference.meeting else conference.wanted_date
    return Document(
        title=_("Fact sheet: %(title)s") % {"title": conference.title},
        sender=str(conference.organisation or conference.network or found.name),
        facts=(
            (_("Area"), found.name),
            *(((_("Conference"), day(held)),) if held else ()),
            (_("Made on"), day(made)),
            (_("Figures as of"), day(found.on)),
        ),
        lead=conference.question,
        sections=(
            needs_section(wishes),
            spread_section(found),
            potential_section(found),
            *promised_section(found.promised),
            method_section(found),
            sources_of_needs(),
        ),
        foot=_("%(name)s · figures as of %(day)s") % {"name": found.name, "day": day(found.on)},
        figures=found.values,
    )


def needs_section(wishes: Sequence[Wish]) -> Section:
    """What people want taken up, with how many are behind it."""
    heading = _("Needs: what the small businesses say")
    if not wishes:
        return Section(heading, paragraphs=(_("Nobody has sent a question or a wish yet."),))
    lines = tuple(
        ngettext("%(text)s (%(count)s person behind it)", "%(text)s (%(count)s people behind it)", wish.behind_count)
        % {"text": wish.text, "count": words.whole(wish.behind_count)}
        for wish in wishes[:NEEDS_AT_MOST]
    )
    more = len(wishes) - NEEDS_AT_MOST
    if more > 0:
        lines = (*lines, _("and %(number)s more on the conference's page") % {"number": words.whole(more)})
    return Section(heading, bullets=lines)


def spread_section(found: Gathered) -> Section:
    """How many there are, in which trades and where."""
    industries = largest(found.figures["by_industry"], INDUSTRIES_AT_MOST)
    places = largest(found.figures["by_place"], PLACES_AT_MOST)
    said = [in_short(found)]
    if industries:
        told = [(words.section_short(part.key[0]), part) for part in industries]
        said.append(_("Most of them are in %(list)s.") % {"list": listed(told)})
    if places:
        told = [(words.town_and_code(part.key[0]) or _("Not known"), part) for part in places]
        said.append(_("By postcode most are in %(list)s.") % {"list": listed(told)})
    return Section(
        _("Spread: what there is, and where"),
        paragraphs=tuple(said),
        table=figures_table(found, FIGURES, caption=_("The small businesses")),
    )


def largest(figure: Figure, at_most: int) -> list[Part]:
    """The parts with the highest numbers that may be told."""
    told = [part for part in figure.parts if part.value and not part.suppressed and part.key]
    return sorted(told, key=lambda part: -(part.value or 0))[:at_most]


def listed(told: Sequence[tuple[str, Part]]) -> str:
    return ", ".join(f"{name} ({words.told(part.value)})" for name, part in told)


def potential_section(found: Gathered) -> Section:
    """The goals the municipality has set, and how far they are."""
    counts, table = counts_of(found.goals), goals_table(found.goals)
    said = [coverage_sentence(found)]
    if not found.goals:
        said.append(_("The municipality has set no goals here yet."))
    else:
        said.append(
            _("Open goals: %(open)s, of them behind: %(behind)s. Reached: %(reached)s.")
            % {
                "open": words.whole(counts.open),
                "behind": words.whole(counts.behind),
                "reached": words.whole(counts.reached),
            }
        )
    return Section(_("Potential: what we aim for"), paragraphs=tuple(said), table=table)


def sources_of_needs() -> Section:
    return Section(
        _("Where the needs come from"),
        paragraphs=(
            _(
                "Questions and wishes were sent to the conference, or were brought by the networks from what their members "
                "said and asked at meetings, without names. A theme is brought only when at least three people are behind it."
            ),
        ),
        is_small=True,
    )
