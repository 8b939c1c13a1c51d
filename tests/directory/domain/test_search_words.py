"""The directory is found in Danish: word forms, compounds, and letters without their marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.directory.domain.search_words import Term, folded, matches, query_terms, search_text, stem

VIRKSOMHED = (
    "virksomhed",
    "virksomheden",
    "virksomheder",
    "virksomhederne",
    "virksomheds",
    "virksomhedens",
    "virksomheders",
)


def found(query: str, *texts: str) -> bool:
    return matches(search_text(*texts), query_terms(query))


def test_every_form_of_the_products_own_word_meets_every_other() -> None:
    assert {stem(form) for form in VIRKSOMHED} == {"virksom"}
    assert all(found(one, other) for one in VIRKSOMHED for other in VIRKSOMHED)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("frisører", "Frisør"),
        ("frisør", "To frisører"),
        ("frisoer", "Frisør"),
        ("Bogø", "Bogo"),
        ("Bogo", "4793 Bogø By"),
        ("ågård", "Aagaard"),
        ("Aagaard", "Værkstedet Ågård"),
        ("Joergensen", "Jørgensen"),
        ("café", "Cafe"),
        ("cafeer", "Café Ågård"),
        ("naestved", "Næstved"),
        ("erhverv", "Erhvervskonsulent"),
        ("gartner", "Anlægsgartner"),
        ("gartnere i Stege", "Stege: gartner"),
        ("stege gartner", "Gartneri i Stege"),
        ("ehandel", "E-handel"),
        ("e-handel", "E-handel"),
        ("fris", "Frisør"),
        ("keramiker", "Keramik"),
        ("4793", "4793 Bogø By"),
        ("i", "Gartner i Stege"),
        ("", "Alt"),
        ("B&B", "B&B Olsen"),
        ("tømrere", "Tømrer & snedker"),
    ],
)
def test_what_people_type_finds_what_is_meant(query: str, text: str) -> None:
    assert found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("frisør", "Gartner"),
        ("el", "Elev"),
        ("gartner møn", "Gartner i Stege"),
        ("rens", "Konferens"),
        ("smed", "Fotograf"),
    ],
)
def test_what_is_not_meant_is_not_found(query: str, text: str) -> None:
    assert not found(query, text)


def test_a_short_word_is_looked_for_whole_a_longer_one_as_a_beginning_the_longest_anywhere() -> None:
    assert [Term(word).like for word in ("el", "smed", "gartn")] == [" el ", " smed", "gartn"]


def test_the_stored_text_holds_each_word_and_its_stem_once() -> None:
    assert search_text("Frisører, frisører", "på Bogø") == " frisorer frisor pa bogo "
    assert search_text("", " ") == ""


@given(st.text(max_size=40))
def test_any_text_finds_itself(text: str) -> None:
    assert found(text, text)
    assert folded(folded(text)) == folded(text)
