"""The detectors of tests/language.py find what they are there for."""

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext, ngettext

from tests import language
from tests.language import Piece


def loose(html: str) -> list[str]:
    return [text for piece in language.read_page(html, "da") for text in piece.loose]


def rendered(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_translated_text_is_marked_and_what_is_filled_in_is_not() -> None:
    with language.marking():
        assert loose(f"<p>{gettext('Where: %(place)s') % {'place': 'in the library'}}</p>") == ["in the library"]
        assert loose(rendered("<p>{% translate 'Meetings' %} and more</p>")) == ["and more"]
    assert gettext("Meetings") == "Møder"


def test_text_without_danish_is_loose() -> None:
    with language.marking():
        assert loose(f"<h1>{gettext('Nobody ever wrote this')}</h1>") == ["Nobody ever wrote this"]
        assert loose(f"<h1>{ngettext('%(n)d planted thing', '%(n)d planted things', 3) % {'n': 3}}</h1>") == [
            "3 planted things"
        ]
        with translation.override("en"):
            assert loose(f"<h1>{gettext('Nobody ever wrote this')}</h1>") == []


def test_attributes_that_are_read_aloud_count() -> None:
    html = '<img alt="A cat" src="cat.png"><input type="submit" value="Send it"><input value="Lise"><a href="/x" aria-label="Go on">→</a>'
    assert loose(html) == ["A cat", "Send it", "Go on"]


def test_what_people_wrote_is_passed_over() -> None:
    html = "<div data-content><p>Come and see</p></div><p>Outside</p><span lang='en'>English</span>"
    assert loose(html) == ["Outside"]


def test_markers_may_stand_round_tags() -> None:
    html = (
        f"<p>{language.OPEN}Læs <a href='{language.CLOSE}/x{language.OPEN}'>vilkårene</a> her{language.CLOSE} then</p>"
    )
    assert loose(html) == ["then"]


def test_the_lines_of_a_mail_keep_their_form() -> None:
    assert language.plain(language.marked("Hej {name}\n\n[Svar her]({url})")) == "Hej {name}\n\n[Svar her]({url})"
    assert language.marked("[Svar her]({url})").startswith("[")
    assert language.marked("- Stå i døren").startswith("- ")


def test_read_text() -> None:
    assert language.read_text("Hello there") == [Piece("Hello there", ["Hello there"])]


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Everybody is welcome, and you need no account.", "en"),
        ("Alle er velkomne, og du skal ikke have en konto.", "da"),
        ("MikroVirk 1.0", ""),
        ("See the whole agenda: {meeting_url}", "en"),
        ("Vi ses", ""),
    ],
)
def test_how_a_sentence_sounds(text: str, sound: str) -> None:
    assert language.sounds(text) == sound
