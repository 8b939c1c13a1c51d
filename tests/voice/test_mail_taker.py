"""A mail that came in is put into the stream by the coordinator."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.queries import incoming as queries
from mikrovirk.mailing.services import incoming
from mikrovirk.networks.models import Network
from mikrovirk.voice import mail_taker
from mikrovirk.voice.models import Input
from tests import factories
from tests.factories import NOW
from tests.mailing import came_in, kinds
from tests.mailing.services.test_incoming import sent, token

kinds.register_once()
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _takes_replies(settings: Settings) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND


@pytest.fixture
def network() -> Network:
    return factories.network("moen", name="Møn", contact_name="Sanne Bæk")


@pytest.fixture
def aase(network: Network) -> Person:
    return factories.member(network, "Åse Østergård", email="aase@firma.example")


def reply_with_quote(network: Network, aase: Person) -> IncomingMail:
    message = sent(network, aase.user)
    plain = incoming.take_in(came_in.reply(token(message)), via="smtp", at=NOW)
    found = queries.sent_as(plain)
    assert found is not None
    quoted = "\n".join(f"> {line}" for line in found.text.split("\n"))
    text = f"Kan vi ikke få et oplæg om moms?\n\nVenlig hilsen\nÅse\n\nDen 11. jan. 2027 kl. 10.01 skrev Sanne Bæk <{token(message)}>:\n\n{quoted}"
    return incoming.take_in(came_in.reply(token(message), text), via="smtp", at=NOW)


def post(client: Client, name: str, mail: IncomingMail, *more: str, **fields: str) -> int:
    client.force_login(factories.coordinator(Network.objects.get(slug="moen")))
    return client.post(reverse(f"mailing:{name}", args=["moen", mail.pk, *more]), fields).status_code


def test_the_writers_own_words_are_proposed(network: Network, aase: Person) -> None:
    assert mail_taker.own_words(reply_with_quote(network, aase)) == "Kan vi ikke få et oplæg om moms?"


def test_what_is_kept_lands_in_the_stream_once(client: Client, network: Network, aase: Person) -> None:
    mail = reply_with_quote(network, aase)
    for _again in range(2):
        assert post(client, "incoming_take", mail, mail_taker.KEY, text="Et oplæg om moms") == 302
    row = Input.objects.get()
    assert (row.network, row.source, row.person, row.text, row.at) == (network, "mail", aase, "Et oplæg om moms", NOW)


def test_a_strangers_words_keep_their_name(client: Client, network: Network) -> None:
    raw = came_in.reply(sender="Bodil Bæk <bodil@andet.example>")
    mail = incoming.take_in(raw, via="smtp", at=NOW)
    post(client, "incoming_take", mail, mail_taker.KEY, text="Hvornår mødes I?")
    row = Input.objects.get()
    assert (row.person, row.author_name, row.receipt) == (None, "Bodil Bæk", "")


def test_it_is_undone_as_long_as_nothing_has_come_of_it(client: Client, network: Network, aase: Person) -> None:
    mail = reply_with_quote(network, aase)
    post(client, "incoming_take", mail, mail_taker.KEY, text="moms")
    post(client, "incoming_undo", mail)
    assert not Input.objects.exists()
    post(client, "incoming_take", mail, mail_taker.KEY, text="moms")
    Input.objects.update(outcome="noted", outcome_at=NOW)
    post(client, "incoming_undo", mail)
    mail.refresh_from_db()
    assert (Input.objects.count(), mail.state) == (1, "taken")


def test_with_the_part_off_there_is_no_stream(client: Client, network: Network, aase: Person) -> None:
    Network.objects.update(parts=[])
    mail = reply_with_quote(network, aase)
    assert post(client, "incoming_take", mail, mail_taker.KEY, text="moms") == 404
    assert not Input.objects.exists()
