"""The sentences, in both languages."""

import re
import string

import pytest

from mikrovirk.fund.domain.allocation import Completion, LeftOver, Method, Why, allocate, explain
from mikrovirk.fund.domain.allocation.word_table import TABLE
from mikrovirk.fund.domain.allocation.words import Language, Words
from tests.fund.domain.allocation import elections as e
from tests.glossary import forbidden_words

ELECTION = e.vote(1_000_000, {"a": 400_000, "b": 400_000, "c": 5}, ["2 x a", "ab", "b"], unit=100)
NAMES = {"a": "Fælles messe", "b": "Kaffevogn"}


def said(language: Language, project: str, rule: e.Rule = e.SHARES) -> list[str]:
    explanation = explain(ELECTION, allocate(ELECTION, rule))
    reason = next(each for each in explanation.reasons if each.project == project)
    return Words(language, NAMES).reason(reason, explanation)


def test_a_loser_in_danish() -> None:
    assert said("da", "b") == [
        "Da »Fælles messe« var betalt, havde de 2, der stemte på det, 3.666,67 kr. tilbage. Det koster 4.000 kr., så der manglede 333,33 kr.",
        "Mest af deres andele gik til »Fælles messe« (1.333,33 kr.).",
        "Havde det kostet 3.666 kr., havde det fået pengene; 3.667 kr. havde været for meget.",
        "Antal stemmer mere, det skulle have haft for at få pengene, fra folk, der kun stemte på det: 1.",
        "Det havde fået penge efter voksende lige andele (Add1), voksende lige andele og så flest stemmer (Add1U) og flest stemmer alene.",
    ]


def test_a_loser_in_english() -> None:
    assert said("en", "b")[:3] == [
        "When “Fælles messe” was paid, the 2 who voted for it had DKK 3,666.67 left. It costs DKK 4,000, so DKK 333.33 was missing.",
        "Most of their shares went to “Fælles messe” (DKK 1,333.33).",
        "At a cost of DKK 3,666 it would have got the money; DKK 3,667 would have been too much.",
    ]


def test_a_winner() -> None:
    assert said("da", "a") == [
        "Får pengene, fordi de, der stemte på det, kunne betale 4.000 kr. af deres andele.",
        "3 betalte 1.333,33 kr. hver.",
    ]
    assert (
        said("da", "b", e.ADD1)[1]
        == "1 betalte 2.666,33 kr. hver, og 1 gav det sidste af deres andel, tilsammen 1.333,67 kr."
    )


def test_somebody_nobody_voted_for() -> None:
    assert (said("da", "c")[0], said("en", "c")[0]) == ("Ingen stemte på det.", "Nobody voted for it.")


def test_what_is_left_and_who_was_served() -> None:
    explanation = explain(ELECTION, allocate(ELECTION, e.SHARES), what_if=False)
    danish, english = Words("da", NAMES), Words("en", NAMES, currency="EUR")
    assert danish.left_over(explanation) == (
        "Der er 6.000 kr. tilbage. Reglen stopper, når ingen kan betale mere af deres andel."
    )
    assert english.served(explanation) == "3 of the 4 who voted got at least one of the projects they voted for."
    assert english.money(123_456) == "EUR 1,234.56"


CODES = [
    *(f"left:{each}" for each in LeftOver),
    *(f"rule:{each}" for each in (*Completion, Method.GREEDY, Method.SCORE)),
    *(f"why:{each}" for each in Why if each not in {Why.LACKED_MONEY, Why.LACKED_ROOM}),
    *(f"why:{each}:{when}" for each in (Why.LACKED_MONEY, Why.LACKED_ROOM) for when in ("first", "after")),
]


def test_every_code_has_its_sentence() -> None:
    assert [code for code in CODES if code not in TABLE] == []


@pytest.mark.parametrize("key", sorted(TABLE))
def test_both_languages_say_the_same_numbers(key: str) -> None:
    danish, english = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in TABLE[key])
    assert danish == english


def test_no_sentence_says_what_the_glossary_does_not() -> None:
    for place, language in enumerate(("da", "en")):
        words = {word for texts in TABLE.values() for word in re.findall(r"\w+", texts[place].lower())}
        assert words & forbidden_words(language) == set()
