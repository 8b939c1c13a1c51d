"""A request that failed: our mistake, or a database that is away for a moment."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory

from mikrovirk.ui import failing

GONE = OperationalError("server closed the connection unexpectedly")


def answer_to(error: Exception) -> tuple[int, str, str]:
    try:
        raise error
    except Exception:
        answer = failing.server_error(RequestFactory().get("/"))
    return answer.status_code, answer.headers.get("Retry-After", ""), answer.text


def test_a_mistake_is_told_as_ours() -> None:
    status, again, text = answer_to(KeyError("x"))
    assert (status, again) == (500, "")
    assert "Noget gik galt hos os" in text


@pytest.mark.parametrize(
    ("vendor", "error", "status"),
    [
        ("postgresql", GONE, 503),
        ("postgresql", InterfaceError("connection already closed"), 503),
        ("sqlite", OperationalError("database is locked"), 503),
        ("sqlite", OperationalError("no such table: people"), 500),
    ],
)
def test_a_database_that_is_away_is_worth_another_try(
    monkeypatch: pytest.MonkeyPatch, vendor: str, error: Exception, status: int
) -> None:
    monkeypatch.setattr(failing.connection, "vendor", vendor)
    found, again, text = answer_to(error)
    assert (found, again) == (status, "5" if status == 503 else "")
    assert ("Et øjeblik" in text) == (status == 503)
