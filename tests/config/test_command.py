"""The `mikrovirk` command as other programs see it: exit status, one JSON document, and nothing else on standard output."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from mikrovirk.config.command import main
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting
from mikrovirk.programme.services import meetings as meeting_services
from tests import factories

LISTS = Path(__file__).parents[1] / "data" / "member-lists"
EXPECTED: dict[str, Any] = json.loads((LISTS / "expected.json").read_text())


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Run the command with --json; (exit status, what it printed)."""
    capsys.readouterr()
    status = main([*words, "--json"])
    printed = capsys.readouterr().out
    return status, json.loads(printed) if printed else None


@pytest.mark.django_db
def test_a_network_is_added_with_every_part_off_and_its_formats(capsys: pytest.CaptureFixture[str]) -> None:
    status, added = answer(
        capsys, "networks", "add", "proeve", "--name", "Prøvenetværket", "--coordinator", "a@b.example"
    )
    assert (status, added) == (0, {"slug": "proeve", "name": "Prøvenetværket", "parts": []})
    assert list(Format.objects.values_list("name", flat=True)) == ["1.0", "2.0"]
    assert main(["networks", "add", "proeve", "--name", "Igen"]) == 2
    assert answer(capsys, "networks", "parts", "proeve", "tasks", "feedback")[1]["parts"] == ["feedback", "tasks"]
    assert main(["networks", "parts", "proeve", "noget-andet"]) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", EXPECTED)
def test_a_member_list_is_brought_in_as_expected(capsys: pytest.CaptureFixture[str], name: str) -> None:
    factories.network("proeve")
    words = ("members", "import", str(LISTS / name), "--network", "proeve")
    assert answer(capsys, *words, "--dry-run") == (1, EXPECTED[name])
    assert Network.objects.get().memberships.count() == 0
    assert answer(capsys, *words) == (1, EXPECTED[name])
    assert Network.objects.get().memberships.count() == EXPECTED[name]["people"]
    assert answer(capsys, *words) == (1, EXPECTED[name])  # the same file twice changes nothing
    assert Network.objects.get().memberships.count() == EXPECTED[name]["people"]


@pytest.mark.django_db
def test_what_cannot_be_done_says_why(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    factories.network("proeve")
    (tmp_path / "tom.csv").write_bytes(b"")
    assert main(["members", "import", str(tmp_path / "tom.csv"), "--network", "proeve"]) == 2
    assert "tom.csv cannot be imported: empty" in capsys.readouterr().err
    assert main(["members", "import", str(LISTS / "webformular.csv"), "--network", "ukendt"]) == 2
    assert "there is no network called 'ukendt' (there is: proeve)" in capsys.readouterr().err


@pytest.mark.django_db
def test_members_are_written_to_a_spreadsheet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    factories.member(factories.network("proeve"), "Lise Holm")
    target = tmp_path / "medlemmer.csv"
    assert answer(capsys, "members", "export", str(target), "--network", "proeve")[0] == 0
    assert "Lise Holm" in target.read_text("utf-8-sig")
    assert main(["members", "export", str(tmp_path / "medlemmer.pdf"), "--network", "proeve"]) == 2


@pytest.mark.django_db
def test_a_season_is_laid_published_and_a_meeting_cancelled(capsys: pytest.CaptureFixture[str]) -> None:
    main(["networks", "add", "proeve", "--name", "Prøve"])
    words = ("season", "lay", "--network", "proeve", "--name", "Forår", "--first", "2037-01-26", "--meetings", "3")
    status, days = answer(capsys, *words, "--rhythm", "monthly:last:0:1")
    assert status == 0
    assert [(day["date"], day["format"]) for day in days] == [
        ("2037-01-26", "1-0"),
        ("2037-02-23", "2-0"),
        ("2037-03-30", "1-0"),
    ] or days[2]["because"]
    assert answer(capsys, "meetings", "publish", "--network", "proeve") == (0, {"published": 3})
    first = Meeting.objects.earliest("starts_at")
    assert answer(capsys, "meetings", "cancel", str(first.pk), "--why", "Sne")[1]["state"] == "cancelled"
    assert main(["meetings", "cancel", str(first.pk), "--why", "Sne"]) == 2
    assert [row["state"] for row in answer(capsys, "meetings", "list", "--network", "proeve")[1]] == [
        "cancelled",
        "published",
        "published",
    ]


@pytest.mark.django_db
def test_a_mailing_is_approved_by_somebody_who_may(capsys: pytest.CaptureFixture[str]) -> None:
    network = factories.network("proeve")
    factories.member(network)
    office = factories.coordinator(network)
    draft = factories.meeting(network, starts_at=timezone.now() + timedelta(days=20), state=Meeting.State.DRAFT)
    meeting_services.publish_meeting(draft, at=timezone.now())
    mailing = Mailing.objects.get()
    assert [row["mailing"] for row in answer(capsys, "mails", "drafts", "--network", "proeve")[1]] == [mailing.pk]
    assert main(["mails", "approve", str(mailing.pk), "--by", "hvem@som.example"]) == 2
    assert answer(capsys, "mails", "approve", str(mailing.pk), "--by", office.email)[1]["queued"] == 1
    assert answer(capsys, "mails", "status")[1]["queued"] == 1
    assert answer(capsys, "mails", "stop", str(mailing.pk), "--by", office.email)[1]["stopped"] == 1


@pytest.mark.django_db
def test_sign_ups_and_the_report_come_as_plain_values(capsys: pytest.CaptureFixture[str]) -> None:
    network = factories.network("proeve")
    held = factories.meeting(network, starts_at=timezone.now() - timedelta(days=2))
    factories.sign_up(held, factories.member(network, "Lise Holm"), checked_in_at=held.starts_at)
    assert [row["name"] for row in answer(capsys, "meetings", "sign-ups", str(held.pk))[1]] == ["Lise Holm"]
    report = answer(capsys, "meetings", "report", str(held.pk))[1]
    assert report["meeting"]["id"] == held.pk
    assert report["came"] == 1


def test_wrong_use_ends_with_2() -> None:
    for words in ([], ["ukendt"], ["members", "import"]):
        done = subprocess.run(
            [sys.executable, "-m", "mikrovirk.config.command", *words], capture_output=True, check=False
        )
        assert done.returncode == 2
