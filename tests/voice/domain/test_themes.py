"""Suggestions for themes: what was put together by hand is found again, and nothing odd trips it."""

import time
from collections import Counter
from math import comb
from random import Random

import pytest

from mikrovirk.voice.domain.said_words import is_english, stem, telling, words_of
from mikrovirk.voice.domain.themes import Fit, Said, Suggestion, fits, like, suggest
from tests.voice.domain import sayings


def said(*texts: str) -> list[Said]:
    return [Said(number, text) for number, text in enumerate(texts, start=1)]


def adjusted_rand(one: list[int], other: list[int]) -> float:
    """How much two groupings of the same things agree: 1 the same, 0 as by chance (Hubert and Arabie 1985)."""
    pairs = sum(comb(count, 2) for count in Counter(zip(one, other, strict=True)).values())
    ours = sum(comb(count, 2) for count in Counter(one).values())
    theirs = sum(comb(count, 2) for count in Counter(other).values())
    chance = ours * theirs / comb(len(one), 2)
    return (pairs - chance) / ((ours + theirs) / 2 - chance)


def agreement(themes: dict[str, str]) -> float:
    texts, by_hand = sayings.of(themes)
    found = list(range(-1, -1 - len(texts), -1))  # what is in no suggestion is alone
    for number, suggestion in enumerate(suggest(said(*texts), at_least=2, most=100)):
        for one in suggestion.ids:
            found[one - 1] = number
    return adjusted_rand(by_hand, found)


def test_the_measure_knows_the_same_from_chance() -> None:
    assert adjusted_rand([1, 1, 2, 2, 3], [7, 7, 8, 8, 9]) == 1
    assert adjusted_rand([1, 1, 2, 2], [1, 2, 1, 2]) < 0.01


@pytest.mark.parametrize(
    ("themes", "floor"),
    [
        (sayings.FIRST, 0.94),  # the numbers in the code were chosen by these
        (sayings.SECOND, 0.72),  # these were not looked at before
        (sayings.ENGLISH, 0.9),
    ],
    ids=["first", "second", "English"],
)
def test_what_was_put_together_by_hand_is_found_again(themes: dict[str, str], floor: float) -> None:
    assert agreement(themes) >= floor


def test_a_suggestion_has_a_name_as_people_write_it() -> None:
    texts = [line for theme in ("parking", "ai", "food") for line in sayings.of({theme: sayings.FIRST[theme]})[0]]
    texts += sayings.of({"hot seat": sayings.SECOND["hot seat"]})[0]
    assert sorted(suggestion.name for suggestion in suggest(said(*texts))) == [
        "ChatGPT, kunstig intelligens",
        "Mad, kaffe",
        "Parkering",
        "Varme stol",
    ]


def test_the_product_s_own_key_word_has_one_stem() -> None:
    """Snowball alone takes "virksomhed" to "virksom" and "virksomheders" to "virksomhed"."""
    forms = ("virksomhed", "virksomheder", "virksomheders", "virksomhedernes", "virksomhedens")
    assert {stem(form, english=False) for form in forms} == {stem("virksom", english=False)}
    assert stem("gaard", english=False) == stem("gård", english=False)


def test_the_parts_of_a_compound_are_found() -> None:
    found = like(said("Parkeringspladserne var fyldt", "Der var ingen parkering", "Hvor skal vi spise?"), 1)
    assert [one for one, _score in found] == [2]


def test_english_is_read_as_english() -> None:
    assert is_english([word.casefold() for word in words_of("Could the talk be in English as well?")])
    assert not is_english([word.casefold() for word in words_of("Kan vi få en time mere?")])
    assert [found for found, _ in telling("The speakers were speaking too fast")] == ["speaker", "speak", "fast"]


@pytest.mark.parametrize(
    "texts",
    [(), ("",), ("og i at",), ("Parkering",), ("😀", "12345", "https://example.dk/a?b"), ("a" * 5000, "x y z")],
    ids=["none", "empty", "only small words", "one word", "no words", "too long"],
)
def test_what_says_nothing_is_suggested_nothing(texts: tuple[str, ...]) -> None:
    assert suggest(said(*texts)) == ()


def test_the_same_text_300_times_is_one_theme() -> None:
    assert suggest(said(*["Mere kaffe!"] * 300)) == (Suggestion("Kaffe", ("kaffe",), tuple(range(1, 301))),)


def test_what_is_like_one_and_what_fits_a_theme() -> None:
    texts, _numbers = sayings.of({"parking": sayings.FIRST["parking"], "food": sayings.FIRST["food"]})
    rows = said(*texts)
    nearest = [one for one, _score in like(rows, 1, most=2)]
    assert len(nearest) == 2
    assert set(nearest) < {2, 3, 4, 5, 6}
    assert like(rows, 99) == ()
    themes = {7: rows[:3], 8: rows[6:9]}
    assert fits(rows[3:6] + rows[9:], themes) == (Fit(7, (4, 5, 6)), Fit(8, (10, 11, 12)))
    assert fits(rows, {}) == ()


def test_the_same_inputs_give_the_same_answer() -> None:
    texts, _numbers = sayings.of(sayings.FIRST)
    assert suggest(said(*texts)) == suggest(said(*texts))


def test_three_thousand_inputs_take_a_few_seconds() -> None:
    lines = sayings.of(sayings.FIRST)[0] + sayings.of(sayings.SECOND)[0]
    words, dice = " ".join(lines).split(), Random(4)
    texts = [f"{dice.choice(lines)} {' '.join(dice.sample(words, dice.randint(0, 8)))}" for _each in range(3000)]
    stem.cache_clear()
    started = time.process_time()
    found = suggest(said(*texts))
    assert time.process_time() - started < 5
    assert len(found) == 12
    assert sum(len(suggestion.ids) for suggestion in found) > 900
