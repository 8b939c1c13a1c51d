"""Ballots on paper, typed in twice by two people who do not see what the other typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mikrovirk.fund.domain.ballots import Choices

Sheet = Choices | None  # None: it cannot be counted (torn, crossed out, more than the rules allow)
Typed = Mapping[int, Sheet]  # by the number that was written on each sheet when they were mixed


@dataclass(frozen=True, slots=True)
class Difference:
    """A sheet of which two people typed different things; `is_missing`: one of them has not typed it at all."""

    number: int
    first: Sheet
    second: Sheet
    is_missing: bool = False


def differences(first: Typed, second: Typed) -> tuple[Difference, ...]:
    """The sheets to look at again, by number; none: both typed the same."""
    return tuple(
        Difference(
            number, first.get(number), second.get(number), is_missing=number not in first or number not in second
        )
        for number in sorted(first.keys() | second.keys())
        if number not in first or number not in second or first[number] != second[number]
    )


def valid(typed: Typed) -> tuple[Choices, ...]:
    """The ballots that count, sorted: the numbers of the sheets are gone."""
    return tuple(sorted(choices for choices in typed.values() if choices is not None))


def as_text(typed: Typed) -> str:
    """One line a sheet, by number: "3 0 1 0", or "3 -" for one that cannot be counted."""
    return "\n".join(f"{number} {line(typed[number])}" for number in sorted(typed))


def line(sheet: Sheet) -> str:
    return "-" if sheet is None else " ".join(map(str, sheet))


def from_text(text: str) -> dict[int, Sheet]:
    """What `as_text` wrote."""
    return dict(one(parts) for parts in split(text))


def split(text: str) -> Iterable[list[str]]:
    return (row.split(" ") for row in text.splitlines())


def one(parts: list[str]) -> tuple[int, Sheet]:
    number, *rest = parts
    return int(number), None if rest == ["-"] else tuple(map(int, rest))
