"""The coordinator's plan: the season's meetings, the season wizard, an extra meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.programme import attached
from mikrovirk.programme.domain.days_off import DaysOff
from mikrovirk.programme.domain.school_holidays import Avoid
from mikrovirk.programme.domain.seasons import LeftOut, PlannedMeeting, SeasonImpossible, SeasonLayout
from mikrovirk.programme.forms.meetings import ExtraMeetingForm, WhenForm
from mikrovirk.programme.forms.seasons import MOVED, PROBLEM_WORDS, SeasonForm, answers_to_begin_with
from mikrovirk.programme.models import Format, Meeting, Season
from mikrovirk.programme.queries import formats as format_queries
from mikrovirk.programme.queries import joint
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.queries.meetings import PlannedRow
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import seasons as season_services
from mikrovirk.programme.services import venues as venue_services
from mikrovirk.programme.views.rows import network_to_plan, tabs

PER_PAGE = 30


# --- the plan --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """The meetings of one season, or (None) those outside any."""

    season: Season | None
    rows: list[PlannedRow]
    can_be_undone: bool = False


@require_safe
def plan(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The meetings to come by season, with what each lacks; with ?past=1 those that were."""
    network = network_to_plan(request, network_slug)
    now = timezone.now()
    past = "past" in request.GET
    found = meeting_queries.past(network, now=now) if past else meeting_queries.coming(network, now=now)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = meeting_queries.rows_of(page.object_list)
    drafts = [row for row in rows if row.meeting.state == Meeting.State.DRAFT and row.meeting.starts_at > now]
    context = {
        "network": network,
        "tabs": tabs(network, "plan"),
        "page": page,
        "groups": groups_of(rows, past=past),
        "drafts": drafts,
        "past": past,
        "new_season": new_season(network, request.GET.get("new", "")),
        "next": meeting_queries.next_published(rows) if not past else None,
        "partners": [] if past or page.number > 1 else list(joint.coming_with(network, now=now)[:PER_PAGE]),
    }
    return render(request, "programme/plan.html", context)


def groups_of(rows: list[PlannedRow], *, past: bool) -> list[Group]:
    """The rows by season, in the order in which they come."""
    by_season: dict[int | None, list[PlannedRow]] = {}
    for row in rows:
        by_season.setdefault(row.meeting.season_id, []).append(row)
    undoable = set() if past else meeting_queries.undoable_seasons([pk for pk in by_season if pk])
    return [Group(found[0].meeting.season, found, pk in undoable) for pk, found in by_season.items()]


def new_season(network: Network, pk: str) -> Season | None:
    """The season that was just laid, for the notice with its undo."""
    return Season.objects.filter(network=network, pk=pk).first() if pk.isdecimal() else None


@require_POST
def publish_all(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    now = timezone.now()
    count = meeting_services.publish_meetings(meeting_queries.coming(network, now=now), at=now)
    words = ngettext(
        "%(count)s meeting is published. Its invitation lies among the mails as a draft.",
        "%(count)s meetings are published. Their invitations lie among the mails as drafts.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("programme:plan", network_slug)


# --- the wizard ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PreviewRow:
    """A line of the preview: a meeting whose date can be changed, or a day left out."""

    day: date
    when: str
    number: int = 0
    format_name: str = ""
    field: str = ""  # name of the date field
    why: str = ""  # why it is not on the day of the rhythm
    warning: str = ""

    @property
    def left_out(self) -> bool:
        return not self.number


def season_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """One page: the questions, the dates as they would be, and one button."""
    network = network_to_plan(request, network_slug)
    avoid = format_queries.avoid_of(network)
    form = season_form(request, network, avoid)
    layout, problem = laid_out(form, avoid)
    if request.method == "POST" and layout is not None:
        if request.POST.get("shown") == digest(layout):
            return lay(request, network, form, layout, avoid)
        problem = _("The dates have changed. Look through them and press again.")
    context = {
        "network": network,
        "form": form,
        "layout": layout,
        "problem": problem,
        "rows": preview_rows(form, layout, avoid, network) if layout else [],
        "shown": digest(layout) if layout else "",
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "programme/_season_preview.html", {**context, "is_fragment": True})
    return render(request, "programme/season_new.html", context)


def season_form(request: MemberRequest, network: Network, avoid: Avoid) -> SeasonForm:
    """The answers as typed; at the first opening a whole season as a proposal."""
    formats = list(meeting_queries.active_formats(network))
    venues = list(meeting_queries.venues_of(network))
    if request.method == "POST":
        return SeasonForm(request.POST, formats=formats, venues=venues)
    if "first_date" in request.GET:
        return SeasonForm(request.GET, formats=formats, venues=venues, for_preview=True)
    last = meeting_queries.last_meeting(network)
    answers = answers_to_begin_with(
        today=timezone.localdate(),
        last=meeting_queries.last_season(network),
        last_date=timezone.localtime(last.starts_at).date() if last else None,
        formats=formats,
        venue=meeting_queries.usual_venue(network),
        avoid=avoid,
    )
    return SeasonForm(answers, formats=formats, venues=venues)


def laid_out(form: SeasonForm, avoid: Avoid) -> tuple[SeasonLayout | None, str]:
    """The season as the answers make it, or why they make none."""
    if not form.is_valid():
        return None, ""
    try:
        return season_services.planned(form.wish(avoid), form.moved_dates()), ""
    except SeasonImpossible as error:
        return None, str(PROBLEM_WORDS[error.code])


def digest(layout: SeasonLayout) -> str:
    """What the reader saw: the dates and formats, so that nothing else is laid."""
    return " ".join(f"{meeting.date}.{meeting.format_key}" for meeting in layout.meetings)


def preview_rows(form: SeasonForm, layout: SeasonLayout, avoid: Avoid, network: Network) -> list[PreviewRow]:
    names = {found.key: found.name for found in form.all_formats}
    laid = {to: laid_date for laid_date, to in form.moved_dates().items()}
    taken = meeting_queries.days_with_meetings(network, {meeting.date for meeting in layout.meetings})
    rows = []
    for row in layout.in_order():
        if isinstance(row, LeftOut):
            why = _("No meeting: %(reasons)s") % {"reasons": reasons_in_words(row.reasons)}
            rows.append(PreviewRow(row.original_date, dates.day(row.original_date), why=why))
            continue
        laid_date = laid.get(row.date, row.date) if row.by_hand else row.date
        rows.append(
            PreviewRow(
                day=row.date,
                when=dates.day(row.date),
                number=row.number,
                format_name=names[row.format_key],
                field=f"{MOVED}{laid_date.isoformat()}",
                why=moved_in_words(row),
                warning=warning_of(row, avoid, taken),
            )
        )
    return rows


def moved_in_words(meeting: PlannedMeeting) -> str:
    """Why the meeting is not on the day of the rhythm."""
    if not meeting.moved or meeting.original_date is None:
        return ""
    words = {"day": dates.day(meeting.original_date), "reasons": reasons_in_words(meeting.reasons)}
    if meeting.reasons:
        return _("Moved from %(day)s: %(reasons)s") % words
    return _("Moved by you from %(day)s") % words


def warning_of(meeting: PlannedMeeting, avoid: Avoid, taken: set[date]) -> str:
    if meeting.date in taken:
        return _("You already have a meeting that day.")
    reasons = avoid.reasons_on(meeting.date) if meeting.by_hand else ()
    return _("Think twice: %(reasons)s") % {"reasons": reasons_in_words(reasons)} if reasons else ""


def reasons_in_words(reasons: tuple[DaysOff, ...]) -> str:
    """ "Vinterferie", "Påskedag og påskeferie" would be two: each once, with commas."""
    language = get_language() or "da"
    return ", ".join(dict.fromkeys(days.name.in_language(language) for days in reasons))


def lay(request: MemberRequest, network: Network, form: SeasonForm, layout: SeasonLayout, avoid: Avoid) -> HttpResponse:
    details = form.new_venue_details()
    venue = venue_services.add_venue(network, **details) if details else form.venue_chosen()
    season = season_services.lay_season(
        network,
        layout,
        name=form.cleaned_data["name"] or season_name(layout),
        wish=form.wish(avoid),
        venue=venue,
        by=request.user,
        at=timezone.now(),
    )
    response = redirect("programme:plan", network.slug)
    response["Location"] += f"?new={season.pk}"
    return response


def season_name(layout: SeasonLayout) -> str:
    """ "Foråret 2027", "Efteråret 2027", or both years where it runs over New Year."""
    first, last = layout.meetings[0].date, layout.meetings[-1].date
    if first.year != last.year:
        return _("Season %(first)s/%(last)s") % {"first": first.year, "last": last.year}
    return (_("Spring %(year)s") if last.month <= 7 else _("Autumn %(year)s") if first.month >= 7 else "%(year)s") % {
        "year": first.year
    }


@require_POST
def season_undo(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    season = get_object_or_404(Season, network=network, pk=pk)
    try:
        season_services.undo_season(season)
    except season_services.CannotUndo:
        messages.error(
            request, _("Some of its meetings are published, so the season stays. Cancel the meetings one by one.")
        )
    else:
        messages.success(request, _("The season is taken back. Nothing was sent."))
    return redirect("programme:plan", network_slug)


# --- one more --------------------------------------------------------------------------------------------------------


def meeting_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """An extra meeting outside the rhythm."""
    network = network_to_plan(request, network_slug)
    now = timezone.now()
    if request.method == "POST":
        form = ExtraMeetingForm(request.POST, network=network, now=now)
        if form.is_valid():
            meeting = add_extra(network, form, now)
            messages.success(request, _("The meeting is in the plan as a draft."))
            return redirect("programme:manage", network_slug, meeting.pk)
    else:
        venue = meeting_queries.usual_venue(network)
        form = ExtraMeetingForm(
            network=network, now=now, initial={"hour": "17:30", "venue": venue.pk if venue else None}
        )
    return render(request, "programme/meeting_new.html", {"network": network, "form": form})


def add_extra(network: Network, form: ExtraMeetingForm, at: datetime) -> Meeting:
    cleaned = form.cleaned_data
    chosen: Format = cleaned["format"]
    return meeting_services.add_meeting(
        network, starts_at=form.starts_at(), at=at, format=chosen, venue=cleaned["venue"], title=cleaned["title"]
    )


@require_safe
def day_warning(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What speaks against a day (holidays, another meeting), for the line beside a date field."""
    network = network_to_plan(request, network_slug)
    typed = request.GET.get("besides", "")
    besides = int(typed) if typed.isdecimal() else None
    day = WhenForm(request.GET).chosen_day()
    context = {
        "warning": day_in_words(network, day, besides=besides) if day else "",
        "notes": attached.notes_on_a_day(network, day, besides=besides) if day else [],
    }
    return render(request, "programme/_day_warning.html", context)


def day_in_words(network: Network, day: date, *, besides: int | None = None) -> str:
    """Why a day may be a poor choice, in words; empty for a good one."""
    reasons = reasons_in_words(format_queries.avoid_of(network).reasons_on(day))
    if meeting_queries.days_with_meetings(network, {day}, besides=besides):
        return _("You already have a meeting that day.")
    return (
        _("%(day)s is not free: %(reasons)s") % {"day": dates.day(day).capitalize(), "reasons": reasons}
        if reasons
        else ""
    )
