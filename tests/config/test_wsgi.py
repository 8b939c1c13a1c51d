"""The other door: a web server that speaks WSGI gets the same pages and static files."""

from typing import Any
from wsgiref.types import StartResponse
from wsgiref.util import setup_testing_defaults

import pytest

from mikrovirk.config.wsgi import application


def ask(path: str) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body."""
    environment: dict[str, object] = {"HTTP_HOST": "localhost", "PATH_INFO": path}
    setup_testing_defaults(environment)
    answered: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]], error: object = None) -> object:
        answered.append((status, dict(headers)))
        return None

    start_response: StartResponse = start  # type: ignore[assignment]
    pieces: Any = application(environment, start_response)
    body = b"".join(pieces)
    if hasattr(pieces, "close"):  # as every server does
        pieces.close()
    return *answered[0], body


@pytest.mark.django_db(
    transaction=True
)  # a server's request begins by closing a connection that is in the middle of something
@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/privacy/", "text/html; charset=utf-8", "<h1>"),
        ("/static/ui/css/app.css", 'text/css; charset="utf-8"', "@layer"),
    ],
)
def test_page_and_static_file(path: str, kind: str, words: str) -> None:
    status, headers, body = ask(path)
    assert (status, headers["Content-Type"], headers["X-Content-Type-Options"]) == ("200 OK", kind, "nosniff")
    assert words in body.decode()
