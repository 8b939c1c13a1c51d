"""Reads: the evenings of a network with who came, as the rules of health take them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from mikrovirk.common.days import end_of
from mikrovirk.health.domain.evenings import Evening
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import joint


@dataclass(frozen=True)
class Attended:
    """The evenings held, oldest first; `known` without those of whom only a name at the door is known."""

    evenings: tuple[Evening, ...]
    known: tuple[Evening, ...]

    @property
    def counts(self) -> list[int]:
        return [evening.count for evening in self.evenings]


def attended(network: Network, *, as_of: date) -> Attended:
    """Who came to the meetings that were over by the end of the day. Two queries.

    Where nobody was checked in at a meeting, those who said yes count; a meeting nobody ever signed up for is left out.
    At a meeting held with another network only the network's own people count.
    """
    until = end_of(as_of)
    meetings = Meeting.objects.filter(joint.held_by(network), state=Meeting.State.PUBLISHED, ends_at__lt=until)
    rows = SignUp.objects.filter(
        joint.own_people(network),
        meeting__state=Meeting.State.PUBLISHED,
        meeting__ends_at__lt=until,
        state=SignUp.State.COMING,
    )
    said: dict[int, list[tuple[str, bool]]] = {}
    for meeting, person, pk, came_at in rows.values_list("meeting", "person", "pk", "checked_in_at"):
        who = str(person) if person else f"door{pk}"
        said.setdefault(meeting, []).append((who, came_at is not None and came_at < until))
    held = [
        Evening(str(pk), timezone.localtime(starts_at).date(), those_who_came(said[pk]))
        for pk, starts_at in meetings.order_by("starts_at", "pk").values_list("pk", "starts_at")
        if pk in said
    ]
    known = [Evening(each.id, each.on, frozenset(who for who in each.came if who.isdigit())) for each in held]
    return Attended(tuple(held), tuple(known))


def those_who_came(said: list[tuple[str, bool]]) -> frozenset[str]:
    came = frozenset(who for who, was_there in said if was_there)
    return came or frozenset(who for who, _was_there in said)
