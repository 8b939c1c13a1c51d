"""The coordinator's pages of mails that came in."""

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from mikrovirk.accounts.models import User
from mikrovirk.mailing import queries, trouble
from mikrovirk.mailing.mails import SENT_ON
from mikrovirk.mailing.models import IncomingMail, Message
from mikrovirk.mailing.services import incoming, takers
from mikrovirk.mailing.services.takers import CannotGiveBack, Taker
from mikrovirk.networks.models import Network
from tests import factories
from tests.mailing import came_in
from tests.mailing.kinds import ASK
from tests.mailing.services.test_incoming import UID, sent, token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _takes_replies(settings: Settings) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND


@pytest.fixture
def network() -> Network:
    return factories.network("moen", name="Møn", contact_name="Sanne Bæk", contact_email="sanne@kontor.example")


@pytest.fixture
def coordinator(network: Network, client: Client) -> User:
    somebody = factories.coordinator(network)
    client.force_login(somebody)
    return somebody


@pytest.fixture
def aase(network: Network) -> User:
    return factories.member(network, "Åse Østergård", email="aase@firma.example").user


@pytest.fixture
def message(network: Network, aase: User) -> Message:
    return sent(network, aase)


def came(to: str, text: str = "Må jeg tage min hund med?", *, at: datetime | None = None, **words: Any) -> IncomingMail:
    return incoming.take_in(came_in.reply(to, text, **words), via="smtp", at=at or timezone.now())


def page(client: Client, name: str, *where: object, **query: str) -> str:
    answer = client.get(reverse(f"mailing:{name}", args=where), query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, name: str, mail: IncomingMail, *more: str, **fields: str) -> int:
    answer = client.post(reverse(f"mailing:{name}", args=["moen", mail.pk, *more]), fields)
    mail.refresh_from_db()
    return answer.status_code


@pytest.fixture
def kept() -> Generator[list[str], None, None]:
    """A taker of the tests; what it was given and not given back."""
    words: list[str] = []

    def give_back(mail: IncomingMail) -> None:
        if "for sent" in words:
            raise CannotGiveBack
        words.clear()

    def take(mail: IncomingMail, text: str, by: User, at: datetime) -> None:
        words.append(text)

    taker = Taker("a.test", "Læg det i kassen", "Lagt i kassen.", lambda mail: "Kun mine ord", take, give_back)
    takers.register(taker)
    yield words
    takers._takers.pop(taker.key)


def test_what_waits_stands_first_with_who_wrote_it(client: Client, coordinator: User, message: Message) -> None:
    came(token(message), subject="SV: Aftenen")
    text = page(client, "incoming", "moen")
    assert "En mail venter på, at du ser på den." in text
    assert "SV: Aftenen" in text
    assert "Fra Åse Østergård" in text


def test_nothing_came_in_yet(client: Client, coordinator: User, settings: Settings) -> None:
    assert "Intet venter" in page(client, "incoming", "moen")
    settings.INBOUND_ADDRESS = ""
    assert "Svar går til din egen postkasse" in page(client, "incoming", "moen")


def test_it_is_sent_on_once_the_text_was_seen_and_ticked(
    client: Client, network: Network, coordinator: User, settings: Settings
) -> None:
    assert "kan også sendes videre til sanne@kontor.example" in page(client, "incoming", "moen")
    text = page(client, "rules", "moen")
    assert SENT_ON.key in text
    assert "går svaret til Åse Østergård" in text
    client.post(reverse("mailing:rules", args=["moen"]), {"kind": [SENT_ON.key]})
    assert queries.rule_is_on(network, SENT_ON.key)
    assert "bliver også sendt videre til sanne@kontor.example" in page(client, "incoming", "moen")
    settings.INBOUND_ADDRESS = ""
    assert SENT_ON.key not in page(client, "rules", "moen")
    assert "sanne@kontor.example" not in page(client, "incoming", "moen")


def test_without_a_contact_it_cannot_be_sent_on(client: Client, network: Network, coordinator: User) -> None:
    Network.objects.filter(pk=network.pk).update(contact_email="")
    assert SENT_ON.key not in page(client, "rules", "moen")
    assert client.post(reverse("mailing:rule", args=["moen", SENT_ON.key])).status_code == 404
    assert "videre til" not in page(client, "incoming", "moen")


def test_what_a_job_has_not_looked_at_yet_is_not_called_done(
    client: Client, network: Network, coordinator: User, aase: User
) -> None:
    came(token(sent(network, aase, kind=ASK)))
    text = page(client, "incoming", "moen")
    assert "Kommer selv på plads inden for et minut." in text
    assert "Lagt væk som klaret." not in text


def test_trouble_with_the_mailbox_is_told(client: Client, coordinator: User) -> None:
    trouble.note("[AUTHENTICATIONFAILED] Wrong password")
    assert "[AUTHENTICATIONFAILED] Wrong password" in page(client, "incoming", "moen")


def test_a_mail_is_read_as_plain_text(client: Client, coordinator: User, message: Message) -> None:
    evil = '<img src="https://spor.example/x.png"><script>alert(1)</script>'
    mail = came(token(message), evil)
    text = page(client, "incoming_mail", "moen", mail.pk)
    assert "&lt;img src=" in text
    assert "<script>alert" not in text
    assert "aase@firma.example" in text
    assert "mailto:aase@firma.example?subject=SV%3A%20Hvad%20savner%20du%3F" in text
    assert "mandag 25. januar: Salg uden at sælge" in text  # the mail it answers


@pytest.mark.parametrize(
    ("do", "state", "words"), [("throw-away", "not_ours", "Smidt ud."), ("done", "taken", "Lagt væk som klaret.")]
)
def test_it_is_put_away_and_that_is_undone(
    client: Client, coordinator: User, message: Message, do: str, state: str, words: str
) -> None:
    mail = came(token(message))
    assert post(client, "incoming_put_away", mail, do=do) == 302
    assert (mail.state, mail.taken_by) == (state, coordinator)
    text = page(client, "incoming", "moen")
    assert words in text
    assert str(coordinator) in text
    assert post(client, "incoming_undo", mail) == 302
    assert (mail.state, mail.taken_by, mail.for_people) == ("new", None, True)


def test_who_is_second_is_told_so(client: Client, coordinator: User, message: Message, kept: list[str]) -> None:
    mail = came(token(message))
    post(client, "incoming_put_away", mail)
    post(client, "incoming_take", mail, "a.test", text="ord")
    assert kept == []
    assert "Nogen har allerede taget sig af den mail." in page(client, "incoming", "moen")


def test_something_is_made_of_it_and_that_is_undone(
    client: Client, coordinator: User, message: Message, kept: list[str]
) -> None:
    mail = came(token(message))
    text = page(client, "incoming_mail", "moen", mail.pk)
    assert "Læg det i kassen" in text
    assert "Kun mine ord" in text
    assert "Må jeg tage min hund med?" in text  # under "the whole mail"
    assert post(client, "incoming_take", mail, "a.test", text="Kun mine") == 302
    assert (kept, mail.state, mail.taken_as) == (["Kun mine"], "taken", "a.test")
    assert "Lagt i kassen." in page(client, "incoming", "moen")
    post(client, "incoming_undo", mail)
    assert (kept, mail.state, mail.taken_as) == ([], "new", "")


def test_what_has_gone_too_far_is_not_undone(
    client: Client, coordinator: User, message: Message, kept: list[str]
) -> None:
    mail = came(token(message))
    post(client, "incoming_take", mail, "a.test", text="for sent")
    post(client, "incoming_undo", mail)
    assert (kept, mail.state) == (["for sent"], "taken")


def test_without_words_nothing_is_made_of_it(
    client: Client, coordinator: User, message: Message, kept: list[str]
) -> None:
    mail = came(token(message))
    assert post(client, "incoming_take", mail, "a.test", text=" ") == 422
    assert (kept, mail.state) == ([], "new")


def test_it_is_said_who_wrote_it(client: Client, network: Network, coordinator: User, aase: User) -> None:
    mail = came(came_in.INBOUND, sender="Å. Ø. <aase.privat@hjemme.example>")
    text = page(client, "incoming_mail", "moen", mail.pk, q="øster")
    assert "Åse Østergård" in text
    assert post(client, "incoming_whose", mail, person=str(aase.pk)) == 302
    assert mail.user == aase
    post(client, "incoming_whose", mail, person="nobody")
    assert mail.user is None


@pytest.mark.parametrize("chosen", ["", "x", "999999"])
def test_only_somebody_of_the_network_can_have_written_it(
    client: Client, coordinator: User, message: Message, chosen: str
) -> None:
    mail = came(token(message))
    assert post(client, "incoming_whose", mail, person=chosen) == 404
    stranger = factories.user()
    assert post(client, "incoming_whose", mail, person=str(stranger.pk)) == 404


def test_a_calendars_proposal_says_when(client: Client, coordinator: User, message: Message) -> None:
    text = came_in.calendar(UID, "TENTATIVE", method="COUNTER", starts="20270126T180000")
    mail = incoming.take_in(
        came_in.calendar_reply(token(message), text, method="COUNTER"), via="smtp", at=timezone.now()
    )
    text = page(client, "incoming_mail", "moen", mail.pk)
    assert "tirsdag 26. januar" in text
    assert "kl. 18" in text
    assert "Jeg glæder mig, og tager kage med" in text


def test_files_are_named_and_words_are_gone_after_their_time(
    client: Client, coordinator: User, message: Message
) -> None:
    mail = came(token(message), at=timezone.now() - timedelta(days=40))
    IncomingMail.objects.filter(pk=mail.pk).update(attachments=["Regnskab.pdf"])
    assert "Regnskab.pdf" in page(client, "incoming_mail", "moen", mail.pk)
    post(client, "incoming_put_away", mail, do="done")
    incoming.forget_words(at=timezone.now())
    text = page(client, "incoming_mail", "moen", mail.pk)
    assert "Regnskab.pdf" not in text
    assert "hund" not in text
    assert "30 dage" in text


@pytest.mark.parametrize("name", ["incoming", "incoming_mail"])
@pytest.mark.parametrize("role", ["member", "steering", "host"])
def test_others_find_nothing(client: Client, network: Network, message: Message, role: str, name: str) -> None:
    mail = came(token(message))
    client.force_login(factories.role(role, network))
    where = ["moen"] if name == "incoming" else ["moen", mail.pk]
    assert client.get(reverse(f"mailing:{name}", args=where)).status_code == 404


def test_another_networks_mail_is_not_found(client: Client, message: Message) -> None:
    client.force_login(factories.coordinator(factories.network("falster")))
    mail = came(token(message))
    assert client.get(reverse("mailing:incoming_mail", args=["falster", mail.pk])).status_code == 404
    assert client.post(reverse("mailing:incoming_put_away", args=["falster", mail.pk])).status_code == 404


def test_reading_changes_nothing(client: Client, coordinator: User, message: Message) -> None:
    mail = came(token(message))
    for name in ("incoming_put_away", "incoming_undo", "incoming_whose"):
        assert client.get(reverse(f"mailing:{name}", args=["moen", mail.pk])).status_code == 405
    mail.refresh_from_db()
    assert mail.state == "new"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    client: Client,
    coordinator: User,
    message: Message,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        came(token(message), f"nr. {number}")
        post(client, "incoming_put_away", came(token(message), f"før {number}"))
    with django_assert_num_queries(LIST):
        page(client, "incoming", "moen")


LIST = 8
