"""What is deleted next and the papers, from the command line."""

import json
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import privacy
from mikrovirk.home.privacy import retention
from mikrovirk.home.privacy.rules import RULES
from mikrovirk.networks.models import KnowHow
from tests import factories

pytestmark = pytest.mark.django_db


def asked(**options: object) -> Namespace:
    return Namespace(**{"do": False, "language": "en", "file": "", "json": True, **options})


def test_what_is_due_is_listed_and_deleted_when_asked() -> None:
    now = timezone.now()
    KnowHow.objects.create(
        network=factories.network(), subject="Nøglen", text="x", removed_at=now - timedelta(days=200)
    )
    retention.note_beginnings(now - timedelta(days=40))
    status, before = privacy.retention(asked())
    assert (status, len(before)) == (0, len(RULES))
    (rule,) = [each for each in before if each["due"]]
    assert rule == {
        "rule": "know_how",
        "purpose": "running",
        "says": "A note for a successor that was taken away is deleted after 6 months.",
        "columns": ["networks.KnowHow"],
        "days": 183,
        "due": 1,
        "due_in_30_days": 1,
        "begins": None,
        "deleted": 0,
    }
    _status, after = privacy.retention(asked(do=True))
    assert [(each["rule"], each["deleted"], each["due"]) for each in after if each["deleted"]] == [("know_how", 1, 0)]
    assert not KnowHow.objects.exists()


def test_purposes_are_plain_values() -> None:
    told = json.loads(json.dumps(privacy.purposes(asked())[1]))
    assert told[0]["purpose"] == "account"
    assert told[0]["tables"]["accounts.User"] == "gone"


@pytest.mark.parametrize("name", ["record", "agreement"])
def test_papers_are_files_or_plain_values(name: str, tmp_path: Path) -> None:
    write = getattr(privacy, name)
    assert write(asked())[1]["sections"]
    file = tmp_path / "paper.docx"
    assert write(asked(file=str(file))) == (0, {"file": str(file)})
    assert file.read_bytes().startswith(b"PK")
    for wrong in (asked(file="paper.txt"), asked(json=False)):
        with pytest.raises(CannotDo):
            write(wrong)
