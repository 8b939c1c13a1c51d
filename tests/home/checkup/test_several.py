"""Several machines: where they disagree it is said with their names, and the engines they share are asked."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from mikrovirk.config import environment
from mikrovirk.home.checkup import several
from mikrovirk.home.checkup.findings import Finding, State
from mikrovirk.mailing.models import Machine
from tests import object_storage
from tests.live.redis_server import RedisServer

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
FACTS = dict.fromkeys(several.DIFFERING, "same")


def told(name: str, kind: str = "web", *, minutes: int = 1, **facts: str) -> None:
    Machine.objects.create(name=name, kind=kind, facts=FACTS | facts, seen_at=NOW - timedelta(minutes=minutes))


def keys(found: Iterator[Finding]) -> list[tuple[str, State]]:
    return [(finding.key, finding.state) for finding in found]


@pytest.mark.django_db
def test_one_machine_has_nobody_to_agree_with() -> None:
    told("nord")
    told("nord", "worker", version="2")
    told("syd", minutes=11, version="3")  # was taken away
    assert keys(several.agreement(NOW)) == []


@pytest.mark.django_db
def test_machines_that_agree_are_named() -> None:
    told("nord")
    told("syd")
    told("syd", "worker")
    [found] = several.agreement(NOW)
    assert (found.state, found.says) == (
        State.FINE,
        "Maskinerne er enige: nord (webproces), syd (webproces), syd (baggrundsproces).",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("fact", [fact for fact in several.DIFFERING if fact != "data"])
def test_what_differs_is_said(fact: str) -> None:
    told("nord")
    told("syd", **{fact: "other"})
    told("vest")
    [found] = several.agreement(NOW)
    assert found.key == f"machines_{fact}"
    assert (found.state == State.LOOK) == (fact in several.LESS_SERIOUS)
    assert "nord, vest / syd" in found.says
    assert found.mend


@pytest.mark.django_db
def test_files_in_a_folder_of_each_machines_own_are_said_too(settings: Any) -> None:
    told("nord")
    told("syd", data="other")
    assert keys(several.agreement(NOW)) == [("machines_data", State.WRONG), ("machines_files", State.WRONG)]
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "…", "OPTIONS": {"bucket_name": "uploads"}}}
    assert keys(several.agreement(NOW)) == [("machines_data", State.WRONG)]


def test_redis_is_asked_where_it_is_used(settings: Any, tmp_path: Path) -> None:
    settings.LIVE_SOURCE, settings.QUEUE_URL = "database", ""
    assert keys(several.redis_answers(NOW)) == []
    redis = RedisServer(tmp_path / "redis").start()
    try:
        settings.LIVE_SOURCE, settings.QUEUE_URL, settings.REDIS_URL = "redis", redis.url, redis.url
        assert keys(several.redis_answers(NOW)) == [("redis", State.FINE)]
    finally:
        redis.kill()
    [found] = several.redis_answers(NOW)
    assert found.state == State.WRONG
    assert "MIKROVIRK_QUEUE_URL" in found.says
    assert "MIKROVIRK_REDIS_URL" in found.says


def test_object_storage_must_work_and_be_closed(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys(several.storage_answers(NOW)) == []
    with object_storage.running() as url:
        monkeypatch.setenv("MIKROVIRK_FILES_URL", url)
        settings.STORAGES = {**settings.STORAGES, "default": environment.files()}
        assert keys(several.storage_answers(NOW)) == [("files", State.FINE)]
        open_to_all(environment.files()["OPTIONS"])
        [found] = several.storage_answers(NOW)
        assert (found.state, found.says) == (State.WRONG, "Alle kan læse de uploadede filer i bucket uploads.")
        monkeypatch.setenv("MIKROVIRK_FILES_URL", url.replace("/uploads/", "/another/"))
        settings.STORAGES = {**settings.STORAGES, "default": environment.files()}
        [found] = several.storage_answers(NOW)
        assert (found.state, "virker ikke" in found.says) == (State.WRONG, True)


def open_to_all(options: dict[str, Any]) -> None:
    words = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=options["endpoint_url"], **words)
    policy = (
        '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::uploads/*"}]}'
    )
    client.put_bucket_policy(Bucket="uploads", Policy=policy)
    client.close()
