"""Dates, numbers and lists in Danish and English words, for the sentences of `reasons` and `wording_of_demands`."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from mikrovirk.programme.domain.wording import Wording

_DAYS_DA = "mandag tirsdag onsdag torsdag fredag lørdag søndag".split()
_DAYS_EN = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS_DA = "januar februar marts april maj juni juli august september oktober november december".split()
_MONTHS_EN = "January February March April May June July August September October November December".split()

Names = Callable[[str], str]  # what an id is called; the file knows ids only


def as_it_is(name: str) -> str:
    return name


def day(value: date) -> Wording:
    """ "mandag 25. januar 2027", "Monday 25 January 2027"."""
    return Wording(
        f"{_DAYS_DA[value.weekday()]} {value.day}. {_MONTHS_DA[value.month - 1]} {value.year}",
        f"{_DAYS_EN[value.weekday()]} {value.day} {_MONTHS_EN[value.month - 1]} {value.year}",
    )


def listed(words: Iterable[str]) -> Wording:
    """ "a, b og c", "a, b and c"."""
    several = list(words)
    if len(several) < 2:
        return Wording.same("".join(several))
    first = ", ".join(several[:-1])
    return Wording(f"{first} og {several[-1]}", f"{first} and {several[-1]}")


def days(values: Sequence[date]) -> Wording:
    words = [day(value) for value in values]
    return Wording(listed(word.da for word in words).da, listed(word.en for word in words).en)


def numbers(values: Sequence[int]) -> Wording:
    """ "møde 3", "møderne 3, 5 og 7": the meetings with these numbers, as a sentence has them in its middle."""
    words = listed(str(value) for value in values)
    if len(values) == 1:
        return Wording(f"Møde {words.da}", f"Meeting {words.en}")
    return Wording(f"Møderne {words.da}", f"Meetings {words.en}")
