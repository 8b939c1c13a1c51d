"""The three minutes: the member's page behind the link in a mail, and the coordinator's page of one evening."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest, back, speak_to
from mikrovirk.common import dates
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.domain.introductions_queue import DECLINES_ENOUGH, AnswerCode, answer_deadline
from mikrovirk.programme.forms.stage import ExpectationForm, TextsForm
from mikrovirk.programme.models import Meeting, SlotOffer
from mikrovirk.programme.queries import feeds
from mikrovirk.programme.queries import slots as slot_queries
from mikrovirk.programme.services import expectations
from mikrovirk.programme.services import slots as services
from mikrovirk.programme.views.attend import broken_link
from mikrovirk.programme.views.stage_rows import meeting_with_part, network_with_part, values_of_link
from mikrovirk.ui.paper_page import as_pdf

PART = services.PART
SHOWN_TO_PUT_IN = 12
State = SlotOffer.State


# --- the member, from a mail -----------------------------------------------------------------------------------------


def offer_of(request: HttpRequest, purpose: str, token: str) -> SlotOffer | None:
    """The offer a link leads to, while its member belongs to the network and the part is on. Speaks their language."""
    values = values_of_link(purpose, token)
    offer = slot_queries.offers_for_link(values[0]).first() if values else None
    if offer is None or offer.meeting.state == Meeting.State.DRAFT or not has_part(offer.meeting.network, PART):
        return None
    members = Membership.objects.filter(network=offer.meeting.network_id, left_date=None)
    if not members.filter(person=offer.person_id).exists():
        return None
    speak_to(request, offer.person.user)
    return offer


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no to three minutes, and the three texts; either can be changed from the same link."""
    offer = offer_of(request, "slot", token)
    if offer is None:
        return broken_link(request)
    if request.method != "POST":
        return answer_page(request, offer, TextsForm.of(offer))
    if "texts" in request.POST:
        return write_texts(request, offer, token)
    if "again" in request.POST:
        services.wish_to_be_asked(offer, wish=request.POST["again"] == "yes", at=timezone.now())
    elif request.POST.get("answer") in ("yes", "no"):
        say(request, offer, yes=request.POST["answer"] == "yes")
    return redirect("programme:slot_answer", token)


def say(request: HttpRequest, offer: SlotOffer, *, yes: bool) -> None:
    """Carry the answer out; the page itself tells what became of it."""
    try:
        code = services.answer(offer, yes=yes, at=timezone.now())
    except services.MeetingIsPast:
        messages.info(request, _("The meeting has been held or is cancelled, so there is nothing to answer any more."))
    else:
        if code is AnswerCode.FULL:
            messages.info(request, _("The others were faster: every place is taken."))


def write_texts(request: HttpRequest, offer: SlotOffer, token: str) -> HttpResponse:
    form = TextsForm(request.POST)
    if not form.is_valid():
        return answer_page(request, offer, form)
    words = form.cleaned_data
    services.write_texts(
        offer,
        business=words["business"],
        contribution=words["contribution"],
        expectation=words["expectation"],
        at=timezone.now(),
    )
    messages.success(request, _("Your texts are saved. You can change them here until the meeting."))
    return redirect("programme:slot_answer", token)


def answer_page(request: HttpRequest, offer: SlotOffer, form: TextsForm) -> HttpResponse:
    meeting, now = offer.meeting, timezone.now()
    taken = SlotOffer.objects.filter(meeting=meeting, state=State.ACCEPTED).count()
    no_count = slot_queries.no_count_of(offer)
    deadline = answer_deadline(meeting.starts_at)
    context = {
        "offer": offer,
        "meeting": meeting,
        "network": meeting.network,
        "form": form,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "place": feeds.place_of(meeting.venue),
        "until": dates.moment(deadline),
        "is_open": meeting.state == Meeting.State.PUBLISHED and now < meeting.starts_at,
        "is_cancelled": meeting.state == Meeting.State.CANCELLED,
        "is_full": taken >= services.slots_at(meeting),
        "is_late": now > deadline,
        "has_no_seat": offer.person_id in slot_queries.waiting_for_a_seat(meeting),
        "is_promised": offer.state == State.CLOSED and offer.answered_at is not None,
        "may_be_asked_again": offer.state == State.DECLINED and (no_count < DECLINES_ENOUGH or offer.ask_again),
        "said_no_often": no_count >= DECLINES_ENOUGH,
        "was_silent": slot_queries.was_left_unanswered(offer, now=now),
    }
    return render(request, "programme/slot_answer.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def expectation(request: HttpRequest, token: str) -> HttpResponse:
    """Ninety days after: did what they expected of the network come?"""
    offer = offer_of(request, "expectation", token)
    if offer is None:
        return broken_link(request)
    form = ExpectationForm(request.POST) if request.method == "POST" else ExpectationForm.of(offer)
    if request.method == "POST" and form.is_valid():
        expectations.answer(offer, met=form.cleaned_data["met"], note=form.cleaned_data["note"], at=timezone.now())
        messages.success(request, _("Thank you. The coordinator reads what you wrote."))
        return redirect("programme:expectation", token)
    context = {"offer": offer, "meeting": offer.meeting, "network": offer.meeting.network, "form": form}
    return render(request, "programme/expectation.html", context)


# --- the coordinator -------------------------------------------------------------------------------------------------


@require_safe
def slots(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One evening's three minutes: who has a place, who was asked, and whom one could put in."""
    meeting = meeting_with_part(request, network_slug, pk, part=PART)
    return render(
        request, "programme/slots.html", slots_context(meeting, words=request.GET.get("q", ""), now=timezone.now())
    )


def slots_context(meeting: Meeting, *, words: str, now: datetime) -> dict[str, Any]:
    count = services.slots_at(meeting)
    roster = slot_queries.roster_of(meeting.network, now=now, for_meetings=[meeting])
    offers = list(slot_queries.offers_at(meeting))
    named = {member.person_pk: member for member in roster.members}
    could = [m for m in roster.could_be_put_in(meeting) if words.strip().lower() in f"{m.name} {m.business}".lower()]
    accepted = [offer for offer in offers if offer.state == State.ACCEPTED]
    unsent = set(services.live_messages(meeting).filter(state="draft").values_list("user", flat=True))
    return {
        "network": meeting.network,
        "meeting": meeting,
        "when": dates.moment(meeting.starts_at),
        "slots": count,
        "drafts": slot_queries.draft_mails(meeting),
        "free": max(count - len(accepted), 0),
        "standing": roster.standing_of(meeting, slots=count, today=slot_queries.day_of(now)),
        "accepted": [(offer, named.get(offer.person_id)) for offer in accepted],
        "without_seat": slot_queries.waiting_for_a_seat(meeting),
        "others": [
            (offer, named.get(offer.person_id), offer.person.user_id in unsent)
            for offer in offers
            if offer.state != State.ACCEPTED
        ],
        "could": [(member, roster.left_in_peace(member)) for member in could[:SHOWN_TO_PUT_IN]],
        "could_count": len(could),
        "more_count": max(len(could) - SHOWN_TO_PUT_IN, 0),
        "words": words,
        "is_open": meeting.state == Meeting.State.PUBLISHED and now < meeting.starts_at,
        "is_draft": meeting.state == Meeting.State.DRAFT,
        "has_begun": now >= meeting.starts_at,
    }


@require_POST
def put_in(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Give somebody three minutes, as agreed with them."""
    meeting = meeting_with_part(request, network_slug, pk, part=PART)
    wanted = request.POST.get("person", "")
    members = Membership.objects.filter(network=meeting.network, left_date=None).values("person")
    person = get_object_or_404(
        Person.objects.filter(pk__in=members).select_related("user"), pk=wanted if wanted.isdecimal() else 0
    )
    try:
        services.put_in(meeting, person, at=timezone.now())
    except services.SlotsAreFull:
        messages.error(
            request, _("Every place is taken. Take somebody out first, or give the evening more turns in its agenda.")
        )
    except services.MeetingIsPast:
        messages.error(request, _("Publish the meeting first. When it has begun, nobody can be put in any more."))
    else:
        messages.success(
            request, _("%(name)s has three minutes. The mail with their own link is drafted.") % {"name": person.name}
        )
    return back(request, "programme:slots", network_slug, pk)


@require_POST
def take_out(request: MemberRequest, network_slug: str, pk: int, offer_pk: int) -> HttpResponse:
    """Take somebody out; with one more press they are in again."""
    offer = offer_at(request, network_slug, pk, offer_pk)
    services.take_out(offer, at=timezone.now())
    messages.success(
        request, _("%(name)s is taken out. You can put them in again below.") % {"name": offer.person.name}
    )
    return back(request, "programme:slots", network_slug, pk)


@require_POST
def introduced(request: MemberRequest, network_slug: str, pk: int, offer_pk: int) -> HttpResponse:
    """Somebody had their three minutes, though nobody checked them in."""
    offer = offer_at(request, network_slug, pk, offer_pk)
    if offer.state == State.ACCEPTED and offer.meeting.starts_at <= timezone.now():
        expectations.note_introduced(offer)
        messages.success(
            request, _("It is noted that %(name)s has introduced themselves.") % {"name": offer.person.name}
        )
    return back(request, "programme:slots", network_slug, pk)


@require_POST
def expectation_seen(request: MemberRequest, network_slug: str, offer_pk: int) -> HttpResponse:
    """The coordinator has seen to what somebody still misses."""
    network = network_with_part(request, network_slug, part=PART)
    offer = get_object_or_404(SlotOffer.objects.select_related("person__user"), pk=offer_pk, meeting__network=network)
    expectations.see_to(offer, at=timezone.now())
    messages.success(request, _("Noted. It does not come up again."))
    return back(request, "programme:slots", network_slug, offer.meeting_id)


def offer_at(request: MemberRequest, network_slug: str, pk: int, offer_pk: int) -> SlotOffer:
    meeting = meeting_with_part(request, network_slug, pk, part=PART)
    return get_object_or_404(slot_queries.offers_at(meeting).select_related("meeting"), pk=offer_pk)


@never_cache
@require_safe
def cards(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A card for each who has three minutes, to hold in the hand."""
    meeting = meeting_with_part(request, network_slug, pk, part=PART)
    accepted = [offer for offer in slot_queries.offers_at(meeting) if offer.state == State.ACCEPTED]
    named = {member.person_pk: member for member in slot_queries.newcomers(meeting.network)}
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "when": dates.moment(meeting.starts_at),
        "cards": [(offer, named.get(offer.person_id)) for offer in accepted],
    }
    return as_pdf(request, "programme/paper_slot_cards.html", context, name=f"kort-{meeting.pk}.pdf")
