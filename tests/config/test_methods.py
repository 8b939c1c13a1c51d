"""What no page takes is refused before any page is asked; the whole table is tests/access."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    answer = client.generic(method, "/privacy/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_programs_are_told_in_their_own_words(client: Client) -> None:
    assert client.put("/api/v1/networks").headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_pages_are_read(client: Client, method: str) -> None:
    assert client.generic(method, "/privacy/").status_code == 200
