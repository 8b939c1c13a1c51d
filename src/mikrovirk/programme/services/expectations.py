"""What new members said they expect of the network: noted when they have said it, and followed up 90 days after."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.directory.models import Membership
from mikrovirk.directory.services import memberships
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.services import Recipient
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.domain.introductions_queue import FOLLOW_UP_DAYS, expectation_follow_up_date
from mikrovirk.programme.models import Meeting, SignUp, SlotOffer
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.queries.slots import day_of
from mikrovirk.programme.services.slots import PART
from mikrovirk.programme.services.stage_mails import in_the_morning

KIND = "programme.expectation"
NOTED_FOR = timedelta(days=60)  # how long after an evening a late check-in still counts
ASKED_FOR = timedelta(days=150)  # nobody is asked about what they said longer ago
ANSWERED_FOR = timedelta(days=60)


def accepted() -> QuerySet[SlotOffer]:
    return SlotOffer.objects.filter(state=SlotOffer.State.ACCEPTED, meeting__state=Meeting.State.PUBLISHED)


def note_introductions(*, now: datetime) -> None:
    """Note who has had their three minutes: they said yes, and were checked in at a meeting that has been held."""
    came = SignUp.objects.filter(meeting=OuterRef("meeting"), person=OuterRef("person"), checked_in_at__isnull=False)
    new = Membership.objects.filter(
        person=OuterRef("person"), network=OuterRef("meeting__network"), left_date=None, introduced_date=None
    )
    held = accepted().filter(Exists(came), Exists(new), meeting__ends_at__lte=now, meeting__ends_at__gt=now - NOTED_FOR)
    for offer in held.select_related("meeting"):
        note_introduced(offer)


def note_introduced(offer: SlotOffer) -> None:
    """The member has introduced themselves on the evening of the offer; the first evening counts."""
    here = Membership.objects.filter(
        person=offer.person_id, network=offer.meeting.network_id, left_date=None, introduced_date=None
    )
    for membership in here:
        memberships.note_introduced(membership, on=day_of(offer.meeting.starts_at))


@transaction.atomic
def note_passed_over(meeting: Meeting, people: Iterable[int], *, at: datetime) -> None:
    """Their turn was left out on the evening, though they had said yes: they are asked again another time."""
    offers = accepted().filter(meeting=meeting, person__in=list(people))
    day = day_of(meeting.starts_at)
    Membership.objects.filter(
        network=meeting.network_id, person__in=offers.values("person"), introduced_date=day
    ).update(introduced_date=None)
    offers.update(state=SlotOffer.State.DROPPED, answered_at=at)


def follow_up(*, now: datetime) -> None:
    """Draft the question of what became of their expectation, once to each."""
    introduced = Membership.objects.filter(
        person=OuterRef("person"), network=OuterRef("meeting__network"), left_date=None, introduced_date__isnull=False
    )
    said = accepted().filter(
        Exists(introduced),
        expectation_asked_at=None,
        meeting__starts_at__lt=now - timedelta(days=FOLLOW_UP_DAYS - 1),
        meeting__starts_at__gt=now - ASKED_FOR,
    )
    by_meeting: dict[int, list[SlotOffer]] = {}
    for offer in said.exclude(expectation_text="").select_related("meeting__network", "person__user"):
        if expectation_follow_up_date(day_of(offer.meeting.starts_at)) <= day_of(now):
            by_meeting.setdefault(offer.meeting_id, []).append(offer)
    for offers in by_meeting.values():
        ask(offers, now=now)


@transaction.atomic
def ask(offers: list[SlotOffer], *, now: datetime) -> None:
    """Draft one mailing to those who stood at the same evening."""
    meeting = offers[0].meeting
    if not has_part(meeting.network, PART):
        return
    mailing_services.draft(
        kind=KIND,
        occasion=f"{occasion_of(meeting)}:expectation",
        network=meeting.network,
        recipients=[
            Recipient(offer.person.user, {"url": answer_url(offer), "expectation": offer.expectation_text})
            for offer in offers
        ],
        at=now,
        due_at=in_the_morning(now),
        expires_at=now + ANSWERED_FOR,
        context={"network": meeting.network.name, "title": meeting.title},
    )
    SlotOffer.objects.filter(pk__in=[offer.pk for offer in offers]).update(expectation_asked_at=now)


def answer_url(offer: SlotOffer) -> str:
    return settings.SITE_URL + reverse("programme:expectation", args=[links.sign("expectation", offer.pk)])


def answer(offer: SlotOffer, *, met: str, note: str, at: datetime) -> None:
    """Whether it came: "yes", "partly" or "no" (not yet), and in their own words. Can be changed."""
    offer.expectation_met, offer.expectation_note = met, note
    offer.expectation_answered_at, offer.expectation_seen_at = at, None
    offer.save(update_fields=["expectation_met", "expectation_note", "expectation_answered_at", "expectation_seen_at"])


def see_to(offer: SlotOffer, *, at: datetime) -> None:
    """The coordinator has seen to what is still missing."""
    offer.expectation_seen_at = at
    offer.save(update_fields=["expectation_seen_at"])
