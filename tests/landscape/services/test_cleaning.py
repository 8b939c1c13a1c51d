"""Nothing from a feed can be more than text on our pages."""

import pytest

from mikrovirk.landscape.services.cleaning import one_line, plain, town_in, web_address


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kaffe & kage", "Kaffe & kage"),
        ("3 < 5 og 7 > 2", "3 < 5 og 7 > 2"),
        ("<p>Kom</p><p>og <b>lær</b></p>", "Kom\nog lær"),
        ("Kom<br>og lær", "Kom\nog lær"),
        ("<script>alert(1)</script>Kom", "Kom"),
        ("<style>*{display:none}</style>Kom", "Kom"),
        ("<img src=x onerror=alert(1)>Kom", "Kom"),
        ("Caf&eacute; &amp; bar", "Café & bar"),
        ("a\u202egnp.exe\u200b\x00\x1b[31m", "agnp.exe[31m"),
        ("En\n\n\n\n\nto", "En\n\nto"),
        ("a" * 60, "a" * 49 + "…"),
    ],
)
def test_plain_text(text: str, found: str) -> None:
    assert plain(text, 50) == found


def test_on_one_line() -> None:
    assert one_line("Åben\n  café\t\r\n i dag", 50) == "Åben café i dag"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://bibliotek.example/a?b=1", "https://bibliotek.example/a?b=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("http://localhost/", ""),
        ("https://user@bibliotek.example/", ""),
        ("bibliotek.example", ""),
        ("https://bibliotek.example/" + "a" * 600, ""),
    ],
)
def test_addresses_one_may_put_a_link_on(text: str, found: str) -> None:
    assert web_address(text) == found


@pytest.mark.parametrize(
    ("place", "town"),
    [
        ("Stege Bibliotek, Storegade 10, 4780 Stege", "Stege"),
        ("Rådhuset, DK-4760 Vordingborg, Danmark", "Vordingborg"),
        ("4800 Nykøbing F., sal 2", "Nykøbing F."),
        ("Lokale 1234", ""),
        ("Zoom", ""),
    ],
)
def test_the_town_of_a_place(place: str, town: str) -> None:
    assert town_in(place) == town
