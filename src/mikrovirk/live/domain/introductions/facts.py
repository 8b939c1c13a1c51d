"""Why two people should meet, as facts, and the sentence that says it in Danish or English.

A sentence is only made of facts that are in what the two have written themselves. The texts stand here and not in a
template, as the `mikrovirk introductions` command gives them in both languages without a site round it.
"""

from dataclasses import dataclass, replace
from typing import Literal

Language = Literal["da", "en"]


@dataclass(frozen=True, slots=True)
class Need:
    """What one seeks and the other offers, each in the words of who wrote it."""

    sought: str
    offered: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of two people together; what nobody knows is left out, never guessed."""

    first_seeks: Need | None = None
    second_seeks: Need | None = None
    first_is_new: bool = False
    second_is_new: bool = False
    same_place: bool = False
    other_trade: bool = False
    met_ago: int | None = None  # meetings since they last met: 1 is the last meeting; None: not as far as is known
    together_ago: int | None = (
        None  # meetings since both last came to the same one, though they may not have talked there
    )
    points: int | None = None  # the score comes from a list and says nothing more
    already_kept: bool = False  # on cards that are handed out, and nothing more is known

    def seen_by_second(self) -> "Facts":
        return replace(
            self,
            first_seeks=self.second_seeks,
            second_seeks=self.first_seeks,
            first_is_new=self.second_is_new,
            second_is_new=self.first_is_new,
        )


# {name} is the other one, as the reader knows them.
_ON_A_CARD = {
    "da": {
        "i_seek": "du søger {sought}, og {name} tilbyder {offered}",
        "you_seek": "{name} søger {sought}, og du tilbyder {offered}",
        "both_seek": "du søger {sought}, og {name} tilbyder {offered}, mens {name} søger {sought2}, og du tilbyder {offered2}",
        "i_am_new": "du er ny i netværket, og {name} har været med længere",
        "you_are_new": "{name} er ny i netværket, og du har været med længere",
    },
    "en": {
        "i_seek": "you seek “{sought}”, and {name} offers “{offered}”",
        "you_seek": "{name} seeks “{sought}”, and you offer “{offered}”",
        "both_seek": "you seek “{sought}”, and {name} offers “{offered}”, while {name} seeks “{sought2}”, and you offer “{offered2}”",
        "i_am_new": "you are new in the network, and {name} has been here longer",
        "you_are_new": "{name} is new in the network, and you have been here longer",
    },
}
_FOR_BOTH = {
    "da": {
        "i_seek": "den ene af jer søger {sought}, den anden tilbyder {offered}",
        "you_seek": "den ene af jer søger {sought}, den anden tilbyder {offered}",
        "both_seek": "den ene af jer søger {sought}, den anden tilbyder {offered}, og omvendt: {sought2} søges, {offered2} tilbydes",
        "i_am_new": "den ene af jer er ny i netværket, den anden har været med længere",
        "you_are_new": "den ene af jer er ny i netværket, den anden har været med længere",
    },
    "en": {
        "i_seek": "one of you seeks “{sought}”, the other offers “{offered}”",
        "you_seek": "one of you seeks “{sought}”, the other offers “{offered}”",
        "both_seek": "one of you seeks “{sought}”, the other offers “{offered}”, and the other way round: “{sought2}” is sought, “{offered2}” offered",
        "i_am_new": "one of you is new in the network, the other has been here longer",
        "you_are_new": "one of you is new in the network, the other has been here longer",
    },
}
_SHARED = {
    "da": {
        "both_new": "I er begge nye i netværket",
        "near_other_trade": "I holder til samme sted og arbejder med noget forskelligt",
        "near": "I holder til samme sted",
        "other_trade": "I arbejder med noget forskelligt",
        "points": "I har {points} point sammen på listen",
        "kept": "I står allerede på hinandens kort",
        "never_met": "I har ikke mødt hinanden før",
        "met_last": "I mødtes til sidste møde",
        "met_ago": "I mødtes sidst for {ago} møder siden",
        "came_last": "I var begge med til sidste møde",
        "came_ago": "I var sidst med til samme møde for {ago} møder siden",
    },
    "en": {
        "both_new": "you are both new in the network",
        "near_other_trade": "you are in the same place and do different things",
        "near": "you are in the same place",
        "other_trade": "you do different things",
        "points": "the list gives the two of you {points} points",
        "kept": "you are already on each other's cards",
        "never_met": "you have not met before",
        "met_last": "you met at the last meeting",
        "met_ago": "you last met {ago} meetings ago",
        "came_last": "you were both at the last meeting",
        "came_ago": "you were last at the same meeting {ago} meetings ago",
    },
}


def sentence(facts: Facts, name: str = "", language: Language = "da") -> str:
    """Return the reason as one sentence, for the first of the two, who knows the other as `name`; without a name, for both."""
    texts = _SHARED[language] | (_ON_A_CARD if name else _FOR_BOTH)[language]
    parts = [_reason(facts, texts, name)]
    if facts.points is None and not facts.already_kept:
        parts.append(_history(facts, texts))
    whole = "; ".join(part for part in parts if part)
    return f"{whole[0].upper()}{whole[1:]}."


def _reason(facts: Facts, texts: dict[str, str], name: str) -> str:
    mine, theirs = facts.first_seeks, facts.second_seeks
    if facts.points is not None:
        return texts["points"].format(points=facts.points)
    if facts.already_kept:
        return texts["kept"]
    if mine and theirs:
        return texts["both_seek"].format(
            name=name, sought=mine.sought, offered=mine.offered, sought2=theirs.sought, offered2=theirs.offered
        )
    if mine:
        return texts["i_seek"].format(name=name, sought=mine.sought, offered=mine.offered)
    if theirs:
        return texts["you_seek"].format(name=name, sought=theirs.sought, offered=theirs.offered)
    return _common_ground(facts, texts, name)


def _common_ground(facts: Facts, texts: dict[str, str], name: str) -> str:
    if facts.first_is_new and facts.second_is_new:
        return texts["both_new"]
    if facts.first_is_new:
        return texts["i_am_new"].format(name=name)
    if facts.second_is_new:
        return texts["you_are_new"].format(name=name)
    if facts.same_place:
        return texts["near_other_trade" if facts.other_trade else "near"]
    return texts["other_trade"] if facts.other_trade else ""


def _history(facts: Facts, texts: dict[str, str]) -> str:
    for ago, last, earlier in (
        (facts.met_ago, "met_last", "met_ago"),
        (facts.together_ago, "came_last", "came_ago"),
    ):
        if ago is not None:
            return texts[last] if ago <= 1 else texts[earlier].format(ago=ago)
    return texts["never_met"]
