"""Conferences for tests: called, carried, held, with something promised."""

from datetime import date, datetime, time, timedelta
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Commitment, Conference
from mikrovirk.cooperation.services import commitments, conferences
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from tests import factories as f

VORDINGBORG = "0390"
DAY = date(2027, 3, 1)


def area(**fields: Any) -> tuple[Network, User]:
    """A network of the municipality with its coordinator."""
    network = f.network(municipality_code=VORDINGBORG, contact_email="kontakt@netvaerk.example", **fields)
    return network, f.coordinator(network)


def called(by: User, *, at: datetime = f.NOW, **said: Any) -> Conference:
    """A conference everybody can read."""
    usual = {"title": "Sammen om de små", "question": "Hvad gør vi sammen det næste år?"}
    made = conferences.call_conference(code=VORDINGBORG, by=by, at=at, **usual | said)
    conferences.publish_call(made, at=at)
    made.refresh_from_db()
    return made


def planned(network: Network, by: User, **said: Any) -> Conference:
    """One that a network holds as its meeting on the first of March, from nine to four; published."""
    made = called(by, **said)
    conferences.ask_network(made, network, by=by, at=f.NOW)
    meeting = conferences.say_yes(made, day=DAY, begins=time(9), ends=time(16), venue=None, at=f.NOW)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PUBLISHED)
    return Conference.objects.select_related("meeting__network", "network").get(pk=made.pk)


def held(network: Network, by: User, **said: Any) -> Conference:
    """One that was held ten days before NOW."""
    made = planned(network, by, **said)
    begun = f.NOW - timedelta(days=10)
    Meeting.objects.filter(pk=made.meeting_id).update(starts_at=begun, ends_at=begun + timedelta(hours=7))
    Conference.objects.filter(pk=made.pk).update(state=Conference.State.HELD, held_at=f.NOW - timedelta(days=9))
    return Conference.objects.select_related("meeting__network", "network").get(pk=made.pk)


def promise(conference: Conference, *, at: datetime = f.NOW, said_yes: bool = True, **said: Any) -> Commitment:
    """Something the library promised until the first of March."""
    usual = {"text": "Åbne læsesalen om aftenen", "owner_name": "Biblioteket", "owner_email": "lene@bibliotek.example"}
    return commitments.ask_for(
        conference, by=conference.made_by, at=at, was_said_there=said_yes, **{"due_date": DAY, **usual, **said}
    )
