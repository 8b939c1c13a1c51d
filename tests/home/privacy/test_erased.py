"""Whoever was erased does not come back with a backup."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.home.privacy import erased, own_data
from mikrovirk.home.privacy.erased_again import erase_again
from mikrovirk.networks.models import Role
from tests import factories
from tests.factories import NOW

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.mark.django_db(transaction=True)
def test_they_are_erased_again_after_a_restore() -> None:
    gone = factories.user("Lise Holm", email="lise@example.dk", created_at=NOW - 90 * DAY)
    as_it_was = {"pk": gone.pk, "created_at": gone.created_at}
    own_data.erase(gone, at=NOW)
    stays = factories.user("Bo Lind", email="bo@example.dk", created_at=NOW - 90 * DAY)
    assert erase_again(at=NOW) == 0
    factories.user("Lise Holm", email="lise@before.example", **as_it_was)  # as the backup knew her, before she moved
    assert erase_again(at=NOW + DAY) == 1
    assert list(User.objects.all()) == [stays]


@pytest.mark.django_db(transaction=True)
def test_who_signed_up_anew_stays() -> None:
    own_data.erase(factories.user(email="lise@example.dk", created_at=NOW - 90 * DAY), at=NOW)
    factories.user(email="lise@example.dk", created_at=NOW + DAY)
    assert erase_again(at=NOW + 2 * DAY) == 0


@pytest.mark.django_db(transaction=True)
def test_who_was_the_last_coordinator_in_the_backup_is_erased_too() -> None:
    network = factories.network("moen")
    gone, successor = factories.coordinator(network), factories.coordinator(network)
    as_it_was = {"pk": gone.pk, "email": gone.email, "created_at": gone.created_at}
    own_data.erase(gone, at=NOW)
    successor.roles.all().delete()  # they came after the backup
    back = factories.user("Karen Krog", **as_it_was)
    Role.objects.create(user=back, name=Role.Name.COORDINATOR, network=network, since_date=NOW.date() - 900 * DAY)
    assert erase_again(at=NOW + DAY) == 1
    assert not User.objects.filter(full_name="Karen Krog").exists()


@pytest.mark.django_db(transaction=True)
def test_they_are_erased_also_where_it_cannot_be_written_down(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.DATA = Path("/no/such/folder")
    gone = factories.user(email="lise@example.dk")
    own_data.erase(gone, at=NOW)
    assert not User.objects.exists()
    assert "on_commit" in caplog.text


def test_two_who_are_erased_at_the_same_moment_are_both_remembered() -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: erased.remember(f"digest-{number}", at=NOW), range(40)))
    assert set(erased.known()) == {f"digest-{number}" for number in range(40)}


def test_the_file_names_nobody_is_for_its_owner_alone_and_forgets() -> None:
    lise, bo = (User(pk=key, email=f"{key}@example.dk", created_at=NOW) for key in (1, 2))
    erased.remember(erased.digest_of(lise), at=NOW - 500 * DAY)
    erased.remember(erased.digest_of(bo), at=NOW)
    text = erased.place().read_text()
    assert "@" not in text
    assert text.count("\n") == 1
    assert erased.place().stat().st_mode & 0o777 == 0o600
    assert list(erased.known()) == [erased.digest_of(bo)]
