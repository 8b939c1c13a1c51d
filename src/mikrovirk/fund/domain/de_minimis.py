"""De minimis aid: how much one undertaking has got over any three years, in euro, exactly.

Regulation (EU) 2023/2831: EUR 300,000 over any period of 3 years per Member State (article 3(2)), for a single undertaking,
which is the beneficiary and all it is linked with (article 2(2)). Of each new aid the three years before are looked at, by days
and not by fiscal years (recital 10). Aid is dated by the day the right to it was given, not by the payment (article 3(3)).

Where the text leaves a doubt the answer here is the one that never lets too much through: the same day three years before still
counts (Regulation 1182/71, article 3: the day of the event is not counted in), and amounts in kroner without a rate of their own
are taken at the edge of what the krone's peg to the euro allows.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

CEILING = Fraction(300_000)  # euro
YEARS = 3
DAYS_TO_REGISTER = 20  # working days from the grant (article 6(1))
# ERM II: 7.46038 kroner for a euro, and 2.25 per cent to either side. The lowest rate makes the most euro of the kroner.
STRONGEST_KRONE = Fraction(746_038, 100_000) * Fraction(9_775, 10_000)
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Aid:
    """Aid that one business got or is to get: the day it was granted, and the amount in euro."""

    granted_date: date
    euro: Fraction
    cvr: str = ""


def euro_of(oere: int, dkk_per_100_eur: Fraction) -> Fraction:
    """Kroner (in øre) as euro, exactly, at a rate as Nationalbanken gives it: kroner for 100 euro."""
    if dkk_per_100_eur <= 0:
        raise ValueError("a rate is above nothing")
    return Fraction(oere, HUNDREDTHS) * 100 / dkk_per_100_eur


def euro_at_most(oere: int) -> Fraction:
    """The most euro an amount in øre can have been worth since the krone follows the euro."""
    return euro_of(oere, STRONGEST_KRONE * 100)


def cents(euro: Fraction) -> int:
    """Euro as whole cents, rounded up: what is written down is never less than what was given."""
    return ceil(euro * 100)


def years_before(day: date, years: int = YEARS) -> date:
    """The same day so many years before; of 29 February the last of the month (Regulation 1182/71, article 3(2)(c))."""
    year = day.year - years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def in_window(aids: Iterable[Aid], last_date: date) -> tuple[Aid, ...]:
    """The aid of the three years that end on `last_date`, both days included."""
    first_date = years_before(last_date)
    return tuple(aid for aid in aids if first_date <= aid.granted_date <= last_date)


def total(aids: Iterable[Aid]) -> Fraction:
    return sum((aid.euro for aid in aids), Fraction(0))


@dataclass(frozen=True, slots=True)
class Room:
    """How a new aid stands to the ceiling. Amounts in euro; `last_date` ends the three years that are fullest."""

    before: Fraction  # already got in those three years
    new: Fraction
    last_date: date
    counted: tuple[Aid, ...]

    @property
    def after(self) -> Fraction:
        return self.before + self.new

    @property
    def is_over(self) -> bool:
        return self.after > CEILING

    @property
    def left(self) -> Fraction:
        """What could still be given."""
        return max(CEILING - self.before, Fraction(0))

    @property
    def is_near(self) -> bool:
        """Within a tenth of the ceiling: worth a warning."""
        return not self.is_over and self.after > CEILING * 9 / 10


def room(earlier: Sequence[Aid], new: Aid) -> Room:
    """Look at every three years that the new aid falls into, and answer for the fullest.

    Usually that is the one that ends with it; aid that others gave afterwards counts just as well.
    """
    ends = {new.granted_date} | {
        aid.granted_date for aid in earlier if aid.granted_date > new.granted_date >= years_before(aid.granted_date)
    }
    fullest = max(sorted(ends), key=lambda day: total(in_window(earlier, day)))
    counted = in_window(earlier, fullest)
    return Room(before=total(counted), new=new.euro, last_date=fullest, counted=counted)


# --- is it aid at all? -----------------------------------------------------------------------------------------------


class Finding(StrEnum):
    """What the support is (article 107(1) of the Treaty, and article 1 of the regulation)."""

    NO_AID = "no-aid"
    DE_MINIMIS = "de-minimis"
    EXCLUDED = "excluded"  # aid that may not be given as de minimis aid


class NoAidBecause(StrEnum):
    """The first answer that takes it out of the notion of aid."""

    NO_UNDERTAKING = "no-undertaking"
    NO_ADVANTAGE = "no-advantage"
    NOT_SELECTIVE = "not-selective"
    NO_EFFECT = "no-effect"


@dataclass(frozen=True, slots=True)
class Answers:
    """The four questions, and whether the regulation leaves the sector or the purpose out (article 1(1))."""

    is_undertaking: bool
    has_advantage: bool
    is_selective: bool
    affects_trade: bool
    is_excluded: bool = False


def finding(answers: Answers) -> tuple[Finding, NoAidBecause | None]:
    """It is aid only if all four are so; the first that is not is the reason why not."""
    asked = (
        (answers.is_undertaking, NoAidBecause.NO_UNDERTAKING),
        (answers.has_advantage, NoAidBecause.NO_ADVANTAGE),
        (answers.is_selective, NoAidBecause.NOT_SELECTIVE),
        (answers.affects_trade, NoAidBecause.NO_EFFECT),
    )
    for is_so, because in asked:
        if not is_so:
            return Finding.NO_AID, because
    return (Finding.EXCLUDED if answers.is_excluded else Finding.DE_MINIMIS), None


# --- the register ----------------------------------------------------------------------------------------------------


def working_days_after(day: date, count: int, *, is_holiday: Callable[[date], bool]) -> date:
    """The last of `count` working days after `day`: neither Saturday, Sunday nor public holiday (Regulation 1182/71)."""
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and not is_holiday(day):
            count -= 1
    return day
