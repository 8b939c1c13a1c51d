"""`mikrovirk mails receive`, `listen`, `incoming` and `assign`, as a mail server and the host use them."""

import io
import json
import os
import signal
import smtplib
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from mikrovirk.config.command import main
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.services import incoming
from tests import factories
from tests.factories import NOW
from tests.mailing import came_in

ROOT = Path(__file__).parents[3]
MIKROVIRK = [sys.executable, "-W", "error", "-m", "mikrovirk.config.command"]


def in_folder(folder: Path) -> dict[str, str]:
    """The environment of an installation in `folder`, whatever database the tests run on."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
        "MIKROVIRK_DATA": str(folder),
        "MIKROVIRK_DATABASE_URL": "",
        "MIKROVIRK_INBOUND_ADDRESS": came_in.INBOUND,
    }


class Standard:
    """Standard input with bytes in it."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


@pytest.mark.django_db
def test_a_mail_server_hands_over_a_mail(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND
    monkeypatch.setattr(sys, "stdin", Standard(came_in.reply("skjult@firma.example")))
    assert main(["mails", "receive", "--to", came_in.to_token("0" * 32)]) == 0
    mail = IncomingMail.objects.get()
    assert (mail.via, mail.sender) == ("pipe", "aase@firma.example")


def test_without_a_mail_it_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Standard(b" \n"))
    assert main(["mails", "receive"]) == 65
    assert "no mail on standard input" in capsys.readouterr().err


def test_whatever_is_wrong_on_our_side_the_server_keeps_the_mail(tmp_path: Path) -> None:
    """A real process, in a folder without tables."""
    environment = in_folder(tmp_path)
    words = [*MIKROVIRK, "mails", "receive"]
    done = subprocess.run(words, input=came_in.reply(), env=environment, cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 75
    assert b"the mail could not be stored: OperationalError" in done.stderr


def test_listens_in_a_process_of_its_own_until_it_is_told_to_stop(tmp_path: Path) -> None:
    environment = in_folder(tmp_path)
    words = [*MIKROVIRK, "mails", "listen", "--port", "0"]
    with subprocess.Popen(words, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            assert said.startswith("Receiving mail on 127.0.0.1:")
            with smtplib.SMTP("127.0.0.1", int(said.rpartition(":")[2]), timeout=10) as server:
                server.ehlo()
                server.mail("aase@firma.example")
                assert server.rcpt("lise@gmail.example")[0] == 550
                assert server.rcpt(came_in.INBOUND)[0] == 250
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()


def test_without_an_address_there_is_nothing_to_listen_for(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.INBOUND_ADDRESS = ""
    assert main(["mails", "listen", "--port", "0"]) == 2
    assert "MIKROVIRK_INBOUND_ADDRESS" in capsys.readouterr().err


@pytest.mark.parametrize("certificate", ["nowhere.pem", __file__])
def test_a_certificate_that_cannot_be_used_is_named(
    capsys: pytest.CaptureFixture[str], settings: Settings, certificate: str
) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND
    assert main(["mails", "listen", "--port", "0", "--certificate", certificate]) == 2
    assert certificate in capsys.readouterr().err


@pytest.mark.django_db
def test_the_host_finds_what_belongs_to_no_network_and_gives_it_to_one(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND
    factories.network("falster")
    place = factories.network("moen")
    mail = incoming.take_in(came_in.reply(), via="smtp", at=NOW)
    assert main(["mails", "incoming", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "mail": mail.pk,
            "network": "–",
            "at": "2027-01-11T09:00+00:00",
            "from": "aase@firma.example",
            "subject": "SV: Hvad savner du?",
            "state": "new",
        }
    ]
    assert main(["mails", "assign", str(mail.pk), "--network", "moen"]) == 0
    mail.refresh_from_db()
    assert mail.network == place
    assert main(["mails", "assign", "0", "--network", "moen"]) == 2
