"""Reads: whom a drafted mail goes to, and what it tells each of them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.health.domain import measures
from mikrovirk.health.domain.evenings import Evening
from mikrovirk.health.queries.measuring import unwelcomed
from mikrovirk.health.queries.work import hands_of, work_of
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.queries import people_with
from mikrovirk.programme.models import Meeting

NOT_AGAIN = timedelta(days=183)  # after one such mail
AT_MOST = 10  # a personal mail to more is a newsletter


@dataclass(frozen=True)
class ToWrite:
    """Somebody to write to, and the meeting they last came to; none for somebody who never came."""

    person: Person
    last: Meeting | None


def drifted(held: Sequence[Evening]) -> list[int]:
    """Regulars who were at none of the last three evenings, those who came most often first, by person."""
    _known, away = measures.regulars_away(held)
    times = Counter(person for evening in held for person in evening.came)
    return [int(person) for person in sorted(away, key=lambda person: (-times[person], int(person)))]


def newcomers(network: Network, held: Sequence[Evening], *, as_of: date) -> list[int]:
    """New members whom nobody has greeted, then those who came once within half a year and not again, newest first."""
    once = came_once(held, since=as_of - timedelta(measures.RETURN_DAYS * 2))
    new = [int(person) for person in unwelcomed(network, held, as_of)]
    return list(dict.fromkeys([*new, *once]))


def came_once(held: Sequence[Evening], *, since: date) -> list[int]:
    """Those whose one and only evening was since then, but not the last one: they had a chance to come again."""
    times = Counter(person for evening in held for person in evening.came)
    recent = [evening for evening in held[:-1] if evening.on >= since]
    return [int(p) for evening in reversed(recent) for p in sorted(evening.came, key=int) if times[p] == 1]


def to_write(
    network: Network, people: Collection[int], held: Sequence[Evening], *, kind: str, now: datetime
) -> list[ToWrite]:
    """Those of the people, in their order, who are members now and got no such mail for half a year; ten at most."""
    before = Message.objects.filter(kind=kind, mailing__network=network, mailing__created_at__gt=now - NOT_AGAIN)
    members = Person.objects.filter(
        pk__in=list(people), memberships__network=network, memberships__left_date=None, user__is_active=True
    )
    found = members.exclude(user__in=before.exclude(state=Message.State.STOPPED).values("user")).select_related("user")
    rows = found.in_bulk()
    chosen = [rows[pk] for pk in people if pk in rows][:AT_MOST]
    last = last_meetings(held, [person.pk for person in chosen])
    return [ToWrite(person, last.get(person.pk)) for person in chosen]


def last_meetings(held: Sequence[Evening], people: Collection[int]) -> dict[int, Meeting]:
    """The meeting each of the people last came to. One query."""
    last = {person: int(evening.id) for evening in held for person in map(int, evening.came) if person in people}
    meetings = Meeting.objects.in_bulk(set(last.values()))
    return {person: meetings[pk] for person, pk in last.items()}


def possible_substitutes(network: Network, *, as_of: date) -> tuple[list[User], int]:
    """Those of the steering group who could not run a meeting tonight, by name; and how many could."""
    hands = hands_of(network, work_of(network, as_of=as_of), as_of=as_of)
    able = [int(pk) for pk in measures.could_run_tonight(hands, as_of=as_of)]
    others = people_with(network, Role.Name.STEERING).exclude(pk__in=able)
    return list(others.order_by("full_name", "pk")), len(able)
