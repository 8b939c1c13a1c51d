"""Who has a place and who waits: capacity is the only limit, and the order of sign-up decides.

The rule, exactly:

* A party is one person, or one with guests they bring; it gets all its places or none, for nobody is to leave the
  guest they promised to bring at the door.
* A place that becomes free goes to the first party in line that fits. Where one place is free and the first in line
  are two, the next single takes it: an empty chair helps nobody. The two keep their number, are told exactly this, and
  may come as one at any time.
* Who has a place keeps it. A capacity set lower than the places taken turns nobody away; it lets nobody move up.
* A party with a place that wants one more guest gets it only if the place is free after those waiting have had
  theirs; otherwise the guest waits behind them and the others keep their places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class WaitingCode(StrEnum):
    """Why a party still waits."""

    FIRST_IN_LINE = "first_in_line"  # all places are taken; the next free one is yours
    IN_LINE = "in_line"  # all places are taken; you are number `number`
    NEEDS_MORE_PLACES = "needs_more_places"  # `free` places are free, but you are `needs`
    LARGER_THAN_CAPACITY = "larger_than_capacity"  # there will never be as many places as you are


class ChangeCode(StrEnum):
    """What became of a party that wants to be more or fewer."""

    DONE = "done"
    GUEST_WAITS = "guest_waits"  # the places it had are kept, the further ones wait
    STILL_WAITING = "still_waiting"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Party:
    """A sign-up and the guests it brings, in places; `confirmed` where it has them."""

    sign_up_id: int
    places: int = 1
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Where a waiting party stands: its number among those waiting, how many it is, how many places are free."""

    sign_up_id: int
    number: int
    code: WaitingCode
    needs: int
    free: int


@dataclass(frozen=True, slots=True)
class Seating:
    """Everybody's place. `moved_up` have just got theirs; `places_free` is None without a limit."""

    moved_up: tuple[int, ...]
    confirmed: tuple[int, ...]
    waiting: tuple[WaitingLine, ...]
    places_taken: int
    places_free: int | None
    over_by: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a party of another size leads to: its places now, and those that wait."""

    code: ChangeCode
    places: int
    waiting_places: int = 0


def seat(parties: Sequence[Party], capacity: int | None) -> Seating:
    """Give free places to those who wait, and say where the others stand.

    `parties` are in the order of sign-up, without those who cancelled; a new sign-up is simply the last, not
    confirmed. `capacity` is in places, None without a limit.
    """
    taken = sum(party.places for party in parties if party.confirmed)
    moved_up: list[int] = []
    waiting: list[Party] = []
    for party in parties:
        if party.confirmed:
            continue
        if capacity is None or taken + party.places <= capacity:
            taken += party.places
            moved_up.append(party.sign_up_id)
        else:
            waiting.append(party)
    free = None if capacity is None else max(capacity - taken, 0)
    has_place = {party.sign_up_id for party in parties if party.confirmed} | set(moved_up)
    return Seating(
        moved_up=tuple(moved_up),
        confirmed=tuple(party.sign_up_id for party in parties if party.sign_up_id in has_place),
        waiting=tuple(line(party, number, capacity or 0, free or 0) for number, party in enumerate(waiting, start=1)),
        places_taken=taken,
        places_free=free,
        over_by=0 if capacity is None else max(taken - capacity, 0),
    )


def line(party: Party, number: int, capacity: int, free: int) -> WaitingLine:
    if party.places > capacity:
        code = WaitingCode.LARGER_THAN_CAPACITY
    elif free:
        code = WaitingCode.NEEDS_MORE_PLACES
    else:
        code = WaitingCode.FIRST_IN_LINE if number == 1 else WaitingCode.IN_LINE
    return WaitingLine(party.sign_up_id, number, code, party.places, free)


def change_places(parties: Sequence[Party], capacity: int | None, *, sign_up_id: int, places: int) -> Change:
    """What happens when a party becomes `places` in all (at least one).

    Raise ValueError for fewer than one place or an unknown party. A waiting party keeps its number whatever its size.
    """
    party = next((party for party in parties if party.sign_up_id == sign_up_id), None)
    if party is None or places < 1:
        raise ValueError("no such party, or no places")
    if places == party.places:
        return Change(ChangeCode.UNCHANGED, places)
    if not party.confirmed:
        changed = [replace(party, places=places) if other is party else other for other in parties]
        fits = sign_up_id in seat(changed, capacity).moved_up
        return Change(ChangeCode.DONE, places) if fits else Change(ChangeCode.STILL_WAITING, 0, places)
    free = seat(parties, capacity).places_free
    if places < party.places or free is None or places - party.places <= free:
        return Change(ChangeCode.DONE, places)
    return Change(ChangeCode.GUEST_WAITS, party.places, places - party.places)
