"""An address as a picture: the same code wherever it stands, black on white."""

from urllib.parse import unquote

import segno

from mikrovirk.ui import qr

ADDRESS = "https://net.example/l/KAFFE/"


def test_in_a_page_it_is_a_drawing_of_a_size() -> None:
    drawn = qr.as_svg(ADDRESS)
    side = (segno.make(ADDRESS, error="m").symbol_size(border=3)[0]) * 6
    assert drawn.startswith(f'<svg width="{side}" height="{side}"')
    assert 'fill="#fff"' in drawn


def test_on_paper_it_is_the_source_of_an_image() -> None:
    kind, _, text = qr.as_source(ADDRESS).partition(",")
    assert kind == "data:image/svg+xml;charset=utf-8"
    assert "fill='#fff'" in unquote(text)


def test_a_picture_of_its_own_is_as_large_as_the_page_says() -> None:
    answer = qr.as_picture(ADDRESS)
    assert answer["Content-Type"] == "image/svg+xml"
    head = answer.content.decode().partition("<path")[0]
    assert "viewBox" in head
    assert "width=" not in head


def test_a_short_address_too_is_a_code_that_every_phone_knows() -> None:
    assert not qr.code_of("a").is_micro
