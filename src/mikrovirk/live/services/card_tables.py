"""Writes: a table plan for several rounds, in which nobody sits with the same person twice."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from mikrovirk.live.changes import touch
from mikrovirk.live.models import Evening, TablePlan
from mikrovirk.live.queries import card_people
from mikrovirk.live.services.cards import FEWEST, SECONDS, NobodyToMeet, key_of, met_before

SMALLEST_TABLE, LARGEST_TABLE = 3, 8
USUAL_TABLE, USUAL_ROUNDS = 5, 3
MOST_ROUNDS = 5
LOOKED_BACK = 3  # meetings: who met then sits at other tables, where that is possible
LARGE_ROOM = 120  # people: from here only those who talked or shared a table count, or the search would take too long


def lay_tables(
    evening: Evening, *, tables_of: int, rounds: int, at: datetime, clock: Callable[[], float], anew: bool = False
) -> TablePlan:
    """Seat everybody in the room; those who came late are placed without moving anybody, unless it is made `anew`.

    A different size of tables, or fewer rounds, makes it anew too. Raise NobodyToMeet.
    """
    from mikrovirk.live.domain.tables import seat  # numpy is loaded where tables are laid

    history = card_people.history_of(evening)
    people = card_people.people_in_room(evening, history)
    if len(people) < FEWEST:
        raise NobodyToMeet
    before = None if anew else TablePlan.objects.filter(evening=evening, seats=tables_of).first()
    kept = before.rounds if before and len(before.rounds) <= rounds else []
    met = met_before(people, history) if len(people) < LARGE_ROOM else history.met
    stop = clock() + SECONDS
    plan = seat(
        [str(person.sign_up) for person in people],
        tables_of=tables_of,
        rounds=rounds,
        met=[key_of(pair) for pair, ago in met.items() if ago <= LOOKED_BACK],
        together_never=[key_of(pair) for pair in card_people.kept_apart(people)],
        kept=[tuple(tuple(str(person) for person in table) for table in each) for each in kept],
        out_of_time=lambda: clock() >= stop,
    )
    return _keep(evening, tables_of, [[[int(p) for p in table] for table in each] for each in plan.rounds], at=at)


@transaction.atomic
def _keep(evening: Evening, tables_of: int, rounds: list[list[list[int]]], *, at: datetime) -> TablePlan:
    values = {"seats": tables_of, "rounds": rounds, "repeats": repeats_in(rounds), "made_at": at}
    plan, _is_new = TablePlan.objects.update_or_create(evening=evening, defaults=values)
    touch(evening, "cards", "cards_host", "mine")
    return plan


def repeats_in(rounds: list[list[list[int]]]) -> int:
    """How often two sit together whom an earlier round of this evening had put together already."""
    seen: set[frozenset[int]] = set()
    repeats = 0
    for table in (table for each in rounds for table in each):
        for place, one in enumerate(table):
            for other in table[place + 1 :]:
                pair = frozenset((one, other))
                repeats += pair in seen
                seen.add(pair)
    return repeats
