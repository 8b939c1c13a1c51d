"""Twelve months in three networks, by the real jobs: never more mails a month than the limit, and never the same twice.

One member is in all three and does all there is to do; another is in all three and never answers.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from mikrovirk.accounts.models import User
from mikrovirk.config import worker
from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Person
from mikrovirk.mailing import kinds
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.models import MailboxCopy, Message
from mikrovirk.networks import services as networks
from mikrovirk.networks.models import Network
from mikrovirk.networks.parts import KEYS
from mikrovirk.programme.models import HotSeatApplication, Meeting, MeetingTask, SignUp, SlotOffer
from mikrovirk.programme.services import (
    check_in,
    expectations,
    feedback,
    hot_seat,
    meetings,
    setup,
    sign_ups,
    slots,
    talks,
    tasks,
)
from tests import factories
from tests.journeys.every_mail import fresh
from tests.journeys.world import parsed

pytestmark = pytest.mark.django_db
YEAR = 2027
MONTHS = range(1, 13)
EVENINGS = {"moen": 7, "bogoe": 16, "stege": 25}  # the day of the month on which each network meets
PUBLISHED_BEFORE = 33  # days
INVITATION = "programme.invitation"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=timezone.get_default_timezone())


@dataclass
class Place:
    """One of the networks, with its coordinator and its evenings."""

    network: Network
    coordinator: User
    evenings: list[Meeting] = field(default_factory=list)


def lay_out(slug: str) -> Place:
    """A network with every part on, a rule for every kind of mail, members since long, and a draft for every month."""
    now = timezone.now()
    coordinator = User.objects.create_user(f"koordinator@{slug}.example", full_name="Mona Kjeldsen")
    network = networks.add_network(slug=slug, name=slug.capitalize(), coordinator=coordinator, on=now.date())
    networks.switch_parts(network, on=KEYS)
    setup.prepare_network(network)
    for kind in kinds.all_kinds():
        mailing.switch_rule_on(network, kind.key, by=coordinator, at=now)
    for name in ("Anna Aaby", "Bo Bech", "Dan Duus"):
        factories.member(network, name)
    place, venue = Place(network, coordinator), factories.venue(network)
    formats = list(network.formats.order_by("position"))
    for month in MONTHS:
        starts_at = at(date(YEAR, month, EVENINGS[slug]), 17, 30)
        made = meetings.add_meeting(
            network,
            starts_at=starts_at,
            at=now,
            format=formats[month % 2],
            venue=venue,
            title=f"{slug} i måned {month}",
        )
        speaker = talks.SpeakerDetails("Tove Tal", f"tove{month}@{slug}.example")
        talks.plan_talk(made, topic=None, title=f"Oplæg {month}", lines="Tre linjer.", speaker=speaker, at=now)
        place.evenings.append(made)
    return place


@dataclass
class Year:
    """The year as it is lived."""

    places: list[Place]
    active: Person
    silent: Person

    def live(self, day: date) -> None:
        """One day: what the coordinators do, what the worker does, and what the active member answers."""
        for number, place in enumerate(self.places):
            if day == date(YEAR, 1 + number, 4):
                self.join(place)
            for meeting in place.evenings:
                self.coordinate(place, meeting, (meeting.starts_at.date() - day).days)
        worker_round()
        self.answer()
        for place in self.places:
            for meeting in place.evenings:
                if meeting.starts_at.date() == day:
                    self.spend_evening(meeting)
                elif meeting.starts_at.date() < day <= meeting.starts_at.date() + timedelta(days=30):
                    self.say_how_it_was(meeting)

    def join(self, place: Place) -> None:
        """Both ask to be members on the public page, and confirm."""
        for person in (self.active, self.silent):
            request = directory.ask_to_join(place.network, name=person.name, email=person.email, at=timezone.now())
            assert request
            directory.confirm_join(request, at=timezone.now())

    def coordinate(self, place: Place, meeting: Meeting, days: int) -> None:
        """Publish in time, ask for the seat in person, choose who gets it, and ask for hands."""
        now = timezone.now()
        if days == PUBLISHED_BEFORE or (meeting.state == "draft" and 0 < days < PUBLISHED_BEFORE):
            talks.ask_speaker(fresh(meeting).talk, at=now)
            meeting.state = meetings.publish_meeting(meeting, at=now).state
        elif days == 20:
            for person in (self.silent, self.active):
                if person.memberships.filter(network=place.network).exists():
                    hot_seat.ask(
                        fresh(meeting), person, words="Vil du tage den varme stol?", by=place.coordinator, at=now
                    )
        elif days == 12:
            for application in HotSeatApplication.objects.filter(network=place.network, state="waiting")[:1]:
                hot_seat.choose(application, fresh(meeting), at=now)
        elif days == 5 and tasks.those_without_task(meeting):
            tasks.ask_for_hands(fresh(meeting), at=now)

    def answer(self) -> None:
        """The active one does whatever a mail that has come asks for."""
        now, person = timezone.now(), self.active
        for meeting in Meeting.objects.filter(
            state="published", starts_at__gt=now, starts_at__lt=now + timedelta(days=20)
        ):
            if not SignUp.objects.filter(meeting=meeting, person=person).exists() and is_in(person, meeting.network):
                sign_ups.sign_up(fresh(meeting), person, at=now, via="mail")
                hot_seat.apply(
                    meeting.network,
                    person,
                    kind="hot_seat",
                    title=meeting.title,
                    brief="Sig mig.",
                    openness="room",
                    at=now,
                )
        for offer in SlotOffer.objects.filter(
            person=person, state="offered", meeting__starts_at__gt=now + timedelta(hours=5)
        ):
            slots.answer(offer, yes=True, at=now)
            slots.write_texts(offer, business="Kaffe.", contribution="Priser.", expectation="To kunder.", at=now)
        for offer in SlotOffer.objects.filter(
            person=person, expectation_asked_at__isnull=False, expectation_answered_at=None
        ):
            expectations.answer(offer, met="partly", note="Én kunde.", at=now)
        for task in MeetingTask.objects.filter(
            meeting__starts_at__date=(now + timedelta(days=3)).date(), taken_by=None
        )[:1]:
            tasks.take(task, person.user, at=now)

    def spend_evening(self, meeting: Meeting) -> None:
        """The active one comes."""
        row = SignUp.objects.filter(meeting=meeting, person=self.active, state="coming").first()
        if row:
            check_in.mark(meeting, row.pk, came=True, at=meeting.starts_at)

    def say_how_it_was(self, meeting: Meeting) -> None:
        """The active one answers when asked, in a mail of its own or in a line of another."""
        row = SignUp.objects.filter(meeting=meeting, person=self.active, checked_in_at__isnull=False).first()
        if row and asked_how_it_was(self.active.user).filter(occasion=f"meeting:{meeting.pk}").exists():
            feedback.rate(row, 4, at=timezone.now())


def asked_how_it_was(user: User) -> QuerySet[Message]:
    return Message.objects.filter(user=user, kind="programme.feedback_ask", state__in=["sent", "folded"])


def is_in(person: Person, network: Network) -> bool:
    return person.memberships.filter(network=network, left_date=None).exists()


def worker_round() -> None:
    assert worker.run_jobs(now=timezone.now()) == []
    later = timezone.now() + timedelta(minutes=1)
    while deliver_due(now=later, worker="year", limit=500):
        pass


def days() -> Iterator[date]:
    day = date(YEAR, 1, 1)
    while day.year == YEAR:
        yield day
        day += timedelta(days=1)


def test_the_most_active_and_a_silent_member(settings: Any) -> None:
    settings.SMTP = {}
    with time_machine.travel(at(date(YEAR - 1, 12, 31), 9), tick=False) as clock:
        year = Year(
            [lay_out(slug) for slug in EVENINGS],
            factories.person("Aktiv Andersen"),
            factories.person("Stille Sørensen"),
        )
        for day in days():
            clock.move_to(at(day, 9, 5))
            year.live(day)
        for person in (year.active, year.silent):
            show(person)
        nobody_got_too_many(settings.MAIL_MONTHLY_LIMIT)
        nobody_got_the_same_twice()
        held_mails_were_told_or_expired(year.active.user)
        every_invitation_came([year.active.user, year.silent.user])
        asked_of_most_evenings(year.active)


def by_month(user: User, *, counted: bool) -> list[int]:
    """How many mails stand in the mailbox for each month of the year."""
    copies = MailboxCopy.objects.filter(message__user=user, message__counted=counted)
    months = Counter(timezone.localtime(moment).month for moment in copies.values_list("at", flat=True))
    return [months[month] for month in MONTHS]


def show(person: Person) -> None:
    print(f"\n{person.name}: mails a month, January to December")
    for name, counted in (("counted", True), ("about own sign-ups", False)):
        print(f"  {name:<18} {' '.join(f'{count:2}' for count in by_month(person.user, counted=counted))}")
    states = Counter(Message.objects.filter(user=person.user, counted=True).values_list("kind", "state"))
    print(
        "  counted ones: "
        + ", ".join(f"{kind.partition('.')[2]} {state} {count}" for (kind, state), count in sorted(states.items()))
    )


def nobody_got_too_many(limit: int) -> None:
    most = {
        user.email: max(by_month(user, counted=True)) for user in User.objects.filter(messages__counted=True).distinct()
    }
    assert {email: count for email, count in most.items() if count > limit} == {}
    assert max(most.values()) == limit  # the year is full enough for the limit to matter


def nobody_got_the_same_twice() -> None:
    mails = [parsed(bytes(raw)) for raw in MailboxCopy.objects.values_list("raw", flat=True)]
    same = Counter((mail.to, mail.subject, mail.text) for mail in mails)
    assert [key[:2] for key, count in same.items() if count > 1] == []
    sent = Message.objects.filter(state=Message.State.SENT)
    assert MailboxCopy.objects.filter(message__isnull=False).count() == sent.count()


def held_mails_were_told_or_expired(user: User) -> None:
    """What found no room stands as a line in a later mail, or its time ran out; nothing lies about."""
    folded = Message.objects.filter(user=user, state=Message.State.FOLDED).select_related(
        "folded_into__copy", "mailing"
    )
    assert folded
    for message in folded:
        assert message.folded_into is not None
        assert gettext("Also for you") in parsed(bytes(message.folded_into.copy.raw)).text
    expired = Message.objects.filter(state=Message.State.STOPPED, why="expired")
    assert expired.exists()
    lying = Message.objects.filter(state=Message.State.HELD, held_at__lt=timezone.now() - timedelta(days=40))
    assert not lying.exists()


def every_invitation_came(users: list[User]) -> None:
    """The month's own mail of each network reaches both.

    As a line of another mail only in the months in which they join: then the welcome and two meetings come at once.
    """
    rows = Message.objects.filter(kind=INVITATION, user__in=users, mailing__due_at__lte=timezone.now())
    assert set(rows.values_list("state", flat=True)) == {"sent", "folded"}
    for message in rows.filter(state=Message.State.FOLDED).select_related("folded_into", "mailing"):
        assert timezone.localtime(message.held_at).month <= len(EVENINGS)
        assert message.folded_into.sent_at < message.mailing.expires_at


def asked_of_most_evenings(person: Person) -> None:
    """Whoever comes to everything is asked how it was after at least two evenings of three."""
    came = SignUp.objects.filter(person=person, checked_in_at__isnull=False, meeting__ends_at__lt=timezone.now())
    asked = asked_how_it_was(person.user).count()
    print(f"\nasked how it was after {asked} of {came.count()} evenings")
    assert came.count() >= 24
    assert asked >= came.count() * 2 / 3
