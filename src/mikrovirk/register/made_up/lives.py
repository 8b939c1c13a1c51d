"""The lives of made-up businesses: when they begin and end, where they lie, how many they employ. From a seed, the same every time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from mikrovirk.register.domain import forms
from mikrovirk.register.domain.towns import Town, towns, towns_of
from mikrovirk.register.made_up.words import (
    ASSOCIATION,
    FAMILY_NAMES,
    FIRST_NAMES,
    FORM_SHARES,
    HOLDING,
    STREETS,
    TRADES,
    Trade,
)

OLDEST: Final = 1975
# A business's chance of ending within its first, second, … year; from the last on it stays so. About half live five years.
CHANCE_OF_ENDING: Final = (0.18, 0.16, 0.12, 0.10, 0.09, 0.07, 0.05, 0.04)
# How many of a hundred begin with so many employed, by kind of owner.
BEGIN_WITH: Final = {
    forms.SOLE: ((86, 9, 4, 1), (0, 1, 3, 6)),
    forms.PARTNERSHIP: ((72, 14, 10, 4), (0, 1, 3, 7)),
    forms.COMPANY: ((55, 17, 16, 8, 3, 0.8, 0.2), (0, 1, 3, 7, 15, 40, 130)),
    forms.ASSOCIATION: ((97, 3), (0, 2)),
}
PROTECTED, HOLDINGS, REOPENED = 0.30, 0.18, 0.015  # shares: of all, of the companies limited, of those that ended
MOVES_A_YEAR, MOVES_FAR = 0.06, 0.25  # the second: how many of those that move leave the municipality
# Of a thousand companies in being 29 have several places and one has ten or more (844,679 of 870,461 have one, 977 ten).
PLACES: Final = ((970, 20, 6, 3, 1), (1, 2, 3, 5, 10))
_WEIGHTS: Final = (2, 7, 6, 5, 4, 3, 2, 1)  # of the modulus-11 check
_FIRST_CVR, _FIRST_PLACE = 97_000_000, 1_900_000_000


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a business lies; `until` is the last day, None while it still lies there."""

    town: Town
    street: str
    street_code: int
    house: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Life:
    """One made-up company. `spans` and `stays` are inclusive at both ends; `employed` is the number in each year."""

    cvr: int
    form: str
    name: str
    owner: str
    trade: Trade
    spans: tuple[tuple[date, date | None], ...]
    stays: tuple[Stay, ...]
    employed: dict[int, int]
    is_protected: bool
    places: tuple[int, ...]

    @property
    def started(self) -> date:
        return self.spans[0][0]

    @property
    def ended(self) -> date | None:
        return self.spans[-1][1]


def cvr_numbers() -> Iterator[int]:
    """One number after another that passes the register's check, from where hardly any was ever given out."""
    tens = _FIRST_CVR // 10
    while True:
        last = -sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, str(tens), strict=False)) % 11
        if last < 10:  # of ten numbers that differ in the last digit at most one passes
            yield 10 * tens + last
        tens = tens + 1 if tens < 9_999_999 else 5_000_000


def lives(*, seed: int, municipalities: Sequence[str], until: date) -> Iterator[Life]:
    """Made-up companies without end, as they stand on the day `until`."""
    random = Random(seed)  # noqa: S311 - made up, and the same every time
    near = [town for code in municipalities for town in towns_of(code)]
    far = [town for town in towns() if town.municipality not in municipalities]
    places = iter(range(_FIRST_PLACE, 10**10 - 1))
    codes, shares = list(FORM_SHARES), list(FORM_SHARES.values())
    for cvr in cvr_numbers():
        form = random.choices(codes, shares)[0]
        spans = _spans(random, until)
        stays = _stays(random, near, far, spans, until)
        first, family = random.choice(FIRST_NAMES), random.choice(FAMILY_NAMES)
        trade = _trade(random, form)
        called = random.choice(trade.called).format(first=first, family=family, town=stays[0].town.name)
        several = random.choices(PLACES[1], PLACES[0])[0] if forms.FORMS[form].kind == forms.COMPANY else 1
        yield Life(
            cvr=cvr,
            form=form,
            name=_with_form(called, form),
            owner=f"{first} {family}",
            trade=trade,
            spans=spans,
            stays=stays,
            employed={} if trade is HOLDING else _employed(random, form, spans, until),
            is_protected=random.random() < PROTECTED,
            places=tuple(next(places) for _ in range(several)),
        )


def _trade(random: Random, form: str) -> Trade:
    kind = forms.FORMS[form].kind
    if kind == forms.ASSOCIATION:
        return ASSOCIATION
    if kind == forms.COMPANY and random.random() < HOLDINGS:
        return HOLDING
    return random.choices(TRADES, [trade.share for trade in TRADES])[0]


def _with_form(name: str, form: str) -> str:
    short = forms.short_name(form)
    return f"{name} {short}" if short in ("ApS", "A/S", "IVS", "I/S") else name


def _spans(random: Random, until: date) -> tuple[tuple[date, date | None], ...]:
    """When the business is there. Those of later years are more, as in the register."""
    first = date(OLDEST, 1, 1)
    started = first + timedelta(days=int((until - first).days * random.random() ** 0.55))
    ended = _end(random, started)
    if ended is None or ended >= until:
        return ((started, None),)
    if random.random() < REOPENED:
        again = ended + timedelta(days=random.randint(60, 900))
        if again < until:
            over = _end(random, again)
            return ((started, ended), (again, over if over and over < until else None))
    return ((started, ended),)


def _end(random: Random, started: date) -> date | None:
    for year in range(60):
        if random.random() < CHANCE_OF_ENDING[min(year, len(CHANCE_OF_ENDING) - 1)]:
            return started + timedelta(days=365 * year + random.randint(20, 364))
    return None


def _stays(
    random: Random,
    near: Sequence[Town],
    far: Sequence[Town],
    spans: tuple[tuple[date, date | None], ...],
    until: date,
) -> tuple[Stay, ...]:
    found, since, last = [], spans[0][0], spans[-1][1]
    # One in ten comes from elsewhere, and may move in later.
    town = random.choice(far) if random.random() < 0.1 else random.choice(near)
    while True:
        leaves = since + timedelta(days=int(random.expovariate(MOVES_A_YEAR) * 365.25) + 1)
        is_last = leaves >= (last or until)
        street = random.randrange(len(STREETS))
        ends = last if is_last else leaves
        found.append(Stay(town, STREETS[street], 100 + 7 * street, random.randint(1, 140), since, ends))
        if is_last:
            return tuple(found)
        since = leaves + timedelta(days=1)
        if random.random() < MOVES_FAR:
            town = random.choice(far if town in near else near)
        else:
            town = random.choice(near) if town in near else town


def _employed(random: Random, form: str, spans: tuple[tuple[date, date | None], ...], until: date) -> dict[int, int]:
    """The number in each year of life: it stays, or goes up or down by a quarter or one."""
    weights, numbers = BEGIN_WITH[forms.FORMS[form].kind]
    number = random.choices(numbers, weights)[0]
    found = {}
    for year in range(spans[0][0].year, (spans[-1][1] or until).year + 1):
        found[year] = number
        chance = random.random()
        step = max(1, number // 4)
        if chance < 0.13:
            number = max(0, number - step)
        elif chance > 0.86 + 0.1 * (number == 0):
            number += step
    return found
