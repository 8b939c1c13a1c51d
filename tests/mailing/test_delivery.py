"""Delivery to a real SMTP server in a process of its own, and to the local mailbox."""

import re
from collections.abc import Generator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from pytest_django.fixtures import Settings

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing import outbox, queries, services
from mikrovirk.mailing.delivery import ServerUnavailable, deliver_due
from mikrovirk.mailing.models import Letter, MailboxCopy, Mailing, Message, Unsubscription
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW
from tests.mailing import smtp_server
from tests.mailing.kinds import FEEDBACK, INVITATION, RECEIPT, TASK
from tests.mailing.smtp_server import Running

pytestmark = pytest.mark.django_db
CONTEXT = {"day": "mandag 25. januar", "title": "Salg uden at sælge", "link": "https://net.example/s/1/"}
LATER = NOW + timedelta(minutes=1)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Generator[Running, None, None]:
    with smtp_server.running(tmp_path_factory.mktemp("smtp"), keep=True) as server:
        yield server


@pytest.fixture
def server(started: Running, settings: Settings) -> Running:
    """The server, with nothing in it yet."""
    settings.SMTP = {"host": "127.0.0.1", "port": started.port, "timeout": 5}
    started.forget()
    return started


@pytest.fixture
def network() -> Network:
    return factories.network("moen", name="Møn", contact_name="Sanne Bæk", contact_email="sanne@kontor.example")


def approved(
    network: Network, *users: User, kind: str = INVITATION, occasion: str = "meeting:1", **words: Any
) -> Mailing:
    words = {"at": NOW, "due_at": NOW, "context": CONTEXT, **words}
    recipients = [services.Recipient(user) for user in users]
    mailing = services.draft(kind=kind, occasion=occasion, network=network, recipients=recipients, **words)
    services.approve(mailing, by=factories.user(), at=words["at"])
    return mailing


def deliver(now: datetime = LATER) -> int:
    return deliver_due(now=now, worker="test")


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("user__email", "state"))


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_each_gets_a_mail_of_their_own_from_a_person(server: Running, network: Network) -> None:
    approved(network, factories.user("Åse Østergård", email="aase@firma.example"))
    assert deliver() == 1
    assert states() == {"aase@firma.example": "sent"}
    [message] = map(parsed, server.mails())
    assert message["From"] == '"Sanne Bæk, Møn" <post@mikrovirk.example>'
    assert message["To"] == "Åse Østergård <aase@firma.example>"
    assert message["Reply-To"] == "Sanne Bæk <sanne@kontor.example>"
    assert message["Subject"] == "mandag 25. januar: Salg uden at sælge"
    assert message["Message-ID"] == Message.objects.get().message_id
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way_out = message["List-Unsubscribe"].strip("<> ")
    assert body(message) == (
        "Hej Åse\n\n"
        "Vi mødes mandag 25. januar om Salg uden at sælge. Alle er velkomne.\n\n"
        "Se mødet og meld dig til:\nhttps://net.example/s/1/\n\n"
        "Tag gerne en gæst med.\n\n"
        "Venlig hilsen\nSanne Bæk\nMøn\n\n"
        "-- \n"
        "Du får denne mail, fordi du er med i Møn eller følger netværket.\n\n"
        f"Møn\nSanne Bæk · sanne@kontor.example\nFærre eller ingen mails ({way_out})\n"
    )
    html = body(message, "html")
    assert '<html lang="da">' in html
    assert "<img" not in html
    assert "http://localhost:8000/mail/unsubscribe/" in html


def test_a_mail_is_as_wide_as_the_phone_it_is_read_on(server: Running, network: Network) -> None:
    approved(network, factories.user())
    deliver()
    html = body(parsed(server.mails()[0]), "html")
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in html
    assert re.findall(r'<table|<img|width="|(?<!max-)width:', html) == []  # nothing is wider than the reader's window
    assert "overflow-wrap:break-word" in html
    sizes = [int(size) for found in re.findall(r"(\d+)px/1|font-size:(\d+)px", html) for size in found if size]
    assert (sizes[0], min(sizes)) == (17, 14)  # what is said, and the small print


def test_each_reads_it_in_their_own_language(server: Running, network: Network) -> None:
    day = {"da": "mandag 25. januar", "en": "Monday 25 January"}
    approved(network, factories.user("Ann Bell", language="en"), context=CONTEXT | {"day": day})
    deliver()
    [message] = map(parsed, server.mails())
    assert message["Subject"] == "Monday 25 January: Salg uden at sælge"
    assert message["Content-Language"] == "en"
    assert "Kind regards\nSanne Bæk" in body(message)
    assert "You get this mail because you are in Møn or follow it." in body(message)


def test_who_gave_no_name_is_greeted_without_a_gap(server: Running, network: Network) -> None:
    guest = User.objects.create_user("gaest@firma.example")
    approved(network, guest)
    deliver()
    assert body(parsed(server.mails()[0])).startswith("Hej\n\nVi mødes")


def test_the_calendar_part_is_made_out_to_the_reader(server: Running, network: Network) -> None:
    ics = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//DA\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:m1\r\n"
        "DTSTAMP:20270111T090000Z\r\nDTSTART:20270125T163000Z\r\nSUMMARY:Salg på Møn\r\n"
        "ATTENDEE;CN={attendee_name}:mailto:{attendee}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    user = factories.user("Åse Bæk", email="aase@firma.example")
    sent = services.send_service(
        kind=RECEIPT,
        occasion="s:1",
        user=user,
        at=NOW,
        context=CONTEXT,
        network=network,
        calendar=ics,
        calendar_method="REQUEST",
    )
    assert sent is not None
    deliver()
    [message] = map(parsed, server.mails())
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert part["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert 'ATTENDEE;CN="Åse Bæk":mailto:aase@firma.example' in part.get_content().replace("\r\n", "\n").replace(
        "\n ", ""
    )
    assert message["List-Unsubscribe"] is None
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_dead_address_is_not_written_to_again_and_becomes_a_task(server: Running, network: Network) -> None:
    dead = factories.user("Bo Dahl", email="unknown.bo@firma.example")
    approved(network, dead)
    approved(network, dead, occasion="meeting:2", due_at=NOW + timedelta(days=3))
    assert deliver() == 0
    dead.refresh_from_db()
    assert (dead.bounced_at, dead.bounce_reason) == (LATER, "550 5.1.1 No such mailbox here")
    assert set(Message.objects.values_list("occasion", "state")) == {("meeting:1", "failed"), ("meeting:2", "stopped")}
    assert list(queries.bounced_in(network)) == [dead]


def test_a_server_that_refuses_everybody_condemns_nobody(server: Running, network: Network) -> None:
    approved(network, *(factories.user(email=f"unknown{number}@firma.example") for number in range(15)))
    with pytest.raises(ServerUnavailable, match=r"5\.1\.1"):
        deliver()
    assert not User.objects.filter(bounced_at__isnull=False).exists()
    assert set(states().values()) == {"queued"}


def test_a_refusal_for_now_is_tried_again_later_and_in_the_end_given_up_with_the_server_s_words(
    server: Running, network: Network
) -> None:
    approved(network, factories.user(email="busy@firma.example"))
    now, waits = LATER, []
    for _ in range(10):
        deliver(now)
        message = Message.objects.get()
        if message.state != "queued":
            break
        assert deliver(message.due_at - timedelta(seconds=1)) == 0
        waits.append(message.due_at - now)
        now = message.due_at
    assert message.state == "failed"
    assert message.why == "451 4.3.0 Try again later"
    assert waits == sorted(waits)
    assert len(waits) == 6


def test_without_a_server_nothing_is_lost_and_no_try_is_counted(settings: Settings, network: Network) -> None:
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "timeout": 1}
    approved(network, factories.user())
    with pytest.raises(ServerUnavailable):
        deliver()
    message = Message.objects.get()
    assert (message.state, message.attempts, message.claimed_by) == ("queued", 0, "")


def test_a_server_that_hangs_up_gets_the_mail_again_with_the_same_message_id(server: Running, network: Network) -> None:
    approved(network, factories.user(email="closed@firma.example"), factories.user(email="anna@firma.example"))
    with pytest.raises(ServerUnavailable):
        deliver()
    first = Message.objects.get(user__email="closed@firma.example")
    assert (first.state, first.attempts) == ("queued", 1)
    assert deliver() == 1
    assert states() == {"closed@firma.example": "queued", "anna@firma.example": "sent"}


def test_a_mail_that_cannot_be_written_keeps_no_other_back(
    server: Running, network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    broken = approved(network, factories.user(), occasion="a")
    Mailing.objects.filter(pk=broken.pk).update(context={"day": 5})
    unknown = approved(network, factories.user(), occasion="b")
    Message.objects.filter(mailing=unknown).update(kind="gone.kind")
    approved(network, factories.user(), occasion="c")
    assert deliver() == 1
    assert list(Message.objects.order_by("occasion").values_list("state", "attempts")) == [
        ("queued", 1),
        ("stopped", 0),
        ("sent", 1),
    ]
    assert "could not be written" in caplog.text


def test_mails_about_own_sign_ups_go_before_a_large_mailing(server: Running, network: Network) -> None:
    approved(network, *(factories.user() for _ in range(5)))
    services.send_service(
        kind=RECEIPT, occasion="s:1", user=factories.user(email="mig@firma.example"), at=LATER, context=CONTEXT
    )
    deliver()
    assert server.taken()[0][1] == "mig@firma.example"


# --- the month -------------------------------------------------------------------------------------------------------


def test_the_fifth_mail_of_a_month_is_held_back_and_told_in_the_next(server: Running, network: Network) -> None:
    anna = factories.user("Anna Bæk", email="anna@firma.example")
    approved(network, anna, occasion="meeting:1")
    for number in range(3):
        approved(network, anna, kind=TASK, occasion=f"task:{number}")
    assert deliver() == 4
    approved(network, anna, kind=TASK, occasion="task:3")
    approved(network, anna, kind=FEEDBACK, occasion="feedback:1")
    assert deliver() == 0
    held = Message.objects.filter(state="held")
    assert set(held.values_list("occasion", "why")) == {("task:3", "limit"), ("feedback:1", "limit")}
    assert queries.sent_count_in_month(anna, LATER.date()) == 4

    february = NOW + timedelta(days=21)
    approved(network, anna, occasion="meeting:2", at=february, due_at=february)
    assert deliver(february + timedelta(minutes=1)) == 1
    text = body(parsed(server.mails()[-1]))
    assert (
        "Også til dig:\n"
        "- Vil du stå i døren mandag 25. januar? (https://net.example/s/1/)\n"
        "- Sig hvordan Salg uden at sælge var: https://net.example/s/1/\n"
    ) in text
    invitation = Message.objects.get(occasion="meeting:2")
    assert set(Message.objects.filter(state="folded").values_list("folded_into", flat=True)) == {invitation.pk}
    assert queries.sent_count_in_month(anna, february.date()) == 1


def test_what_finds_no_room_goes_along_with_a_mail_of_the_same_hour(server: Running, network: Network) -> None:
    anna = factories.user()
    for number in range(5):
        approved(network, anna, kind=TASK, occasion=f"task:{number}")
    assert deliver() == 3
    assert body(parsed(server.mails()[0])).count("Vil du stå i døren") == 2
    assert sorted(Message.objects.values_list("state", flat=True)) == ["folded", "folded", "sent", "sent", "sent"]


def test_the_invitation_always_finds_room(server: Running, network: Network) -> None:
    anna = factories.user()
    for number in range(6):
        approved(network, anna, kind=TASK, occasion=f"task:{number}")
    deliver()
    approved(network, anna, occasion="meeting:1")
    deliver()
    assert Message.objects.get(kind=INVITATION).state == "sent"
    assert queries.sent_count_in_month(anna, LATER.date()) == 4


def test_the_limit_holds_over_all_networks_and_names_the_other_one(server: Running, network: Network) -> None:
    other = factories.network("bogoe", name="Bogø")
    anna = factories.user()
    for number in range(4):
        approved(other, anna, kind=TASK, occasion=f"task:{number}")
        deliver()
    approved(network, anna)
    deliver()
    assert "- Bogø: Vil du stå i døren" in body(parsed(server.mails()[-1]))
    assert queries.sent_count_in_month(anna, LATER.date()) == 4


def test_what_was_held_back_goes_by_itself_in_the_next_month(server: Running, network: Network) -> None:
    anna = factories.user()
    for number in range(5):
        approved(network, anna, kind=TASK, occasion=f"task:{number}")
        deliver()
    assert Message.objects.filter(state="held").count() == 2
    assert services.let_held_go(at=NOW + timedelta(days=22)) == 0  # the second of February: too early
    third = NOW + timedelta(days=23)
    assert services.let_held_go(at=third) == 1
    assert deliver(third) == 1
    assert sorted(Message.objects.values_list("state", flat=True)) == ["folded", *["sent"] * 4]


def test_held_mail_whose_time_has_passed_is_dropped(server: Running, network: Network) -> None:
    anna = factories.user()
    for number in range(4):
        approved(network, anna, kind=TASK, occasion=f"task:{number}", expires_at=NOW + timedelta(days=2))
        deliver()
    late = NOW + timedelta(days=3)
    approved(network, anna, occasion="meeting:1", at=late, due_at=late)
    deliver(late + timedelta(minutes=1))
    assert "Også til dig" not in body(parsed(server.mails()[-1]))
    assert services.drop_expired(at=late) == 1


def test_choices_made_after_the_approval_count(server: Running, network: Network) -> None:
    monthly, nothing, refused, wants = (factories.user(email=f"{name}@a.example") for name in ("m", "n", "r", "w"))
    approved(network, monthly, nothing, refused, wants, kind=TASK)
    services.choose_mails(monthly, MailChoice.MONTHLY)
    services.choose_mails(nothing, MailChoice.NONE)
    Unsubscription.objects.create(user=refused, network=network, kind=TASK, at=NOW)
    deliver()
    assert states() == {
        "m@a.example": "stopped",
        "n@a.example": "stopped",
        "r@a.example": "stopped",
        "w@a.example": "sent",
    }


# --- claims ----------------------------------------------------------------------------------------------------------


def test_two_workers_never_take_the_same_message(network: Network) -> None:
    approved(network, *(factories.user() for _ in range(5)))
    first = outbox.claim_messages(now=LATER, worker="one", limit=3)
    second = outbox.claim_messages(now=LATER, worker="two", limit=10)
    assert (len(first), len(second)) == (3, 2)
    assert {m.pk for m in first} & {m.pk for m in second} == set()
    after = LATER + outbox.LEASE + timedelta(seconds=1)
    assert len(outbox.claim_messages(now=after, worker="three", limit=10)) == 5


def test_a_worker_that_slept_past_its_lease_finds_that_another_took_over(network: Network) -> None:
    approved(network, factories.user())
    [message] = outbox.claim_messages(now=LATER, worker="slow", limit=1)
    outbox.claim_messages(now=LATER + outbox.LEASE * 2, worker="quick", limit=1)
    assert not outbox.Ledger(worker="slow", now=LATER).begin(message)


def test_a_batch_costs_as_many_questions_for_many_readers_as_for_one(
    server: Running, network: Network, django_assert_num_queries: Any
) -> None:
    approved(network, factories.user(), occasion="a")
    with django_assert_num_queries(26) as one:
        deliver()
    approved(network, *(factories.user() for _ in range(3)), occasion="b")
    # What is written for each: begun and, with the next, sent; in one transaction.
    with django_assert_num_queries(len(one) + 2 * 4):
        deliver()


# --- letters ---------------------------------------------------------------------------------------------------------


def test_what_lower_apps_send_goes_to_known_and_unknown_addresses_alike_and_is_forgotten(
    server: Running, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "mikrovirk.mailing.backends.OutboxBackend"
    factories.user(email="kendt@firma.example")
    for to in ("kendt@firma.example", "ukendt@firma.example"):
        assert mail.send_mail("Din kode: 1234", "Koden er 1234, Åse.", "Vært <post@mikrovirk.example>", [to]) == 1
    assert deliver_due(now=Letter.objects.earliest("pk").due_at + timedelta(seconds=1), worker="test") == 2
    messages = [parsed(raw) for raw in server.mails()]
    assert [str(m["To"]) for m in messages] == ["kendt@firma.example", "ukendt@firma.example"]
    assert {body(m).strip() for m in messages} == {"Koden er 1234, Åse."}
    assert {(letter.state, bytes(letter.raw)) for letter in Letter.objects.all()} == {("sent", b"")}


def test_a_letter_nobody_waits_for_any_more_is_dropped(server: Running, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "mikrovirk.mailing.backends.OutboxBackend"
    mail.send_mail("Din kode", "1234", None, ["a@firma.example"])
    assert deliver_due(now=Letter.objects.get().expires_at + timedelta(seconds=1), worker="test") == 0
    assert Letter.objects.get().state == "failed"


def test_without_smtp_mails_stay_in_the_mailbox(settings: Settings, network: Network) -> None:
    settings.SMTP = {}
    settings.EMAIL_BACKEND = "mikrovirk.mailing.backends.OutboxBackend"
    approved(network, factories.user("Åse Bæk", email="aase@firma.example"))
    mail.send_mail("Din kode", "1234", None, ["ukendt@firma.example"])
    later = Letter.objects.get().due_at + timedelta(seconds=1)
    Message.objects.update(due_at=later)
    assert deliver_due(now=later, worker="test") == 2
    assert list(MailboxCopy.objects.order_by("to").values_list("to", "subject")) == [
        ("aase@firma.example", "mandag 25. januar: Salg uden at sælge"),
        ("ukendt@firma.example", "Din kode"),
    ]


# --- where answers go ------------------------------------------------------------------------------------------------


def test_reports_of_delivery_come_back_to_each_mails_own_address(
    server: Running, network: Network, settings: Settings
) -> None:
    approved(network, factories.user())
    deliver()
    settings.INBOUND_ADDRESS = "svar@mikrovirk.example"
    approved(network, factories.user(), occasion="meeting:2")
    deliver()
    token = Message.objects.get(occasion="meeting:2").message_id[1:33]
    assert server.senders() == ["post@mikrovirk.example", f"svar+{token}@mikrovirk.example"]
