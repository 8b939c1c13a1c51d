"""Everything of a network in open formats, read back and equal."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation

from mikrovirk.directory.models import Business, Membership
from mikrovirk.home import moving, open_formats
from mikrovirk.home.moving.leaving import Rows
from mikrovirk.home.moving.tables import all_tables
from mikrovirk.home.open_formats.reading import cells_in, records_in
from mikrovirk.home.open_formats.tables import FOR_THE_COORDINATOR, plain, tables_of_no_network
from mikrovirk.networks.models import Network
from tests import factories
from tests.home.moving.test_moving import become_empty
from tests.networks.rows_of_a_network import rows_of

pytestmark = pytest.mark.django_db
NOW = factories.NOW


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place() -> Network:
    network = factories.network("moen", host=factories.organisation("erhverv"))
    rows_of(network)
    Business.objects.filter(memberships__network=network).update(about='=HYPERLINK("x")\nto linjer; "og" mere')
    return network


def test_everything_is_there_and_equal_to_what_is_stored(place: Network, tmp_path: Path) -> None:
    file = tmp_path / "moen.zip"
    written = open_formats.write_whole(place, file, at=NOW)
    assert open_formats.differences(file) == []
    assert set(written.tables) == set(all_tables())
    stored = Rows(place)
    with zipfile.ZipFile(file) as archive:
        for label, table in all_tables().items():
            records = records_in(archive, label)
            rows = [dict(zip(table.columns, map(plain, row), strict=True)) for row in stored.of(table)]
            kept = set(records[0]) if records else set()
            assert records == [{name: row[name] for name in row if name in kept} for row in rows], label
        assert "moen" in archive.read("README.md").decode().lower()
        assert archive.read("meetings.ics").startswith(b"BEGIN:VCALENDAR")
        texts = [name for name in archive.namelist() if name.startswith("meetings/")]
    assert len(texts) == written.meetings == place.meetings.count()


def test_from_the_file_an_empty_installation_becomes_equal(place: Network, tmp_path: Path) -> None:
    """What arrives is taken out once more: every table of open formats is what it was, row by row."""
    default_storage.save("a.jpg", ContentFile(b"the picture"))
    Network.objects.exclude(pk=place.pk).delete()
    first, second = tmp_path / "moen.zip", tmp_path / "again.zip"
    open_formats.write_whole(place, first, at=NOW)
    become_empty()
    arrived = moving.arrive(first)
    assert [label for label, same in arrived.same.items() if not same] == []
    open_formats.write_whole(Network.objects.get(), second, at=NOW)
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        for label in all_tables():
            assert records_in(one, label) == records_in(other, label), label
    with default_storage.open("a.jpg") as picture:
        assert picture.read() == b"the picture"


def test_a_coordinator_takes_out_what_they_see(place: Network, tmp_path: Path) -> None:
    file = tmp_path / "moen.zip"
    written = open_formats.write_network(place, file, at=NOW)
    assert set(written.tables) == set(FOR_THE_COORDINATOR)
    assert open_formats.differences(file) == []
    with zipfile.ZipFile(file) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {
            *("json", "csv", "columns.csv", "meetings.ics", "meetings", "README.md")
        }
        assert set(records_in(archive, "accounts.User")[0]) == {"id", "email", "full_name"}
        members = {each["id"] for each in records_in(archive, "directory.Membership")}
        texts = {each["about"] for each in cells_in(archive, "directory.Business")}
    assert members == set(Membership.objects.filter(network=place).values_list("pk", flat=True))
    assert texts == {'\'=HYPERLINK("x")\nto linjer; "og" mere'}


def test_nothing_of_another_network_is_in_the_file(place: Network, tmp_path: Path) -> None:
    other = factories.member(factories.network("falster"), "Nabo Nielsen", email="nabo@nabo.example")
    open_formats.write_network(place, tmp_path / "moen.zip", at=NOW)
    with zipfile.ZipFile(tmp_path / "moen.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert other.email.encode() not in everything
    assert b"Nabo Nielsen" not in everything


def test_every_column_is_described(place: Network, tmp_path: Path) -> None:
    with translation.override("en"):
        open_formats.write_network(place, tmp_path / "moen.zip", at=NOW)
    with zipfile.ZipFile(tmp_path / "moen.zip") as archive:
        lines = archive.read("columns.csv").decode("utf-8-sig").splitlines()
    assert lines[0] == "Table;Column;Kind;What it says"
    assert "directory.Membership;person_id;key;Person: the row of directory.Person with this id" in lines
    assert (
        "programme.SignUp;state;text;State: coming = Coming, waiting = On the waiting list, cancelled = Cancelled"
        in lines
    )


def test_what_belongs_to_no_network_is_taken_out_without_keys_to_anything(tmp_path: Path) -> None:
    labels = {table.label for table in tables_of_no_network()}
    assert {"fund.Fund", "cooperation.Agreement", "overview.Goal", "accounts.User"} <= labels
    assert not {"api.Token", "mailing.Letter", "programme.Meeting", "accounts.Session"} & labels
    written = open_formats.write_installation(tmp_path / "all.zip", at=NOW)
    assert set(written.tables) == labels
    assert open_formats.differences(tmp_path / "all.zip") == []


def test_a_file_that_was_changed_is_found_out(place: Network, tmp_path: Path) -> None:
    open_formats.write_network(place, tmp_path / "moen.zip", at=NOW)
    with zipfile.ZipFile(tmp_path / "moen.zip") as read, zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for name in read.namelist():
            content = read.read(name)
            if name == "json/programme.Venue.json":
                content = json.dumps([{**each, "name": "En anden"} for each in json.loads(content)]).encode()
            archive.writestr(name, content)
    assert open_formats.differences(tmp_path / "b.zip") == ["csv/programme.Venue.csv"]
