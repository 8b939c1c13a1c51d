"""A mail in the name of a person, and where replies to any mail go."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from mikrovirk.accounts.models import User
from mikrovirk.mailing import services
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.domain.incoming.addresses import token_of
from mikrovirk.mailing.models import MailboxCopy, Mailing, Message
from mikrovirk.mailing.rendering import preview
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW
from tests.mailing import came_in
from tests.mailing.kinds import ASK, INVITATION
from tests.mailing.test_delivery import body, parsed

pytestmark = pytest.mark.django_db
CONTEXT = {"day": "mandag 25. januar", "title": "Salg uden at sælge", "link": "https://net.example/s/1/"}


@pytest.fixture
def network() -> Network:
    return factories.network("moen", name="Møn", contact_name="Sanne Bæk", contact_email="sanne@kontor.example")


@pytest.fixture
def aase() -> User:
    return factories.user("Åse Østergård", email="aase@firma.example")


def leave(network: Network, user: User, kind: str) -> Mailing:
    mailing = services.draft(
        kind=kind,
        occasion="round:1",
        network=network,
        recipients=[services.Recipient(user)],
        at=NOW,
        due_at=NOW,
        context=CONTEXT,
        sender_name="Lise Holm",
        sender_email="lise@holm.example",
    )
    services.approve(mailing, by=user, at=NOW)
    deliver_due(now=NOW + timedelta(minutes=1), worker="test")
    return mailing


def test_it_comes_from_the_person_and_looks_like_a_mail(network: Network, aase: User) -> None:
    leave(network, aase, ASK)
    mail = parsed(bytes(MailboxCopy.objects.get().raw))
    assert (mail["From"], mail["Reply-To"]) == ("Lise Holm <post@mikrovirk.example>", "Lise Holm <lise@holm.example>")
    assert mail["List-Id"] is None
    text = body(mail)
    assert text.startswith(
        "Kære Åse\n\nHvad savner du i netværket?\n\nSvar her:\nhttps://net.example/s/1/\n\nVenlig hilsen\nLise Holm\nMøn\n\n"
        "Ikke flere mails som denne:\nhttp://localhost:8000/mail/unsubscribe/"
    )
    assert len(text.strip().split("\n")) == 13
    html = body(mail, "html")
    assert "style" not in html.replace(' style="margin:0 0 1em"', "").replace(
        ' style="margin-top:2em;font-size:smaller"', ""
    )
    assert '<a href="https://net.example/s/1/">Svar her</a>' in html


def test_other_mails_of_the_network_stay_as_they_are(network: Network, aase: User) -> None:
    leave(network, aase, INVITATION)
    mail = parsed(bytes(MailboxCopy.objects.get().raw))
    assert (mail["From"], mail["Reply-To"]) == (
        '"Sanne Bæk, Møn" <post@mikrovirk.example>',
        "Sanne Bæk <sanne@kontor.example>",
    )


@pytest.mark.parametrize(("kind", "name"), [(ASK, "Lise Holm"), (INVITATION, "Sanne Bæk")])
def test_where_replies_are_taken_in_each_mail_has_an_address_of_its_own(
    network: Network, aase: User, settings: Settings, kind: str, name: str
) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND
    mailing = leave(network, aase, kind)
    token = token_of(Message.objects.get(mailing=mailing).message_id)
    assert parsed(bytes(MailboxCopy.objects.get().raw))["Reply-To"] == f"{name} <svar+{token}@mikrovirk.example>"
    assert len(token) == 32


def test_it_is_seen_beforehand_as_it_will_look(network: Network, aase: User) -> None:
    mailing = leave(network, aase, ASK)
    seen = preview(Message.objects.get(), mailing, aase)
    assert seen.sender == "Lise Holm"
    assert "button" not in seen.html
    assert "<p>Venlig hilsen<br>Lise Holm<br>Møn</p>" in seen.html
    assert seen.html.count("<div") == seen.html.count("</div>") == 1
