"""What the web server calls: pages and static files."""

from mikrovirk.config import asgi
from tests.config.test_handler import ask as ask_application


def ask(address: str) -> tuple[int, dict[str, str], list[bytes]]:
    return ask_application(address, application=asgi.application)


def test_page_comes_with_its_headers() -> None:
    status, headers, pieces = ask("/account/login/")
    assert status == 200
    assert "<h1>" in b"".join(pieces).decode()
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'self'" in headers["content-security-policy"]


def test_static_file_is_answered_before_django() -> None:
    status, headers, pieces = ask("/static/ui/css/app.css")
    assert (status, headers["content-type"]) == (200, 'text/css; charset="utf-8"')
    assert headers["x-content-type-options"] == "nosniff"
    assert b"@layer" in b"".join(pieces)


def test_static_file_that_is_not_there_is_a_404() -> None:
    assert ask("/static/ui/../settings.py")[0] == 404
