"""What every test here starts from."""

import logging
from collections.abc import Generator

import pytest
from django.db import transaction
from django.template.base import Template
from pytest_django import DjangoDbBlocker

from tests.access.world import Region, region
from tests.networks.conftest import bare_answers

__all__ = ["bare_answers"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-access-table", action="store_true", help="write tests/access/table.txt as it is found")


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Generator[Region, None, None]:
    """The region, for all who ask; whoever changes rows takes that back."""
    with django_db_blocker.unblock(), transaction.atomic(), region(tmp_path_factory.mktemp("access")) as here:
        yield here
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_word_about_refusals(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "django.request")


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are not laid out: whether one gets there is known before."""
    monkeypatch.setattr(Template, "render", lambda self, context: "")
