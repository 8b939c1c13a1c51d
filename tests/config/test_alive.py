"""What a web server in front is told, and what the other machines are."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone

from mikrovirk.config import alive, asgi


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection of the test's transaction stays open."""
    monkeypatch.setattr(alive, "close_old_connections", lambda: None)


def asked(path: str) -> list[dict[str, Any]]:
    """What is sent to whoever asks for that path, by a name the site does not go by."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"host", b"10.0.0.7:8000")]}
    handler = asgi.Site()
    handler.tell_from = float("inf")
    with ThreadPoolExecutor(1) as thread:  # the tests' own thread may hold the browser's event loop
        thread.submit(asyncio.run, handler(scope, receive, send)).result()
    return sent


@pytest.mark.parametrize(("answers", "status", "body"), [(True, 200, b"yes\n"), (False, 503, b"no database\n")])
def test_a_balancer_is_told_whether_pages_can_be_had_here(
    monkeypatch: pytest.MonkeyPatch, answers: bool, status: int, body: bytes
) -> None:
    monkeypatch.setattr(alive, "database_answers", lambda: answers)
    start, content = asked(alive.PATH)
    assert (start["status"], content["body"]) == (status, body)


@pytest.mark.django_db
def test_the_database_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert alive.database_answers()

    def away() -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(alive.connection, "cursor", away)
    assert not alive.database_answers()


def test_the_others_are_told_and_trouble_with_that_is_nobodys(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []

    def tell(kind: str, *, now: Any) -> None:
        assert abs(timezone.now() - now) < timedelta(minutes=1)
        told.append(kind)
        if len(told) == 2:
            raise DatabaseError("gone")

    monkeypatch.setattr(alive.machines, "tell", tell)
    alive.tell_others()
    alive.tell_others()
    assert told == ["web", "web"]
    assert "the other machines could not be told: gone" in caplog.text
