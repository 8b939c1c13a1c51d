"""Which measures there are, by name, which part of the product each needs, and what may be told outside the network."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

VERSION = 1  # of the definitions: figures of two versions are not compared
LEAST_TOLD = 5  # a figure about fewer people is not told to anybody outside: they could be recognised
LEAST_MEETINGS = 3  # held, before a network is said to be well or not


class Unit(StrEnum):
    """What a measure is counted in."""

    SHARE = "share"  # 0..1
    NUMBER = "number"  # of people, meetings or kinds
    CHANGE = "change"  # -0.3 is 30 % fewer


@dataclass(frozen=True)
class Definition:
    """One measure. `leading`: the value in it that stands for the whole, where networks are compared or years are."""

    key: str
    unit: Unit
    leading: str
    part: str = ""  # of the product; off: it is not taken
    of: str = ""  # the value that says how many people it is about, where that decides who may see it
    inside_only: bool = False  # about those who run the network: they could always be recognised


DEFINITIONS = (
    Definition("attendance", Unit.NUMBER, "median"),
    Definition("trend", Unit.CHANGE, "change"),
    Definition("first_timers_back", Unit.SHARE, "share", of="of"),
    Definition("active", Unit.SHARE, "share", of="of"),
    Definition("regulars_away", Unit.SHARE, "share", of="of"),
    Definition("answers", Unit.SHARE, "share", part="voice", of="of"),
    Definition("led_to", Unit.SHARE, "share", part="voice", of="of"),
    Definition("introductions", Unit.SHARE, "share", part="introductions", of="of"),
    Definition("cards", Unit.SHARE, "share", part="cards", of="people"),
    Definition("hot_seats", Unit.SHARE, "share", part="hot_seat", of="of"),
    Definition("industries", Unit.NUMBER, "effective", of="known"),
    Definition("places", Unit.NUMBER, "effective", of="known"),
    Definition("hands", Unit.NUMBER, "hands", inside_only=True),
    Definition("could_run_tonight", Unit.NUMBER, "people", inside_only=True),
)
BY_KEY = {each.key: each for each in DEFINITIONS}

Values = Mapping[str, Any]


def leading(definition: Definition, measures: Mapping[str, Any]) -> float | None:
    """The value that stands for the measure; None where it could not be taken."""
    found: Values | None = measures.get(definition.key)
    return None if found is None else float(found[definition.leading])


def told_outside(measures: Mapping[str, Any]) -> dict[str, Any]:
    """The measures without those by which a person could be recognised: few people, or those who run the network."""
    return {key: value for key, value in measures.items() if key not in BY_KEY or may_be_told(BY_KEY[key], value)}


def may_be_told(definition: Definition, value: Values | None) -> bool:
    """Whether a figure is about so many people that none of them can be recognised by it."""
    if definition.inside_only:
        return False
    if value is None or not definition.of:
        return True
    return int(value[definition.of]) >= LEAST_TOLD
