"""Writes: a conference from the call to being followed up."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Commitment, Conference
from mikrovirk.cooperation.services import telling
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may, people_of
from mikrovirk.programme.domain.agenda import Kind, RecipeItem
from mikrovirk.programme.models import Meeting, Venue
from mikrovirk.programme.services import meetings, sessions

State, Carrying = Conference.State, Conference.Carrying
WELCOME, SUMMING_UP = 20, 40  # minutes at the ends of the day; what is between is the tables' and the talks'
SHORTEST = timedelta(hours=2)


class NotNow(Exception):
    """The conference is not where that can be done: somebody was quicker, or it is over."""


class StillOpen(Exception):
    """Something that was promised is not settled: kept, given up or declined."""


def call_conference(*, code: str, by: User, at: datetime, **said: Any) -> Conference:
    """A draft of a conference; nobody but those who hold it sees it until it is called."""
    return Conference.objects.create(municipality_code=code, made_by=by, made_at=at, **said)


@transaction.atomic
def change(conference: Conference, *, at: datetime, **said: Any) -> Conference:
    """Change what is said of it; the meeting follows with the title and the text. Raise NotNow."""
    fresh = held(conference, State.CALL, State.PLANNED)
    for name, value in said.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(said))
    meeting = fresh.meeting
    if meeting and meeting.state != Meeting.State.CANCELLED:
        meetings.change_meeting(meeting, at=at, title=fresh.title, summary=text_of_the_meeting(fresh))
    return fresh


@transaction.atomic
def publish_call(conference: Conference, *, at: datetime) -> None:
    """From now on everybody can read it and send wishes. Raise NotNow."""
    fresh = held(conference, State.CALL, State.PLANNED)
    if fresh.called_at is None:
        fresh.called_at = at
        fresh.save(update_fields=["called_at"])


@transaction.atomic
def take_back_call(conference: Conference) -> None:
    """A draft again; raise NotNow once a network said yes or somebody sent a wish."""
    fresh = held(conference, State.CALL)
    if fresh.wishes.filter(origin="page").exists():
        raise NotNow
    fresh.called_at = None
    fresh.save(update_fields=["called_at"])


# --- the network that holds its meeting ------------------------------------------------------------------------------


@transaction.atomic
def ask_network(conference: Conference, network: Network, *, by: User, at: datetime) -> None:
    """Ask a network to hold the conference as one of its meetings; its coordinators are told at once. Raise NotNow."""
    fresh = held(conference, State.CALL)
    if fresh.meeting_id or network.municipality_code != fresh.municipality_code:
        raise NotNow
    fresh.network, fresh.carrying, fresh.carrying_at = network, Carrying.ASKED, at
    fresh.save(update_fields=["network", "carrying", "carrying_at"])
    if not may(by, Permission.EDIT_PROGRAMME, network):
        telling.ask_coordinators(fresh, by=by, at=at)


@transaction.atomic
def stop_asking(conference: Conference) -> None:
    """Take the question back, or forget the no, so that another network can be asked. Raise NotNow."""
    fresh = held(conference, State.CALL)
    if fresh.meeting_id:
        raise NotNow
    fresh.network, fresh.carrying, fresh.carrying_at = None, Carrying.NOBODY, None
    fresh.save(update_fields=["network", "carrying", "carrying_at"])


@transaction.atomic
def say_no(conference: Conference, *, at: datetime) -> None:
    """The network does not hold it. Raise NotNow."""
    fresh = held(conference, State.CALL)
    if fresh.carrying != Carrying.ASKED:
        raise NotNow
    fresh.carrying, fresh.carrying_at = Carrying.NO, at
    fresh.save(update_fields=["carrying", "carrying_at"])


@transaction.atomic
def say_yes(
    conference: Conference, *, day: date, begins: time, ends: time, venue: Venue | None, at: datetime
) -> Meeting:
    """The network holds it: a draft of a meeting stands in its plan, to be published there. Raise NotNow."""
    fresh = held(conference, State.CALL)
    if fresh.carrying != Carrying.ASKED or fresh.network is None:
        raise NotNow
    zone = timezone.get_default_timezone()
    starts_at, ends_at = (datetime.combine(day, hour, zone) for hour in (begins, ends))
    meeting = meetings.add_meeting(fresh.network, starts_at=starts_at, at=at, venue=venue, title=fresh.title)
    meeting = meetings.change_agenda(meeting, usual_agenda(max(ends_at - starts_at, SHORTEST)), at=at)
    meeting = meetings.change_meeting(meeting, at=at, summary=text_of_the_meeting(fresh))
    fresh.carrying, fresh.carrying_at = Carrying.YES, at
    fresh.meeting, fresh.state, fresh.wanted_date = meeting, State.PLANNED, day
    fresh.save(update_fields=["carrying", "carrying_at", "meeting", "state", "wanted_date"])
    for user in holders_of(fresh):
        sessions.let_help(meeting, user, at=at)
    return meeting


def holders_of(conference: Conference) -> set[User]:
    """Who lays its sessions although the meeting is another's: who wrote the call, and the officers of who holds it."""
    officers = people_of(conference.organisation) if conference.organisation else ()
    found = {role.user for role in officers}
    return found | {conference.made_by} if conference.made_by else found


def usual_agenda(length: timedelta) -> list[RecipeItem]:
    """A welcome with the fact sheet, the programme, and an end at which it is said who does what."""
    minutes = round(length.total_seconds() / 60)
    return [
        RecipeItem(Kind.WELCOME, WELCOME, _("Welcome, and where we stand: the fact sheet")),
        RecipeItem(Kind.INPUT, minutes - WELCOME - SUMMING_UP, _("Talks and discussions at tables")),
        RecipeItem(Kind.OTHER, SUMMING_UP, _("What we agree on: who does what until when")),
    ]


def text_of_the_meeting(conference: Conference) -> str:
    return "\n\n".join(each for each in (conference.question, conference.call) if each)


# --- the day and after -----------------------------------------------------------------------------------------------


@transaction.atomic
def hold(conference: Conference, *, at: datetime) -> None:
    """It has been held. Raise NotNow before its meeting has begun, or where there is none."""
    fresh = held(conference, State.PLANNED)
    if fresh.meeting is None or fresh.meeting.starts_at > at:
        raise NotNow
    fresh.state, fresh.held_at = State.HELD, at
    fresh.save(update_fields=["state", "held_at"])


def hold_past(*, now: datetime) -> int:
    """Those whose meeting is over have been held; by the clock."""
    over = Conference.objects.filter(
        state=State.PLANNED, meeting__state=Meeting.State.PUBLISHED, meeting__ends_at__lt=now
    )
    return over.update(state=State.HELD, held_at=now)


@transaction.atomic
def follow(conference: Conference, *, at: datetime) -> None:
    """All that was promised is settled. Raise StillOpen, or NotNow."""
    fresh = held(conference, State.HELD)
    if fresh.commitments.filter(state__in=[Commitment.State.ASKED, Commitment.State.OPEN]).exists():
        raise StillOpen
    fresh.state, fresh.followed_at = State.FOLLOWED, at
    fresh.save(update_fields=["state", "followed_at"])


@transaction.atomic
def open_again(conference: Conference) -> None:
    """Go on following up. Raise NotNow."""
    fresh = held(conference, State.FOLLOWED)
    fresh.state, fresh.followed_at = State.HELD, None
    fresh.save(update_fields=["state", "followed_at"])


@transaction.atomic
def cancel(conference: Conference, *, why: str, at: datetime) -> None:
    """It is not held. Its meeting stays in the network's plan, where its coordinator cancels it. Raise NotNow."""
    fresh = held(conference, State.CALL, State.PLANNED)
    fresh.state, fresh.cancelled_at, fresh.cancelled_because = State.CANCELLED, at, why
    fresh.save(update_fields=["state", "cancelled_at", "cancelled_because"])


@transaction.atomic
def put_back(conference: Conference) -> None:
    """It is held after all. Raise NotNow."""
    fresh = held(conference, State.CANCELLED)
    fresh.state = State.PLANNED if fresh.meeting_id else State.CALL
    fresh.cancelled_at, fresh.cancelled_because = None, ""
    fresh.save(update_fields=["state", "cancelled_at", "cancelled_because"])


def show_fact_sheet(conference: Conference, *, at: datetime | None) -> None:
    """Everybody may read the fact sheet from `at` on; None: no longer."""
    Conference.objects.filter(pk=conference.pk).update(fact_sheet_at=at)


def held(conference: Conference, *states: str) -> Conference:
    """The conference as it stands now, held until the transaction ends; raise NotNow where it is in none of `states`."""
    found = (
        Conference.objects.select_for_update(of=("self",))
        .select_related("network", "organisation", "made_by", "meeting__network")
        .get(pk=conference.pk)
    )
    if found.state not in states:
        raise NotNow
    return found
