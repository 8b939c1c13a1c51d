"""Mail that comes in, from its first byte to the row and what follows."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DataError
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as settings_of_hypothesis
from pytest_django.fixtures import Settings

from mikrovirk.accounts.models import User
from mikrovirk.mailing import inbound, services
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.domain.incoming import reasons, reducing
from mikrovirk.mailing.domain.incoming.addresses import token_of
from mikrovirk.mailing.models import IncomingMail, Message
from mikrovirk.mailing.queries import incoming as queries
from mikrovirk.mailing.queries import matching
from mikrovirk.mailing.services import incoming
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW
from tests.mailing import came_in
from tests.mailing.kinds import ASK, INVITATION

pytestmark = pytest.mark.django_db
CONTEXT = {"day": "mandag 25. januar", "title": "Salg uden at sælge", "link": "https://net.example/s/1/"}
State, Sort = IncomingMail.State, IncomingMail.Sort


@pytest.fixture(autouse=True)
def _takes_replies(settings: Settings) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND


@pytest.fixture
def network() -> Network:
    return factories.network("moen", name="Møn", contact_name="Sanne Bæk", contact_email="sanne@kontor.example")


@pytest.fixture
def aase() -> User:
    return factories.user("Åse Østergård", email="aase@firma.example")


def sent(
    network: Network, user: User, *, kind: str = INVITATION, occasion: str = "meeting:1", calendar: str = ""
) -> Message:
    """A mail that has left."""
    mailing = services.draft(
        kind=kind,
        occasion=occasion,
        network=network,
        recipients=[services.Recipient(user)],
        at=NOW,
        due_at=NOW,
        context=CONTEXT,
        calendar=calendar,
        calendar_method="REQUEST" if calendar else "",
        sender_name="Lise Holm",
        sender_email="lise@holm.example",
    )
    services.approve(mailing, by=user, at=NOW)
    deliver_due(now=NOW + timedelta(minutes=1), worker="test")
    return Message.objects.get(mailing=mailing)


def token(message: Message) -> str:
    return came_in.to_token(token_of(message.message_id))


def take_in(raw: bytes, *, recipient: str = "") -> IncomingMail:
    return incoming.take_in(raw, via="smtp", at=NOW, recipient=recipient)


# --- which mail it answers -------------------------------------------------------------------------------------------


def test_a_reply_is_told_by_the_address_it_came_to(network: Network, aase: User) -> None:
    message = sent(network, aase)
    mail = take_in(came_in.reply(token(message)))
    assert (mail.sort, mail.state, mail.for_people) == (Sort.REPLY, State.NEW, True)
    assert (mail.message, mail.user, mail.network, mail.kind) == (message, aase, network, INVITATION)
    assert (mail.sender, mail.sender_name, mail.subject) == (
        "aase@firma.example",
        "Åse Østergård",
        "SV: Hvad savner du?",
    )
    assert queries.words_of(mail) == "Jeg savner flere oplæg om moms."


def test_where_the_address_was_lost_the_headers_of_the_reply_tell(network: Network, aase: User) -> None:
    message = sent(network, aase)
    mail = take_in(came_in.reply(References=f"<x@firma.example> {message.message_id}"))
    assert mail.message == message


def test_the_address_a_server_knows_counts_first(network: Network, aase: User) -> None:
    message = sent(network, aase)
    mail = take_in(came_in.reply("hemmelig-kopi@firma.example"), recipient=token(message))
    assert mail.message == message
    assert bytes(mail.raw).startswith(f"Delivered-To: {token(message)}\r\n".encode())


def test_a_mail_sent_under_an_earlier_domain_is_found(network: Network, aase: User, settings: Settings) -> None:
    message = sent(network, aase)
    settings.DEFAULT_FROM_EMAIL = "MikroVirk <post@nyt-navn.example>"
    assert take_in(came_in.reply(token(message))).message == message


def test_from_another_address_it_is_flagged(network: Network, aase: User) -> None:
    message = sent(network, aase)
    mail = take_in(came_in.reply(token(message), sender="Åses kone <bodil@hjemme.example>"))
    assert (mail.user, mail.flags) == (aase, ["other-sender"])


def test_a_token_that_stands_for_nothing_makes_it_a_loose_mail(network: Network) -> None:
    mail = take_in(came_in.reply(came_in.to_token("0" * 32)))
    assert (mail.sort, mail.message, mail.for_people) == (Sort.LOOSE, None, True)


def test_a_loose_mail_goes_to_the_network_its_writer_was_written_to_last(network: Network, aase: User) -> None:
    factories.network("falster")
    sent(network, aase)
    mail = take_in(came_in.reply())
    assert (mail.sort, mail.user, mail.network) == (Sort.LOOSE, aase, network)


def test_of_a_stranger_only_the_host_knows_where_there_are_several_networks(network: Network) -> None:
    factories.network("falster")
    mail = take_in(came_in.reply(sender="fremmed@andet.example"))
    assert (mail.user, mail.network) == (None, None)
    assert list(queries.waiting_for_people()) == [mail]


def test_an_answer_to_a_kind_that_a_job_takes_waits_for_it(network: Network, aase: User) -> None:
    message = sent(network, aase, kind=ASK)
    mail = take_in(came_in.reply(token(message)))
    assert not mail.for_people
    assert list(queries.new_answers(ASK)) == [mail]
    assert list(queries.to_look_at(network)) == []
    assert incoming.taken(mail, at=NOW)
    assert not incoming.taken(mail, at=NOW)
    assert list(queries.new_answers(ASK)) == []


def test_a_job_may_leave_it_to_people(network: Network, aase: User) -> None:
    mail = take_in(came_in.reply(token(sent(network, aase, kind=ASK))))
    incoming.leave_to_people(mail, why="Runden er lukket.")
    assert list(queries.new_answers(ASK)) == []
    assert list(queries.to_look_at(network)) == [mail]


# --- once ------------------------------------------------------------------------------------------------------------


def test_the_same_mail_lands_once_whichever_way_it_comes(network: Network, aase: User) -> None:
    raw = came_in.reply(token(sent(network, aase)))
    first = take_in(raw)
    again = incoming.take_in(
        b"From post@mx Mon Jan 11\nReceived: by mx\n" + raw, via="imap", at=NOW + timedelta(days=1)
    )
    assert again == first
    assert IncomingMail.objects.count() == 1


def test_another_mail_with_the_same_message_id_is_another_mail(network: Network, aase: User) -> None:
    to = token(sent(network, aase))
    assert take_in(came_in.reply(to)) != take_in(came_in.reply(to, "Og mere plads til snak."))


# --- machines --------------------------------------------------------------------------------------------------------


def test_an_absence_is_kept_and_answers_nothing(network: Network, aase: User) -> None:
    mail = take_in(came_in.absence(token(sent(network, aase, kind=ASK))))
    assert (mail.sort, mail.state, mail.why, mail.for_people) == (Sort.MACHINE, State.TAKEN, reasons.MACHINE, False)
    assert list(queries.new_answers(ASK)) == []
    assert list(queries.to_look_at(network)) == []
    assert [copy.pk for copy in queries.dealt_with(network)] == [mail.pk]


def test_a_dead_address_is_known_from_the_report(network: Network, aase: User) -> None:
    message = sent(network, aase)
    mail = take_in(came_in.report(message.message_id))
    words = "550 5.1.1 <aase@firma.example>: Recipient address rejected: User unknown"
    assert (mail.sort, mail.state, mail.why, mail.message) == (Sort.BOUNCE, State.TAKEN, words, message)
    aase.refresh_from_db()
    message.refresh_from_db()
    assert (aase.bounced_at, aase.bounce_reason) == (NOW, words)
    assert (message.state, message.why) == (Message.State.FAILED, words)


def test_the_report_is_found_by_the_address_alone(network: Network, aase: User) -> None:
    message = sent(network, aase)
    take_in(came_in.report("<>", original=""), recipient=inbound.envelope_sender(message))
    aase.refresh_from_db()
    assert aase.bounced_at == NOW


def test_a_full_mailbox_is_no_dead_address(network: Network, aase: User) -> None:
    message = sent(network, aase)
    take_in(came_in.report(message.message_id, status="5.2.2", words="552 5.2.2 Mailbox full"))
    aase.refresh_from_db()
    message.refresh_from_db()
    assert aase.bounced_at is None
    assert (message.state, message.why) == (Message.State.FAILED, "552 5.2.2 Mailbox full")


def test_a_delay_is_only_noted(network: Network, aase: User) -> None:
    message = sent(network, aase)
    mail = take_in(came_in.report(message.message_id, action="delayed", status="4.4.1", words="timed out"))
    message.refresh_from_db()
    assert (mail.state, message.state) == (State.TAKEN, Message.State.SENT)


def test_an_address_put_right_since_stays_alive(network: Network, aase: User) -> None:
    message = sent(network, aase)
    services.correct_address(aase, "aase@ny.example")
    take_in(came_in.report(message.message_id))
    aase.refresh_from_db()
    assert aase.bounced_at is None


def test_a_report_about_no_mail_of_ours_harms_nobody(network: Network, aase: User) -> None:
    mail = take_in(came_in.report("<0@spam.example>"))
    aase.refresh_from_db()
    assert (mail.state, mail.message, aase.bounced_at) == (State.TAKEN, None, None)


# --- calendars -------------------------------------------------------------------------------------------------------

UID = "meeting-1@meetings.mikrovirk"
INVITE = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{UID}\r\nORGANIZER;CN=Møn:mailto:{{organizer}}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def test_the_organizers_address_is_the_readers_own_and_stays_the_same(network: Network, aase: User) -> None:
    bodil = factories.user()
    addresses = {inbound.calendar_address(uid, user) for uid in (UID, "meeting-2") for user in (aase, bodil)}
    assert len(addresses) == 4
    assert inbound.calendar_address(UID, aase) == inbound.calendar_address(UID, aase)


def test_a_calendar_that_answers_waits_for_the_programme(network: Network, aase: User) -> None:
    message = sent(network, aase, calendar=INVITE)
    mail = take_in(came_in.calendar_reply(inbound.calendar_address(UID, aase), came_in.calendar(UID)))
    assert (mail.sort, mail.user, mail.network, mail.message) == (Sort.CALENDAR, aase, network, message)
    assert (mail.calendar["partstat"], mail.calendar["uid"], mail.for_people) == ("ACCEPTED", UID, False)
    assert list(queries.new_calendar_answers()) == [mail]


def test_by_replying_to_the_mail_it_is_certain_too(network: Network, aase: User) -> None:
    message = sent(network, aase, calendar=INVITE)
    assert not take_in(came_in.calendar_reply(token(message), came_in.calendar(UID))).for_people


@pytest.mark.parametrize("to", ["svar@mikrovirk.example", "svar+k1-aaaaaaaaaaaaaaaaaaaa@mikrovirk.example"])
def test_without_proof_whose_it_is_a_person_decides(network: Network, aase: User, to: str) -> None:
    mail = take_in(came_in.calendar_reply(to, came_in.calendar(UID)))
    assert (mail.for_people, mail.why) == (True, reasons.UNKNOWN_SENDER)
    assert list(queries.new_calendar_answers()) == []


def test_the_address_of_one_event_answers_no_other(network: Network, aase: User) -> None:
    to = inbound.calendar_address(UID, aase)
    mail = take_in(came_in.calendar_reply(to, came_in.calendar("meeting-2@meetings.mikrovirk")))
    assert (mail.for_people, mail.why) == (True, reasons.UNKNOWN_SENDER)


def test_who_got_the_invitation_from_a_colleague_does_not_answer_for_them(network: Network, aase: User) -> None:
    to = inbound.calendar_address(UID, aase)
    mail = take_in(came_in.calendar_reply(to, came_in.calendar(UID, attendee="bodil@firma.example")))
    assert (mail.for_people, mail.why) == (True, reasons.OTHER_ATTENDEE)


def test_a_proposal_of_another_time_is_for_people(network: Network, aase: User) -> None:
    to = inbound.calendar_address(UID, aase)
    text = came_in.calendar(UID, "TENTATIVE", method="COUNTER", starts="20270126T180000")
    mail = take_in(came_in.calendar_reply(to, text, method="COUNTER"))
    assert (mail.for_people, mail.why, mail.calendar["starts_at"]) == (True, reasons.COUNTER, "2027-01-26T18:00:00")


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_cpr_numbers_are_never_stored(network: Network, aase: User) -> None:
    mail = take_in(came_in.reply(token(sent(network, aase)), "Mit nummer er 010170-1234", subject="010170-1234"))
    assert mail.flags == ["cpr"]
    assert (mail.subject, queries.words_of(mail)) == ("xxxxxx-xxxx", "Mit nummer er xxxxxx-xxxx")
    assert b"010170-1234" not in bytes(mail.raw)


def test_words_are_forgotten_after_their_time(network: Network, aase: User) -> None:
    dealt, waiting = take_in(came_in.reply(text="en")), take_in(came_in.reply(text="to"))
    incoming.taken(dealt, at=NOW)
    assert incoming.forget_words(at=NOW + timedelta(days=29)) == 0
    assert incoming.forget_words(at=NOW + timedelta(days=31)) == 1
    assert incoming.forget_words(at=NOW + timedelta(days=31)) == 0
    dealt.refresh_from_db()
    assert (bytes(dealt.raw), dealt.subject, queries.words_of(dealt)) == (b"", "", "")
    waiting.refresh_from_db()
    assert queries.words_of(waiting) == "to"
    assert incoming.forget_words(at=NOW + timedelta(days=91)) == 1


def test_who_is_erased_leaves_no_mail(network: Network, aase: User) -> None:
    take_in(came_in.reply(token(sent(network, aase))))
    assert [row["text"] for row in queries.export_of(aase)] == ["Jeg savner flere oplæg om moms."]
    aase.delete()
    assert IncomingMail.objects.count() == 0


@pytest.mark.parametrize(
    "raw",
    [b"\x00\xff\xfe\x00", b"\n\n", b"From: \n\nhej", b"Content-Type: multipart/mixed; boundary=\xff\n\n--\xff\n"],
)
def test_what_cannot_be_read_is_kept_for_somebody_to_look_at(network: Network, raw: bytes) -> None:
    mail = take_in(raw)
    assert (mail.state, mail.for_people) == (State.UNREADABLE, True)
    assert list(queries.to_look_at(network)) == [mail]


# --- what was sent ---------------------------------------------------------------------------------------------------


def test_the_mail_that_was_answered_can_be_read_as_it_was_sent(network: Network, aase: User) -> None:
    message = sent(network, aase, kind=ASK)
    found = queries.sent_as(take_in(came_in.reply(token(message))))
    assert found is not None
    assert (found.inbound, found.message_id) == ("svar+TOKEN@mikrovirk.example", "<TOKEN@mikrovirk.example>")
    assert (found.token, found.name, found.email) == (
        token_of(message.message_id),
        "Åse Østergård",
        "aase@firma.example",
    )
    assert (found.subject, found.sent_at) == ("Hvad savner du?", NOW + timedelta(minutes=1))
    assert found.text.startswith("Kære Åse\n\nHvad savner du i netværket?\n\nSvar her:\nhttps://net.example/s/1/\n")


def test_every_reply_of_the_collection_comes_in(network: Network, aase: User) -> None:
    """Real shapes of replies: none is lost, each is kept once, and what a machine wrote is told from what people did."""
    folder = Path(__file__).parents[2] / "data" / "mail-replies"
    expected = {name: row["kind"] for name, row in json.loads((folder / "expected.json").read_text()).items()}
    rows = {name: take_in((folder / name).read_bytes()) for name in expected}
    assert len({row.pk for row in rows.values()}) == len(expected) > 30
    assert {take_in((folder / name).read_bytes()).pk for name in expected} == {row.pk for row in rows.values()}
    by_machine = {"auto-reply": Sort.MACHINE, "bounce": Sort.BOUNCE}
    assert {name: row.sort for name, row in rows.items()} == {
        name: by_machine.get(kind, Sort.LOOSE) for name, kind in expected.items()
    }


def test_what_the_standard_library_stumbles_over_is_kept_as_it_stands(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(*words: object) -> None:
        raise IndexError("planted")

    monkeypatch.setattr(matching, "found_in", stumbling)
    monkeypatch.setattr(reducing, "taken_apart", stumbling)
    mail = take_in(came_in.reply(text="Mit nummer er 010170-1234"))
    assert (mail.state, mail.network, list(queries.to_look_at(network))) == (State.UNREADABLE, network, [mail])
    assert (mail.flags, queries.words_of(mail)) == (["cpr"], "Mit nummer er xxxxxx-xxxx")


def test_what_a_database_does_not_take_is_kept_unread(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*words: object, **more: object) -> None:
        raise DataError("planted")

    monkeypatch.setattr(matching, "found_in", refusing)
    mail = take_in(came_in.reply())
    assert (mail.state, mail.for_people) == (State.UNREADABLE, True)
    assert "flere oplæg om moms" in queries.words_of(mail)


SHAPES = [
    came_in.reply(came_in.to_token("0" * 32), "Mit nummer er 010170-1234 æøå"),
    came_in.calendar_reply(came_in.to_token("k1-aaaaaaaaaaaaaaaaaaaa"), came_in.calendar(UID)),
    came_in.report("<0@mikrovirk.example>"),
    came_in.absence(came_in.INBOUND),
]


@settings_of_hypothesis(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=strategies.data())
def test_no_damage_to_a_mail_breaks_anything(data: strategies.DataObject, network: Network) -> None:
    """Bytes are cut out, doubled and put in at random: the mail is stored once, and any database would take it."""
    raw = bytearray(data.draw(strategies.sampled_from(SHAPES)))
    for _damage in range(data.draw(strategies.integers(1, 6))):
        place = data.draw(strategies.integers(0, len(raw)))
        end = min(len(raw), place + data.draw(strategies.integers(0, 40)))
        raw[place:end] = data.draw(strategies.sampled_from(DAMAGE))
    row = take_in(bytes(raw))
    assert take_in(bytes(raw)) == row
    words = json.dumps(
        [row.sender, row.sender_name, row.subject, row.header_id, row.why, row.attachments, row.calendar]
    )
    assert "\\u0000" not in words
    assert "\\ud" not in words
    assert "\0" not in queries.words_of(row)
    assert queries.sent_as(row) is None


DAMAGE = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\n\n",
    b"\r\n ",
    b'"',
    b"<",
    b"=?utf-8?b?",
    b"Content-Type: multipart/mixed; boundary=\n",
    b"Content-Type: text/plain; charset*=''\n",
    b'Content-Disposition: attachment; filename="\xff\x00.pdf"\n',
    b"From: =?utf-8?q?=00?= <@>\n",
    b"To: <>, ;:@\n",
    b"Content-Transfer-Encoding: base64\n",
    b"\xe6\xf8\xe5",
]
