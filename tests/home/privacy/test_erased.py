"""Whoever was erased does not come back with a backup."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.home.privacy import erased, own_data
from mikrovirk.home.privacy.erased_again import erase_again
from tests import factories
from tests.factories import NOW

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.mark.django_db(transaction=True)
def test_they_are_erased_again_after_a_restore() -> None:
    gone = factories.user("Lise Holm", email="lise@example.dk", created_at=NOW - 90 * DAY)
    own_data.erase(gone, at=NOW)
    stays = factories.user("Bo Lind", email="bo@example.dk", created_at=NOW - 90 * DAY)
    assert erase_again(at=NOW) == 0
    factories.user("Lise Holm", email="Lise@example.dk", created_at=NOW - 90 * DAY)  # as the backup knew her
    assert erase_again(at=NOW + DAY) == 1
    assert list(User.objects.all()) == [stays]


@pytest.mark.django_db(transaction=True)
def test_who_signed_up_anew_stays() -> None:
    own_data.erase(factories.user(email="lise@example.dk", created_at=NOW - 90 * DAY), at=NOW)
    factories.user(email="lise@example.dk", created_at=NOW + DAY)
    assert erase_again(at=NOW + 2 * DAY) == 0


def test_the_file_names_nobody_is_for_its_owner_alone_and_forgets(tmp_path: Path) -> None:
    erased.remember("lise@example.dk", at=NOW - 500 * DAY)
    erased.remember("bo@example.dk", at=NOW)
    text = erased.place().read_text()
    assert "@" not in text
    assert text.count("\n") == 1
    assert erased.place().stat().st_mode & 0o777 == 0o600
    assert list(erased.known()) == [erased.digest_of("BO@example.dk")]
