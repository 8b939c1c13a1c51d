"""Template filters: what people typed as paragraphs."""

import pytest

from mikrovirk.common.templatetags.words import paragraphs


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
