"""Each machine tells of itself; nothing in what it tells opens anything."""

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mikrovirk.mailing import machines
from mikrovirk.mailing.models import Machine
from mikrovirk.mailing.queries.machines import differing, heard_of

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _anew() -> None:
    machines.facts.cache_clear()


@pytest.mark.django_db
def test_a_machine_has_one_row_for_what_it_does_and_none_where_all_lies_in_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machines, "connection", SimpleNamespace(vendor="sqlite"))
    machines.tell("web", now=NOW)
    assert Machine.objects.count() == 0
    monkeypatch.setattr(machines, "connection", SimpleNamespace(vendor="postgresql"))
    for kind in ("web", "worker", "web"):
        machines.tell(kind, now=NOW)
    assert [row.kind for row in heard_of(now=NOW)] == ["web", "worker"]
    assert differing(heard_of(now=NOW)) == {}


def test_passwords_and_keys_are_not_told(settings: Any) -> None:
    settings.QUEUE_URL = "redis://:the-password@redis:6379/0"
    said = json.dumps(machines.facts())
    assert "the-password" not in said
    assert settings.SECRET_KEY not in said
    assert machines.mark("redis://a:b@host/0") == machines.mark("redis://host/0") != machines.mark("redis://other/0")


def test_two_buckets_of_one_server_are_two_places(settings: Any) -> None:
    marks = set()
    for bucket, folder in (("uploads", ""), ("others", ""), ("uploads", "mikrovirk")):
        options = {"endpoint_url": "https://storage:9000", "bucket_name": bucket, "location": folder}
        settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "x", "OPTIONS": options}}
        machines.facts.cache_clear()
        marks.add(machines.facts()["files"])
    assert len(marks) == 3


def test_two_that_share_a_folder_find_the_same_mark(tmp_path: Path, settings: Any) -> None:
    settings.KEYS = tmp_path / "keys"
    assert (
        machines.mark_of(tmp_path / "one") == machines.mark_of(tmp_path / "one") != machines.mark_of(tmp_path / "two")
    )
    assert machines.mark_of(settings.KEYS)
    assert settings.KEYS.stat().st_mode & 0o777 == 0o700
    (tmp_path / "file").write_text("")
    assert machines.mark_of(tmp_path / "file") == ""


def test_those_who_agree_stand_together() -> None:
    rows = [
        Machine(name=name, kind="web", facts={"queue": queue, "live": "redis"})
        for name, queue in (("nord", "a"), ("syd", "b"), ("vest", "a"))
    ]
    assert differing(rows) == {"queue": [["nord", "vest"], ["syd"]]}
