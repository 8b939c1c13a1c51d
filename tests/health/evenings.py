"""Evenings made by hand: numbers of people, a month apart, or named people."""

from datetime import date, timedelta

from mikrovirk.health.domain.evenings import Evening

FIRST = date(2026, 1, 26)


def evenings(*came: int | str, days: int = 28, first: date = FIRST) -> tuple[Evening, ...]:
    """One evening for each number (so many people, the same ones first) or word (its letters are the people)."""
    made = []
    for number, who in enumerate(came):
        people = set(who) if isinstance(who, str) else {f"p{one}" for one in range(who)}
        made.append(Evening(f"m{number}", first + timedelta(days * number), frozenset(people)))
    return tuple(made)
