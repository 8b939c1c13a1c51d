"""Reads: all measures of a network on a day, with what to warn of. Many rows are read: for jobs, not for every page."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from mikrovirk.common.days import end_of
from mikrovirk.directory.models import Membership
from mikrovirk.health.domain import measures
from mikrovirk.health.domain.definitions import LEAST_MEETINGS
from mikrovirk.health.domain.evenings import Evening
from mikrovirk.health.domain.forecast import forecast, record
from mikrovirk.health.domain.warnings import (
    PAUSE_DAYS,
    UNWELCOMED_AFTER,
    UNWELCOMED_FOR,
    EarlyWarning,
    Kind,
    warnings_of,
)
from mikrovirk.health.queries import voices
from mikrovirk.health.queries.attendance import Attended, attended
from mikrovirk.health.queries.work import Work, hands_of, work_of
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of
from mikrovirk.programme.models import Meeting, SlotOffer

EVENINGS_KEPT = 24  # in a snapshot, for the chart
ASKED: dict[str, tuple[str, Callable[..., measures.Share | None]]] = {
    "answers": ("voice", voices.answers),
    "led_to": ("voice", voices.led_to),
    "introductions": ("introductions", voices.introductions),
    "hot_seats": ("hot_seat", voices.hot_seats),
}


@dataclass(frozen=True)
class Measured:
    """A network on a day: what a snapshot keeps, and the warnings with the people they are about."""

    measures: dict[str, Any]
    warnings: tuple[EarlyWarning, ...]


def measure(network: Network, *, as_of: date) -> Measured:
    """Take every measure of the parts that are on, as it was by the end of the day. A fixed number of queries."""
    parts = parts_of(network)
    came = attended(network, as_of=as_of)
    members = members_on(network, as_of)
    work = work_of(network, as_of=as_of)
    able = measures.could_run_tonight(hands_of(network, work, as_of=as_of), as_of=as_of)
    known, away = measures.regulars_away(came.known)
    found: dict[str, Any] = {
        "meetings": len(came.evenings),
        "members": len(members),
        "evenings": [[each.on.isoformat(), each.count] for each in came.evenings[-EVENINGS_KEPT:]],
        "next": [asdict(each) for each in forecast(came.counts)] if len(came.evenings) >= LEAST_MEETINGS else [],
        "record": asdict(record(came.counts)),
        "attendance": plain(measures.attendance(came.evenings)),
        "trend": plain(measures.trend(came.counts)),
        "first_timers_back": plain(measures.first_timers_back(came.known, as_of=as_of)),
        "active": active_members(came, members),
        "regulars_away": plain(measures.share(len(away), len(known))),
        "industries": plain(measures.spread(industry for industry, _place in members.values())),
        "places": plain(measures.spread(place for _industry, place in members.values())),
        "hands": hands_as_plain(work),
        "could_run_tonight": {"people": len(able)} if came.evenings else None,
    }
    for key, (part, take) in ASKED.items():
        found[key] = plain(take(network, as_of=as_of)) if part in parts else None
    found["cards"] = voices.cards(network, as_of=as_of) if "cards" in parts else None
    return Measured(found, warned(network, came, work, able, members, as_of=as_of))


def warned(
    network: Network,
    came: Attended,
    work: Work,
    able: tuple[str, ...],
    members: dict[str, tuple[str, str]],
    *,
    as_of: date,
) -> tuple[EarlyWarning, ...]:
    """What to warn of; a network that has hardly begun is only told of new members nobody has greeted.

    It has been quiet for long, but a date is set: that is no warning.
    """
    new = unwelcomed(network, came.known, as_of)
    if len(came.evenings) < LEAST_MEETINGS:
        return warnings_of((), as_of=as_of, unwelcomed=new)
    found = warnings_of(came.evenings, known=came.known, as_of=as_of, tasks_done=work.done, able=able, unwelcomed=new)
    if any(each.kind == Kind.PAUSE for each in found) and has_a_date(network, as_of):
        found = tuple(each for each in found if each.kind != Kind.PAUSE)
    return found


def has_a_date(network: Network, day: date) -> bool:
    """Whether a published meeting is near."""
    now = end_of(day)
    near = Meeting.objects.filter(network=network, starts_at__gte=now, starts_at__lt=now + timedelta(PAUSE_DAYS))
    return near.filter(state=Meeting.State.PUBLISHED).exists()


def members_on(network: Network, day: date) -> dict[str, tuple[str, str]]:
    """The members of that day, by person: the industry and the place of their business. One query."""
    rows = Membership.objects.filter(network=network, joined_date__lte=day).exclude(left_date__lte=day)
    found = rows.values_list("person", "business__industry", "business__town")
    return {str(person): (kind_of(industry), kind_of(town)) for person, industry, town in found}


def kind_of(text: str | None) -> str:
    """ "STEGE " and "Stege" are one place."""
    return " ".join((text or "").split()).capitalize()


def active_members(came: Attended, members: dict[str, tuple[str, str]]) -> dict[str, Any] | None:
    if not came.evenings:
        return None
    return plain(measures.share(measures.active(came.known, members), len(members)))


def hands_as_plain(work: Work) -> dict[str, Any] | None:
    """How many hands carry the work, of how many people who did any, and how many tasks of each kind there were."""
    if not work.done:
        return None
    return {
        "hands": measures.hands(work.done),
        "people": len(work.done),
        "tasks": work.done.total(),
        "kinds": dict(sorted(work.kinds.items())),
    }


def unwelcomed(network: Network, held: Sequence[Evening], day: date) -> list[str]:
    """New members whom nobody has greeted: three weeks or more, and neither at a meeting nor offered 3 × 3 minutes."""
    offered = SlotOffer.objects.filter(person=OuterRef("person"), meeting__network=network, offered_at__lt=end_of(day))
    rows = Membership.objects.filter(
        network=network,
        left_date=None,
        joined_date__lte=day - timedelta(UNWELCOMED_AFTER),
        joined_date__gt=day - timedelta(UNWELCOMED_FOR),
        introduced_date=None,
        person__user__is_active=True,
    ).exclude(came=Membership.Came.IMPORT)
    were_there = frozenset[str]().union(*(evening.came for evening in held))
    people = rows.filter(~Exists(offered)).order_by("pk").values_list("person", flat=True)
    return [str(person) for person in people if str(person) not in were_there]


def plain(measure: Any) -> dict[str, Any] | None:
    """A measure as it is kept: whole numbers of people, the rest to three places; None where it could not be taken."""
    if measure is None:
        return None
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(measure).items()}
