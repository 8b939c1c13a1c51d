"""Template filters: what people typed as paragraphs."""

import pytest
from django.template import engines

from mikrovirk.common.templatetags.words import grouped, paragraphs


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Vi blev klogere.", "<p>Vi blev klogere.</p>"),
        ("Én linje\ntil\n\nNyt afsnit", "<p>Én linje<br>til</p>\n<p>Nyt afsnit</p>"),
        (
            "Vi aftalte:\r\n- Bo ringer\r\n- Ida skriver",
            "<p>Vi aftalte:</p>\n<ul><li>Bo ringer</li><li>Ida skriver</li></ul>",
        ),
        ("- ét\n- to\nog så videre", "<ul><li>ét</li><li>to</li></ul>\n<p>og så videre</p>"),
        ("<b>Moms</b>\n\n\n \n- & skat", "<p>&lt;b&gt;Moms&lt;/b&gt;</p>\n<ul><li>&amp; skat</li></ul>"),
    ],
)
def test_plain_text_becomes_paragraphs_and_lists(text: str, html: str) -> None:
    assert paragraphs(text) == html


def test_only_a_number_to_be_read_is_grouped() -> None:
    """What stands in an address or an attribute must stay what it is, also past 999."""
    plain = engines["django"].from_string('{% load words %}<li id="topic-{{ pk }}">{{ pk|grouped }}</li>')
    assert plain.render({"pk": 3207}) == '<li id="topic-3207">3.207</li>'
    assert grouped(None) == ""
