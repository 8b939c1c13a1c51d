"""`mikrovirk trail` and `mikrovirk accounts sign-out`."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import Session, TrailEntry
from mikrovirk.config.command import main
from tests import factories

pytestmark = pytest.mark.django_db


def printed(capsys: Any, *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_trail(capsys: pytest.CaptureFixture[str]) -> None:
    place = factories.network("moen", name="Møn Netværk")
    lise = factories.member(place, "Lise Holm").user
    now = timezone.now()
    ida = factories.user("Ida Krog")
    for what, days in (("member", 1), ("members", 40)):
        TrailEntry.objects.create(by=ida, what=what, place="moen", about=lise, at=now - timedelta(days=days))
    (row,) = printed(capsys, "trail")
    assert {name: value for name, value in row.items() if name != "at"} == {
        "by": "Ida Krog",
        "what": "Saw what stands about a member",
        "about": "Lise Holm",
        "where": "Møn Netværk",
        "changed": False,
    }
    assert len(printed(capsys, "trail", "--days", "90")) == 2
    assert printed(capsys, "trail", "--find", "nobody") == []
    assert printed(capsys, "trail", "--changes") == []


def test_somebody_is_signed_out(capsys: pytest.CaptureFixture[str]) -> None:
    lise = factories.user("Lise Holm", email="lise@holm.example")
    Client().force_login(lise)
    assert printed(capsys, "accounts", "sign-out", " LISE@holm.example") == {
        "email": "lise@holm.example",
        "signed_out_in": 1,
    }
    assert list(Session.objects.all()) == []
    assert main(["accounts", "sign-out", "no@where.example"]) == 2
    assert "nobody here has the address no@where.example" in capsys.readouterr().err


def test_an_account_that_is_switched_off_is_signed_out(capsys: pytest.CaptureFixture[str]) -> None:
    lise = factories.user("Lise Holm", email="lise@holm.example")
    Client().force_login(lise)
    printed(capsys, "accounts", "off", lise.email)
    assert list(Session.objects.all()) == []
