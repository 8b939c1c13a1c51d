"""The coordinator's page of the hot seat and the brag spot: to choose, to undo, to ask, to write for somebody."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest, back
from mikrovirk.common import dates
from mikrovirk.common.sealing import NoPlaceForKeys
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.hot_seat import Proposal, ProposalCode
from mikrovirk.programme.forms.stage import ApplicationForm, AskForm
from mikrovirk.programme.models import HotSeatApplication, HotSeatAsk, Meeting
from mikrovirk.programme.queries import hot_seat as queries
from mikrovirk.programme.queries.attending import name_key
from mikrovirk.programme.queries.hot_seat import ChoiceMail, SeatRoster
from mikrovirk.programme.queries.slots import Newcomer, day_of, newcomers
from mikrovirk.programme.services import hot_seat as services
from mikrovirk.programme.views.hot_seat import PART, no_place_for_keys
from mikrovirk.programme.views.stage_rows import network_with_part

MEETINGS_TO_CHOOSE = 3  # how many evenings an application can be chosen for from the list


@dataclass(frozen=True)
class AskDraft:
    """A member who could be asked, why, and the words that are drafted."""

    member: Newcomer
    proposal: Proposal
    form: AskForm


@dataclass(frozen=True)
class Seat:
    """One coming evening with the seat."""

    meeting: Meeting
    chosen: HotSeatApplication | None
    mails: list[ChoiceMail]
    asks: list[HotSeatAsk]
    drafts: list[AskDraft]
    code: ProposalCode | None  # why there are no drafts


@require_safe
def hot_seat(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The coming evenings and who takes the seat; who waits; whom one could ask."""
    network = network_with_part(request, network_slug, part=PART)
    return seats_page(request, network)


def seats_page(
    request: MemberRequest, network: Network, *, refused: AskForm | None = None, asked: tuple[int, int] = (0, 0)
) -> HttpResponse:
    """The page; `refused` stands in the place of the draft to `asked` (meeting, person), with what was typed."""
    now = timezone.now()
    waiting = list(queries.waiting_in(network))
    seats = seats_of(network, now, waiting_count=len(waiting), refused=refused, asked=asked)
    context = {
        "network": network,
        "seats": seats,
        "waiting": waiting,
        "open_meetings": [seat.meeting for seat in seats if seat.chosen is None][:MEETINGS_TO_CHOOSE],
    }
    return render(request, "programme/hot_seat.html", context)


def seats_of(
    network: Network, now: datetime, *, waiting_count: int, refused: AskForm | None, asked: tuple[int, int]
) -> list[Seat]:
    meetings = list(queries.meetings_with_seat(network, now))
    roster = queries.seat_roster(network, now=now, meetings=meetings)
    mails = queries.choice_mails(network, meetings)
    asks: dict[int, list[HotSeatAsk]] = {}
    for ask in queries.asks_for(meetings):
        asks.setdefault(ask.meeting_id, []).append(ask)
    seats = []
    for meeting in meetings:
        chosen = queries.chosen_for(meeting)
        found = None if chosen else roster.proposals_for(meeting, application_count=waiting_count, today=day_of(now))
        drafts = []
        for proposal in found.proposals if found else ():
            is_refused = asked == (meeting.pk, proposal.person_id)
            form = refused if refused and is_refused else draft_form(proposal, roster, meeting)
            drafts.append(AskDraft(roster.named(proposal), proposal, form))
        seats.append(
            Seat(
                meeting,
                chosen,
                mails.get(meeting.pk, []),
                asks.get(meeting.pk, []),
                drafts,
                found.code if found else None,
            )
        )
    return seats


def draft_form(proposal: Proposal, roster: SeatRoster, meeting: Meeting) -> AskForm:
    language = roster.languages.get(proposal.person_id, "da")
    words = services.ask_words(proposal, roster, language=language)
    return AskForm(initial={"words": words}, auto_id=f"ask-{meeting.pk}-{proposal.person_id}-%s")


FOUND_AT_MOST = 12


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Write an application for a member one has talked with: find them, then the same form as theirs."""
    network = network_with_part(request, network_slug, part=PART)
    wanted = request.GET.get("person", "")
    person = member_to_ask(network, wanted) if wanted else None
    form = ApplicationForm(request.POST or None)
    if person and request.method == "POST" and form.is_valid():
        try:
            services.apply(network, person, at=timezone.now(), **form.cleaned_data)
        except NoPlaceForKeys:
            form.add_error("openness", no_place_for_keys())
        else:
            words = _("It is written for %(name)s and waits with the others.") % {"name": person.name}
            messages.success(request, words)
            return redirect("programme:hot_seat", network_slug)
    words = request.GET.get("q", "").strip()
    found = [] if person else found_members(network, words)
    context = {
        "network": network,
        "person": person,
        "form": form,
        "words": words,
        "found": found[:FOUND_AT_MOST],
        "has_more": len(found) > FOUND_AT_MOST,
    }
    return render(request, "programme/hot_seat_write.html", context)


def found_members(network: Network, words: str) -> list[Newcomer]:
    """The members whose name or business has the words, by name."""
    found = [m for m in newcomers(network) if words.lower() in f"{m.name} {m.business}".lower()]
    return sorted(found, key=lambda member: name_key(member.name))


@require_POST
def choose(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Give the seat of an evening to an application."""
    network = network_with_part(request, network_slug, part=PART)
    application = get_object_or_404(queries.applications_of(network), pk=pk)
    meeting = seat_meeting(network, request.POST.get("meeting", ""))
    try:
        services.choose(application, meeting, at=timezone.now())
    except services.SeatTaken:
        messages.error(request, _("Somebody is chosen for that evening already."))
    except services.NotWaiting:
        messages.error(request, _("This one is withdrawn or chosen for another evening."))
    except services.MeetingIsPast:
        messages.error(request, _("The meeting has begun or is cancelled."))
    else:
        words = {"name": application.person.name, "day": dates.day(meeting.starts_at)}
        messages.success(
            request,
            _("%(name)s takes the seat %(day)s. The mails about it are drafted, and the others are kept for later.")
            % words,
        )
    return back(request, "programme:hot_seat", network_slug)


def seat_meeting(network: Network, wanted: str) -> Meeting:
    meetings = Meeting.objects.filter(network=network).select_related("network")
    return get_object_or_404(meetings, pk=wanted if wanted.isdecimal() else 0)


@require_POST
def release(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Undo a choice."""
    network = network_with_part(request, network_slug, part=PART)
    application = get_object_or_404(queries.applications_of(network), pk=pk)
    if services.release(application, at=timezone.now()):
        messages.success(
            request, _("The choice is undone. %(name)s waits in the old place.") % {"name": application.person.name}
        )
    else:
        messages.warning(
            request,
            _("The choice is undone, but a mail about it has left already. Call %(name)s.")
            % {"name": application.person.name},
        )
    return back(request, "programme:hot_seat", network_slug)


@require_POST
def ask(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Send a personal ask to a member, in the coordinator's own words."""
    network = network_with_part(request, network_slug, part=PART)
    meeting = seat_meeting(network, str(pk))
    person = member_to_ask(network, request.POST.get("person", ""))
    form = AskForm(request.POST, auto_id=f"ask-{meeting.pk}-{person.pk}-%s")
    if not form.is_valid():
        return seats_page(request, network, refused=form, asked=(meeting.pk, person.pk))
    try:
        services.ask(meeting, person, words=form.cleaned_data["words"], by=request.user, at=timezone.now())
    except services.AlreadyAsked:
        messages.info(request, _("%(name)s has been asked already.") % {"name": person.name})
    except services.SeatTaken:
        messages.error(request, _("Somebody is chosen for that evening already."))
    except services.MeetingIsPast:
        messages.error(request, _("The meeting has begun or is cancelled."))
    else:
        messages.success(request, _("The mail to %(name)s is on its way.") % {"name": person.name})
    return back(request, "programme:hot_seat", network_slug)


def member_to_ask(network: Network, wanted: str) -> Person:
    members = Membership.objects.filter(network=network, left_date=None).values("person")
    return get_object_or_404(
        Person.objects.filter(pk__in=members).select_related("user"), pk=wanted if wanted.isdecimal() else 0
    )


@require_POST
def unask(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take back an ask that has not left."""
    network = network_with_part(request, network_slug, part=PART)
    asks = HotSeatAsk.objects.filter(meeting__network=network).select_related("meeting", "person__user")
    found = get_object_or_404(asks, pk=pk)
    if services.take_ask_back(found, at=timezone.now()):
        messages.success(request, _("%(name)s is not asked.") % {"name": found.person.name})
    else:
        messages.error(request, _("The mail has left already."))
    return back(request, "programme:hot_seat", network_slug)
