"""The mailbox that takes replies, against a real IMAP conversation."""

from collections.abc import Generator
from datetime import date, timedelta

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from mikrovirk.mailing import imap, jobs_incoming, trouble
from mikrovirk.mailing.imap import DONE, SET_ASIDE, Fetched, MailboxUnavailable
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.services import incoming
from tests import factories
from tests.factories import NOW
from tests.mailing import came_in, imap_server
from tests.mailing.imap_server import Box

pytestmark = pytest.mark.django_db
ONE, TWO = (
    came_in.reply(text=text, message_id=f"<{text}@firma.example>").replace(b"\n", b"\r\n") for text in ("en", "to")
)


@pytest.fixture
def box(settings: Settings) -> Generator[Box, None, None]:
    settings.INBOUND_ADDRESS = came_in.INBOUND
    with imap_server.running() as running:
        yield running


def words() -> list[str]:
    return [bytes(mail.raw).rpartition(b"\r\n\r\n")[2].strip().decode() for mail in IncomingMail.objects.order_by("pk")]


def test_every_mail_is_taken_in_and_moved(box: Box) -> None:
    box.put(ONE, TWO)
    assert imap.fetch(box.settings, at=NOW) == Fetched(taken_count=2)
    assert words() == ["en", "to"]
    assert set(IncomingMail.objects.values_list("via", "received_at")) == {("imap", NOW)}
    assert (box.raws("INBOX"), box.raws(DONE)) == ([], [ONE, TWO])
    assert imap.fetch(box.settings, at=NOW) == Fetched()


@pytest.mark.parametrize("capabilities", ["IMAP4rev1", "IMAP4rev1 UIDPLUS"])
def test_servers_that_cannot_move_copy_and_delete(box: Box, capabilities: str) -> None:
    box.capabilities = capabilities
    box.put(ONE, TWO)
    assert imap.fetch(box.settings, at=NOW) == Fetched(taken_count=2)
    assert (box.raws("INBOX"), box.raws(DONE)) == ([], [ONE, TWO])
    assert ("UID_EXPUNGE" in box.said) is ("UIDPLUS" in capabilities)


def test_where_folders_lie_below_the_inbox(box: Box) -> None:
    box.prefix = "INBOX."
    box.put(ONE)
    imap.fetch(box.settings, at=NOW)
    imap.fetch(box.settings, at=NOW)
    assert box.raws(f"INBOX.{DONE}") == [ONE]


def test_where_no_folder_can_be_made_mails_are_marked(box: Box) -> None:
    box.may_create = False
    box.put(ONE)
    assert imap.fetch(box.settings, at=NOW) == Fetched(taken_count=1)
    assert [mail.flags for mail in box.folders["INBOX"]] == [{"\\Seen"}]
    box.put(TWO)
    assert imap.fetch(box.settings, at=NOW) == Fetched(taken_count=1)
    assert words() == ["en", "to"]


def test_one_that_cannot_be_taken_in_is_set_aside(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    box.put(ONE, TWO)
    real = incoming.take_in

    def failing(raw: bytes, **words: object) -> IncomingMail:
        if raw == ONE:
            raise ValueError("planted")
        return real(raw, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(incoming, "take_in", failing)
    assert imap.fetch(box.settings, at=NOW) == Fetched(taken_count=1, set_aside_count=1)
    assert (box.raws("INBOX"), box.raws(DONE), box.raws(SET_ASIDE)) == ([], [TWO], [ONE])


def test_a_mail_too_large_is_not_fetched(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "LARGEST", 100)
    box.put(ONE)
    assert imap.fetch(box.settings, at=NOW) == Fetched(set_aside_count=1)
    assert box.raws(SET_ASIDE) == [ONE]


def test_while_the_database_does_not_answer_mails_stay(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    box.put(ONE)

    def failing(raw: bytes, **words: object) -> IncomingMail:
        raise OperationalError("planted")

    with monkeypatch.context() as patched:
        patched.setattr(incoming, "take_in", failing)
        with pytest.raises(OperationalError):
            imap.fetch(box.settings, at=NOW)
    assert box.raws("INBOX") == [ONE]
    assert imap.fetch(box.settings, at=NOW) == Fetched(taken_count=1)


def test_a_line_that_breaks_anywhere_loses_nothing_and_doubles_nothing(box: Box) -> None:
    box.put(ONE, TWO)
    broke = 0
    for commands in range(30):
        box.hang_up_after = commands
        try:
            imap.fetch(box.settings, at=NOW)
        except MailboxUnavailable:
            broke += 1
    assert broke > 10
    assert words() == ["en", "to"]
    assert (box.raws("INBOX"), sorted(set(box.raws(DONE)))) == ([], sorted([ONE, TWO]))


def test_what_was_taken_in_is_deleted_there_after_its_time(box: Box) -> None:
    box.put(ONE, folder=DONE, came=date(2026, 12, 1))
    box.put(TWO, folder=DONE, came=date(2027, 1, 10))
    imap.fetch(box.settings, at=NOW)
    assert box.raws(DONE) == [ONE, TWO]
    imap.fetch(box.settings, at=NOW.replace(hour=imap.TIDY_HOUR))
    assert box.raws(DONE) == [TWO]


def test_what_is_wrong_with_the_mailbox_is_remembered_until_it_works(box: Box, settings: Settings) -> None:
    settings.IMAP = box.settings | {"password": "forkert"}
    jobs_incoming.run(now=NOW)
    assert trouble.with_mailbox() == "[AUTHENTICATIONFAILED] Wrong password"
    settings.IMAP = box.settings
    jobs_incoming.run(now=NOW + timedelta(minutes=1))
    assert trouble.with_mailbox() == ""


def test_a_server_that_is_not_there_is_trouble(settings: Settings) -> None:
    settings.IMAP = {**Box().settings, "port": 1}
    jobs_incoming.run(now=NOW)
    assert "refused" in trouble.with_mailbox()


def test_without_a_mailbox_nothing_is_looked_into(settings: Settings) -> None:
    settings.IMAP = {}
    jobs_incoming.run(now=NOW)
    assert trouble.with_mailbox() == ""


def test_a_network_gets_what_came_from_its_member(box: Box) -> None:
    place = factories.network()
    factories.member(place, email="aase@firma.example")
    box.put(ONE)
    imap.fetch(box.settings, at=NOW)
    assert IncomingMail.objects.get().network == place
