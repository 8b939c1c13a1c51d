"""How a request is answered: read whole, in one thread, and files sent piece by piece."""

import asyncio
import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.signals import request_finished
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import path

from mikrovirk.config.handler import Handler

Sent = list[dict[str, Any]]


@login_not_required
def echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.body.upper())


@login_not_required
def big_file(request: HttpRequest) -> FileResponse:
    return FileResponse(io.BytesIO(b"x" * 200_000))


urlpatterns = [path("echo/", echo), path("big/", big_file)]


def ask(address: str, *, application: Any, body: bytes = b"") -> tuple[int, dict[str, str], list[bytes]]:
    """Status, headers and the pieces of the body."""
    sent: Sent = []
    waiting = [
        {"type": "http.request", "body": body[:3], "more_body": True},
        {"type": "http.request", "body": body[3:]},
    ]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": "POST" if body else "GET",
        "path": address,
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"content-length", str(len(body)).encode())],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
    }
    with ThreadPoolExecutor(1) as thread:  # the tests' own thread may hold the browser's event loop
        thread.submit(asyncio.run, application(scope, receive, send)).result()
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, [message.get("body", b"") for message in sent[1:]]


@pytest.fixture
def bare(settings: Any) -> Handler:
    """A handler of only the two views above."""
    settings.ROOT_URLCONF, settings.MIDDLEWARE = __name__, []
    return Handler()


def test_body_is_read_whole(bare: Handler) -> None:
    status, _headers, pieces = ask("/echo/", application=bare, body=b"salg uden omsvoeb")
    assert (status, pieces) == (200, [b"SALG UDEN OMSVOEB"])


def test_file_goes_out_in_pieces_and_is_closed(bare: Handler) -> None:
    finished: list[object] = []

    def note(sender: object, **more: object) -> None:
        finished.append(sender)

    request_finished.connect(note)
    try:
        status, _headers, pieces = ask("/big/", application=bare)
    finally:
        request_finished.disconnect(note)
    assert (status, [len(piece) for piece in pieces if piece]) == (200, [65_536, 65_536, 65_536, 3_392])
    assert finished == [Handler]
