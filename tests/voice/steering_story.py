"""A steering group in the world in which everything happens once: it meets, decides, moves, calls off, and tells."""

from datetime import timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Decision, SteeringGuest, SteeringMeeting, Theme
from mikrovirk.voice.queries.agenda import Proposal
from mikrovirk.voice.services import decision_mails, decisions, steering, steering_guests, steering_mails, you_said
from mikrovirk.voice.services.decisions import Words
from tests.voice import steering_rows as rows

PLACE, POINT, REASON = "Rådhuskælderen", "Morgenmøder", "Butikkerne åbner kl. 10."


def called(network: Network, by: User, *, days: int) -> SteeringMeeting:
    """A meeting so many days ahead with one point, to which the group is invited."""
    now = timezone.now()
    made = steering.call_meeting(network, starts_at=now + timedelta(days=days), lasts=90, place=PLACE, by=by, at=now)
    steering.add_points(made, [Proposal("", POINT)])
    steering_mails.invite(made, at=now)
    return made


def guest_of(meeting: SteeringMeeting) -> SteeringGuest:
    """A guest from outside, whose link waits to be mailed."""
    now = timezone.now()
    guest = steering_guests.let_in(meeting, name="Tove Tal", email="tove@tal.example", at=now)
    steering_mails.mail_guest(guest, at=now)
    return guest


def moved_and_called_off(meeting: SteeringMeeting, other: SteeringMeeting) -> None:
    """The first is moved by an hour, the other is not held: those who have the invitation are told."""
    now = timezone.now()
    later = meeting.starts_at + timedelta(hours=1)
    steering.change_meeting(meeting, starts_at=later, lasts=90, place=PLACE)
    steering_mails.tell_moved(meeting, at=now)
    steering.cancel_meeting(other, at=now)
    steering_mails.tell_cancelled(other, at=now)


def decided(meeting: SteeringMeeting, by: User, owner: User) -> Decision:
    """In the point it is decided what members said, a member sees to it, and the minutes are closed and mailed."""
    now, point = timezone.now(), meeting.points.get()
    theme: Theme = rows.theme(meeting.network, POINT, said=("Gerne tidligt",), at=now)
    words = Words("To møder om morgenen", "yes", REASON, owner=owner, due_date=(now + timedelta(days=60)).date())
    made = decisions.decide(meeting.network, words, themes=[theme], point=point, by=by, at=now)
    decision_mails.tell_owner(made, by=by, at=now)
    steering.write_minutes(point, text=REASON, version=0, page="", by=by, at=now)
    steering_mails.send_minutes(meeting, steering.close_minutes(meeting, by=by, at=now), at=now)
    return made


def told(decision: Decision, by: User) -> None:
    """Everybody reads it, and the members are told."""
    now = timezone.now()
    decisions.show(decision, by=by, at=now)
    you_said.draft_mail(decision.network, at=now)


def furnish(network: Network, by: User) -> None:
    """Decisions that stand in every way, a meeting that is being written, a guest, and something to show."""
    now = timezone.now()
    meeting = called(network, by, days=3)
    point = meeting.points.get()
    steering.add_points(meeting, [Proposal("", "Kassen")])
    guest_of(meeting)
    late = Words("Nye navneskilte", "yes", REASON, owner=by, due_date=(now - timedelta(days=3)).date())
    decisions.decide(network, late, by=by, at=now - timedelta(days=40), point=point)
    decisions.decide(network, Words("Fælles annonce", "later", REASON), by=by, at=now)
    said = rows.theme(network, "Parkering", said=("Svært at parkere",), at=now)
    decisions.decide(network, Words("Egne P-pladser", "no", REASON), themes=[said], by=by, at=now)
    gone = decisions.decide(network, Words("Møde søndag", "yes", REASON), by=by, at=now)
    decisions.withdraw(gone, why=REASON, by=by, at=now)
    done = decisions.decide(network, Words("Nye kopper", "yes", REASON), by=by, at=now)
    decisions.mark_done(done, words=REASON, by=by, at=now)
    rows.theme(network, "Kaffen", said=("Bedre kaffe",), at=now)


def links(network: Network) -> list[str]:
    """What guests open: a link that works, one that was taken back."""
    found = SteeringGuest.objects.filter(meeting__network=network).select_related("meeting__network")
    return [steering_guests.link_of(guest) for guest in found]
