import pytest
from django.test import Client

from tests.api.v1.around import Around, Everything, lay_out, lay_out_everything
from tests.factories import NOW
from tests.overview.conftest import nearby_data, register_nearby

__all__ = ["nearby_data", "register_nearby"]


@pytest.fixture
def around(db: None, monkeypatch: pytest.MonkeyPatch) -> Around:
    """A network and a key, on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return lay_out()


@pytest.fixture
def everything(db: None, monkeypatch: pytest.MonkeyPatch) -> Everything:
    """One of everything the API tells of, on the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return lay_out_everything()


class Reader:
    """Asks the API, with a key or without one."""

    def __init__(self, key: str = "") -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.client = Client(headers=headers)

    def asks(self, address: str, **headers: str):  # type: ignore[no-untyped-def]
        return self.client.get(f"/api/v1/{address}", headers=headers)

    def reads(self, address: str):  # type: ignore[no-untyped-def]
        """What the address answers."""
        answer = self.asks(address)
        assert answer.status_code == 200, answer.content
        return answer.json()


@pytest.fixture
def everybody() -> Reader:
    return Reader()


@pytest.fixture
def program(around: Around) -> Reader:
    """A program with a key for everything the coordinator may see."""
    return Reader(around.key)
