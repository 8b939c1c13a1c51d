"""Mails received from mail servers, in real SMTP and LMTP conversations."""

import asyncio
import smtplib
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from mikrovirk.mailing import receiving
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.receiving import Listening
from mikrovirk.mailing.services import incoming
from tests import factories
from tests.mailing import came_in

# The receiver stores in a thread and on a connection of its own.
pytestmark = pytest.mark.django_db(transaction=True)
SENDER = "aase@firma.example"
OURS = came_in.to_token("0" * 32)


@pytest.fixture(autouse=True)
def _takes_replies(settings: Settings) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND
    factories.network("moen")


@contextmanager
def listening(*, is_lmtp: bool = False) -> Generator[int, None, None]:
    """A receiver in a thread; gives its port."""
    loop = asyncio.new_event_loop()
    stopping, started, ports = asyncio.Event(), threading.Event(), []

    def ready(port: int) -> None:
        ports.append(port)
        started.set()

    how = Listening(port=0, is_lmtp=is_lmtp)
    thread = threading.Thread(
        target=lambda: loop.run_until_complete(receiving.serve(how, ready=ready, stopping=stopping))
    )
    thread.start()
    assert started.wait(10)
    try:
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(stopping.set)
        thread.join(10)
        loop.close()


def test_a_mail_to_us_is_stored_before_the_server_is_told() -> None:
    with listening() as port, smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
        server.sendmail(SENDER, [OURS], came_in.reply(OURS))
        mail = IncomingMail.objects.get()
    assert (mail.via, mail.sender) == ("smtp", SENDER)
    assert bytes(mail.raw).startswith(f"Delivered-To: {OURS}\r\nFrom: ".encode())


@pytest.mark.parametrize(
    "address", ["lise@gmail.example", "lise@mikrovirk.example", "svar+x@gmail.example", "postmaster"]
)
def test_nothing_is_passed_on_to_others(address: str) -> None:
    with (
        listening() as port,
        smtplib.SMTP("127.0.0.1", port, timeout=5) as server,
        pytest.raises(smtplib.SMTPRecipientsRefused) as refusal,
    ):
        server.sendmail(SENDER, [address], came_in.reply())
    assert refusal.value.recipients == {address: (550, b"5.1.1 No such address here")}
    assert not IncomingMail.objects.exists()


def test_of_several_recipients_only_ours_are_taken() -> None:
    with listening() as port, smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
        refused = server.sendmail(SENDER, [OURS, "lise@gmail.example"], came_in.reply(OURS))
    assert list(refused) == ["lise@gmail.example"]
    assert IncomingMail.objects.count() == 1


def test_a_mail_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LARGEST", 10_000)
    with (
        listening() as port,
        smtplib.SMTP("127.0.0.1", port, timeout=5) as server,
        pytest.raises(smtplib.SMTPResponseException) as refusal,
    ):
        server.sendmail(SENDER, [OURS], came_in.reply(OURS, "x" * 500 + "\n" * 20_000))
    assert refusal.value.smtp_code == 552
    assert not IncomingMail.objects.exists()


def test_while_it_cannot_be_stored_the_other_server_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(raw: bytes, **words: object) -> IncomingMail:
        raise OperationalError("planted")

    with listening() as port, smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
        with monkeypatch.context() as patched:
            patched.setattr(incoming, "take_in", failing)
            with pytest.raises(smtplib.SMTPDataError) as refusal:
                server.sendmail(SENDER, [OURS], came_in.reply(OURS))
        assert (refusal.value.smtp_code, refusal.value.smtp_error) == (451, b"4.3.0 Try again later")
        server.sendmail(SENDER, [OURS], came_in.reply(OURS))
    assert IncomingMail.objects.count() == 1


def test_a_report_without_a_sender_comes_in() -> None:
    with listening() as port, smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
        server.sendmail("", [OURS], came_in.report("<0@mikrovirk.example>"))
    assert IncomingMail.objects.get().sort == "bounce"


def test_many_at_once_are_stored_once_each() -> None:
    def send(number: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
            server.sendmail(SENDER, [OURS], came_in.reply(OURS, f"nr. {number % 10}"))

    with listening() as port:
        threads = [threading.Thread(target=send, args=[number]) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert IncomingMail.objects.count() == 10


def test_ones_own_server_may_speak_lmtp() -> None:
    with listening(is_lmtp=True) as port, smtplib.LMTP("127.0.0.1", port) as server:
        refused = server.sendmail(SENDER, [OURS, came_in.to_token("1" * 32)], came_in.reply(OURS))
    assert [code for code, _words in refused.values()] == [452]
    assert IncomingMail.objects.count() == 1


def test_what_is_no_mail_server_harms_nothing() -> None:
    with listening() as port:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            line.recv(1000)
            line.sendall(b"GET / HTTP/1.1\r\n" + b"x" * 5000 + b"\r\n\r\n")
            line.recv(1000)
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
            server.sendmail(SENDER, [OURS], came_in.reply(OURS))
    assert IncomingMail.objects.count() == 1
