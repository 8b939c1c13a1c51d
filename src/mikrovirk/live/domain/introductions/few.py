"""Why somebody has fewer people to look for than the others, in a sentence for their card."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mikrovirk.live.domain.introductions.people import Plan, Somebody
from mikrovirk.live.domain.introductions.scoring import score_everybody

Why = Literal["only_one_here", "all_met", "nobody_possible", "few_left", "few_possible", "others_full"]

_TEXTS: dict[Why, tuple[tuple[str, str], tuple[str, str]]] = {
    # (Danish for one, for several), (English for one, for several); {left} is whom they could still meet
    "only_one_here": (("Du er den første her.",) * 2, ("You are the first one here.",) * 2),
    "all_met": (
        ("Du har mødt alle, der er her, på de seneste møder.",) * 2,
        ("You have met everybody here at the latest meetings.",) * 2,
    ),
    "nobody_possible": (
        ("Der er ingen her i aften, som vi kan sætte dig sammen med.",) * 2,
        ("There is nobody here tonight whom we can introduce you to.",) * 2,
    ),
    "few_left": (
        (
            "Der er kun én her, du ikke har mødt for nylig.",
            "Der er kun {left} personer her, du ikke har mødt for nylig.",
        ),
        (
            "There is only one person here whom you have not met lately.",
            "There are only {left} people here whom you have not met lately.",
        ),
    ),
    "few_possible": (
        (
            "Der er kun én her i aften, som vi kan sætte dig sammen med.",
            "Der er kun {left} personer her i aften, som vi kan sætte dig sammen med.",
        ),
        (
            "There is only one person here tonight whom we can introduce you to.",
            "There are only {left} people here tonight whom we can introduce you to.",
        ),
    ),
    "others_full": (
        ("De andre, du kunne møde, har allerede nok på deres kort.",) * 2,
        ("The others whom you could meet already have enough on their cards.",) * 2,
    ),
}


@dataclass(frozen=True, slots=True)
class Few:
    """Somebody who has fewer pairs than there could be, and why."""

    id: str
    pairs: int
    left: int  # people here whom they may meet and have not met lately
    why: Why
    because_da: str
    because_en: str


def who_has_few(
    people: Sequence[Somebody],
    plan: Plan,
    *,
    per_person: int,
    met: Mapping[tuple[str, str], int],
    never: Iterable[tuple[str, str]],
) -> tuple[Few, ...]:
    """Return who has fewer than `per_person` pairs, with the reason; in the order of the ids.

    The reason never names anybody, and says nothing of who is not to meet whom.
    """
    people = sorted(people, key=lambda person: person.id)
    scores = score_everybody(people, met=met, never=never)
    fresh = np.asarray((scores.allowed & ~scores.repeat).sum(axis=1))
    repeated = np.asarray(scores.repeat.sum(axis=1))
    found = []
    for position, person in enumerate(people):
        pairs, left = len(plan.partners(person.id)), int(fresh[position])
        if pairs < per_person:
            why = _why(len(people), left, int(repeated[position]), pairs_missing=pairs < min(per_person, left))
            found.append(_few(person.id, pairs, left, why))
    return tuple(found)


def _why(here: int, left: int, repeated: int, *, pairs_missing: bool) -> Why:
    if here == 1:
        return "only_one_here"
    if pairs_missing:
        return "others_full"
    if left + repeated == here - 1:
        return "few_left" if left else "all_met"
    return "few_possible" if left else "nobody_possible"


def _few(name: str, pairs: int, left: int, why: Why) -> Few:
    danish, english = _TEXTS[why]
    several = int(left != 1)
    return Few(name, pairs, left, why, danish[several].format(left=left), english[several].format(left=left))
