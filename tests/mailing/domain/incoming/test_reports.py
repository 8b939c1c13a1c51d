"""Reports of delivery, standard ones and others."""

import pytest

from mikrovirk.mailing.domain.incoming import reports
from mikrovirk.mailing.domain.incoming.reports import Report
from mikrovirk.mailing.queries.matching import parsed
from tests.mailing import came_in

ID = "<0123456789abcdef0123456789abcdef@mikrovirk.example>"


def test_a_standard_report_is_read_whole() -> None:
    assert reports.report_in(parsed(came_in.report(ID))) == Report(
        action="failed",
        is_dead=True,
        words="550 5.1.1 <aase@firma.example>: Recipient address rejected: User unknown",
        recipient="aase@firma.example",
        original_to="aase@firma.example",
        message_id=ID,
    )


@pytest.mark.parametrize(
    ("action", "status", "words", "is_final", "is_dead"),
    [
        ("failed", "5.1.1", "550 no such user", True, True),
        ("failed", "5.2.2", "552 5.2.2 Mailbox full", True, False),
        ("failed", "5.7.1", "550 5.7.1 Message rejected as spam", True, False),
        ("delayed", "4.4.1", "connection timed out", False, False),
        ("failed", "4.4.7", "delivery time expired", True, False),
        ("relayed", "2.0.0", "250 ok", False, False),
    ],
)
def test_what_a_report_means(action: str, status: str, words: str, *, is_final: bool, is_dead: bool) -> None:
    found = reports.report_in(parsed(came_in.report(ID, action=action, status=status, words=words)))
    assert (found.is_final, found.is_dead) == (is_final, is_dead)


def test_a_report_in_a_servers_own_words() -> None:
    raw = (
        f"Return-Path: <>\nFrom: mailer-daemon@qmail.example\nSubject: failure notice\n\nHi. This is the qmail-send program.\n\n"
        f"<aase@firma.example>:\n550 5.1.1 no mailbox here by that name\n\n--- Below this line is a copy\n"
        f"> Message-ID: {ID}\nMessage-ID: {ID}\nTo: Aase <aase@firma.example>\n"
    ).encode()
    assert reports.report_in(parsed(raw)) == Report(
        action="failed",
        is_dead=True,
        words="550 5.1.1 no mailbox here by that name",
        original_to="aase@firma.example",
        message_id=ID,
    )


def test_our_mail_may_come_back_whole() -> None:
    whole = came_in.report(ID).replace(b"text/rfc822-headers", b"message/rfc822")
    assert reports.report_in(parsed(whole)).message_id == ID
