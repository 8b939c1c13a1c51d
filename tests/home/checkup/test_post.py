"""Mails: the worker, what waits, what bounces, the mail server, and what the domain says of itself."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.home.checkup import post
from mikrovirk.home.checkup.findings import State
from mikrovirk.home.checkup.names import NoAnswer
from mikrovirk.mailing.models import WorkerBeat
from mikrovirk.mailing.queries.working import OutboxStatus
from tests import factories
from tests.factories import NOW
from tests.mailing import smtp_server


def status(**told: Any) -> OutboxStatus:
    usual = {"waiting_count": 0, "oldest_due_at": None, "later_count": 0, "held_count": 0, "failed_count": 0}
    return OutboxStatus(**{**usual, "sent_count": 0, "worker_count": 1, "trouble": "", **told})


def states(look: Any) -> dict[str, State]:
    return {finding.key: finding.state for finding in look(NOW)}


@pytest.mark.django_db
def test_a_worker_that_is_away_and_one_that_cannot_send() -> None:
    assert states(post.worker) == {"worker": State.WRONG}
    WorkerBeat.objects.create(name="here:1", started_at=NOW, beat_at=NOW)
    assert states(post.worker) == {"worker": State.FINE}
    WorkerBeat.objects.update(trouble="Connection refused")
    (found,) = post.worker(NOW)
    assert found.says == "Baggrundsprocessen kører og kan ikke sende: Connection refused"


def test_a_mail_that_waits_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post.working, "outbox_status", lambda now: status())
    assert states(post.queue) == {"queue": State.FINE}
    waiting = status(waiting_count=3, oldest_due_at=NOW - timedelta(minutes=40))
    monkeypatch.setattr(post.working, "outbox_status", lambda now: waiting)
    (found,) = post.queue(NOW)
    assert found.says == "3 mails skulle have været sendt og venter. Den ældste har ventet i 40 minutter."


@pytest.mark.django_db
def test_many_that_do_not_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post.working, "outbox_status", lambda now: status(sent_count=40, failed_count=2))
    assert states(post.bounces) == {"bounces": State.FINE}
    factories.user("Død Adresse", bounced_at=NOW - timedelta(days=1))
    assert states(post.bounces) == {"bounces": State.LOOK}


def test_no_mail_server_is_set(settings: Any) -> None:
    settings.DEMO, settings.SMTP = False, {}
    assert states(post.way_out) == {"smtp": State.WRONG}
    assert states(post.server_answers) == {}
    assert states(post.sender_is_believed) == {}
    settings.DEMO = True
    assert states(post.way_out) == {}


def test_the_mail_server_is_asked(settings: Any, tmp_path: Path) -> None:
    told = {"host": "127.0.0.1", "port": 1, "username": "", "password": "", "use_tls": False, "use_ssl": False}
    settings.SMTP = told
    assert states(post.server_answers) == {"smtp_answers": State.WRONG}
    with smtp_server.running(tmp_path) as server:
        settings.SMTP = {**told, "port": server.port}
        assert states(post.server_answers) == {"smtp_answers": State.FINE}
        assert server.taken() == []


RECORDS = {
    "moen.dk": ["google-site-verification=1", "v=spf1 include:mail.moen.dk -all"],
    "mail._domainkey.moen.dk": ["v=DKIM1; k=rsa; p=MIIB"],
    "_dmarc.moen.dk": ["v=DMARC1; p=none"],
    "to.dk": ["v=spf1 a -all", "v=spf1 mx -all"],
    "alle.dk": ["v=spf1 +all"],
}


@pytest.mark.parametrize(
    ("domain", "spf", "dkim", "dmarc"),
    [
        ("moen.dk", State.FINE, State.FINE, State.FINE),
        ("to.dk", State.WRONG, State.LOOK, State.LOOK),
        ("alle.dk", State.WRONG, State.LOOK, State.LOOK),
        ("ingenting.dk", State.WRONG, State.LOOK, State.LOOK),
    ],
)
def test_what_a_domain_says_of_its_mails(
    settings: Any, monkeypatch: pytest.MonkeyPatch, domain: str, spf: State, dkim: State, dmarc: State
) -> None:
    settings.SMTP, settings.DEFAULT_FROM_EMAIL = {"host": "mail"}, f"Netværket <post@{domain}>"
    monkeypatch.setattr(post, "texts_of", lambda name: RECORDS.get(name, []))
    assert states(post.sender_is_believed) == {"spf": spf, "dkim": dkim, "dmarc": dmarc}


def test_name_servers_that_do_not_answer(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(name: str) -> list[str]:
        raise NoAnswer("timed out")

    settings.SMTP, settings.DEFAULT_FROM_EMAIL = {"host": "mail"}, "post@moen.dk"
    monkeypatch.setattr(post, "texts_of", nobody)
    assert states(post.sender_is_believed) == {"dns": State.LOOK}
