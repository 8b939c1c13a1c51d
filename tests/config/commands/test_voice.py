"""`mikrovirk voice`: rounds of questions from the command line."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mikrovirk.config.command import main
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import InputRound
from tests import factories
from tests.voice import round_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


@pytest.fixture
def prepared(moen: Network) -> InputRound:
    factories.member(moen, "Lise Holm")
    now = timezone.now()
    return round_rows.prepared(moen, at=now, deadline_at=now + timedelta(days=14))


def told(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["voice", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_round_is_opened_and_its_mail_waits_for_approval(
    prepared: InputRound, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(capsys, "send", "open", str(prepared.pk))
    assert (answer["state"], answer["asked"], answer["queued"]) == ("open", 1, 0)
    assert Mailing.objects.get(pk=answer["mailing"]).state == "draft"
    (row,) = told(capsys, "round", "moen")
    assert {name: row[name] for name in ("round", "title", "state", "answered", "not_yet")} == {
        "round": prepared.pk,
        "title": "Før efteråret",
        "state": "open",
        "answered": 0,
        "not_yet": 1,
    }


def test_whoever_may_can_approve_at_once_remind_and_close(
    prepared: InputRound, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(capsys, "send", "open", str(prepared.pk), "--by", "karla@firma.example")
    assert (answer["queued"], Message.objects.get().state) == (1, "queued")
    answer = told(capsys, "send", "remind", str(prepared.pk))
    assert Mailing.objects.get(pk=answer["mailing"]).kind == "voice.ask_again"
    assert told(capsys, "send", "close", str(prepared.pk))["state"] == "closed"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("remind",), "is not open"),
        (("close",), "is not open"),
        (("open", "--by", "lise@firma.example"), "may not send mails"),
    ],
)
def test_what_cannot_be_done_is_said(
    prepared: InputRound, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    what, *more = words
    assert main(["voice", "send", what, str(prepared.pk), *more]) == 2
    assert why in capsys.readouterr().err
    assert InputRound.objects.get().state == "draft"


def test_a_round_nobody_knows_and_a_network_nobody_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voice", "send", "open", "99"]) == 2
    assert "there is no round 99" in capsys.readouterr().err
    assert main(["voice", "round", "nowhere"]) == 2
