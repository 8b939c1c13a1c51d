"""Handing over from the command line."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.config.command import main
from mikrovirk.networks.models import Role, RoleChange
from tests import factories

pytestmark = pytest.mark.django_db


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = main([*words, "--json"])
    printed = capsys.readouterr().out
    return status, json.loads(printed) if printed else None


def test_the_file_is_written_in_both_ways(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    factories.coordinator(factories.network("moen", name="MikroVirk Møn"))
    page, sheet = tmp_path / "overdragelse.html", tmp_path / "overdragelse.pdf"
    status, told = answer(capsys, "networks", "handover", "moen", str(page))
    assert (status, told) == (0, {"network": "moen", "file": str(page), "promises": 0})
    assert "Sådan kører netværket" in page.read_text()
    assert main(["networks", "handover", "moen", str(sheet), "--language", "en"]) == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    assert main(["networks", "handover", "moen", str(tmp_path / "findes-ikke" / "x.html")]) == 2
    assert main(["networks", "handover", "stege", str(page)]) == 2


def test_a_substitute_and_a_coordinator_are_appointed(capsys: pytest.CaptureFixture[str]) -> None:
    factories.network("moen")
    last = (timezone.localdate() + timedelta(days=30)).isoformat()
    words = ("lis@ny.example", "--name", "Lis Krag", "--why", "Sygdom")
    status, told = answer(capsys, "networks", "substitute", "moen", *words, "--until", last)
    assert (status, told) == (
        0,
        {"network": "moen", "email": "lis@ny.example", "role": "substitute", "until": last},
    )
    assert answer(capsys, "networks", "coordinator", "moen", *words)[1]["role"] == "coordinator"
    assert set(RoleChange.objects.values_list("role", "why")) == {("substitute", "Sygdom"), ("coordinator", "Sygdom")}
    assert main(["networks", "substitute", "moen", "lis@ny.example", "--until", "2020-01-01"]) == 2


def test_an_account_is_switched_off_and_on_and_its_roles_stay(capsys: pytest.CaptureFixture[str]) -> None:
    karen = factories.coordinator(factories.network("moen"), email="karen@erhverv.example")
    assert answer(capsys, "accounts", "off", "Karen@Erhverv.example") == (
        0,
        {"email": "karen@erhverv.example", "active": False},
    )
    assert not User.objects.get(pk=karen.pk).is_active
    assert Role.objects.filter(user=karen).exists()
    assert main(["networks", "coordinator", "moen", "karen@erhverv.example"]) == 2
    assert main(["accounts", "on", "karen@erhverv.example"]) == 0
    assert User.objects.get(pk=karen.pk).is_active
    assert main(["accounts", "off", "ingen@erhverv.example"]) == 2
