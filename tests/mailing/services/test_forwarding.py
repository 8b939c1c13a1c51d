"""What is sent on to the network's contact, where the coordinator switched that on."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from mikrovirk.accounts.models import User
from mikrovirk.mailing import jobs
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.mails import SENT_ON
from mikrovirk.mailing.models import IncomingMail, Letter, MailboxCopy
from mikrovirk.mailing.queries import incoming as incoming_queries
from mikrovirk.mailing.queries.matching import parsed
from mikrovirk.mailing.services import forwarding, incoming
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW
from tests.mailing import came_in
from tests.mailing.kinds import ASK
from tests.mailing.services.test_incoming import sent, token
from tests.mailing.test_delivery import body

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _takes_replies(settings: Settings) -> None:
    settings.INBOUND_ADDRESS = came_in.INBOUND


@pytest.fixture
def network() -> Network:
    network = factories.network("moen", name="Møn", contact_name="Sanne Bæk", contact_email="sanne@kontor.example")
    mailing.switch_rule_on(network, SENT_ON.key, by=factories.coordinator(network), at=NOW)
    return network


@pytest.fixture
def aase(network: Network) -> User:
    return factories.member(network, "Åse Østergård", email="aase@firma.example").user


def take_in(raw: bytes) -> IncomingMail:
    return incoming.take_in(raw, via="smtp", at=NOW)


def test_without_the_coordinators_word_nothing_is_sent_on(network: Network, aase: User) -> None:
    to = token(sent(network, aase))
    mailing.switch_rule_off(network, SENT_ON.key)
    mail = take_in(came_in.reply(to))
    jobs.run(now=NOW)
    assert (Letter.objects.count(), incoming_queries.to_look_at(network).get()) == (0, mail)


def test_what_came_before_it_was_switched_on_stays_on_the_page(network: Network, aase: User) -> None:
    to = token(sent(network, aase))
    incoming.take_in(came_in.reply(to, "Før"), via="smtp", at=NOW - timedelta(minutes=1))
    after = take_in(came_in.reply(to, "Efter"))
    assert forwarding.send_on(at=NOW) == 1
    assert IncomingMail.objects.get(forwarded_at=NOW) == after


def test_a_rule_of_one_network_sends_nothing_of_another(network: Network, aase: User) -> None:
    falster = factories.network("falster", contact_email="bo@kontor.example")
    take_in(came_in.reply(token(sent(falster, aase))))
    assert forwarding.send_on(at=NOW) == 0


def test_a_reply_for_people_reaches_the_contact_once(network: Network, aase: User) -> None:
    mail = take_in(came_in.reply(token(sent(network, aase)), "Må jeg tage min hund med?", subject="SV: Aftenen på Møn"))
    MailboxCopy.objects.all().delete()
    jobs.run(now=NOW)
    jobs.run(now=NOW)
    deliver_due(now=NOW + timedelta(minutes=1), worker="test")
    copy = MailboxCopy.objects.get(to="sanne@kontor.example")
    letter = parsed(bytes(copy.raw))
    assert letter["From"] == "Åse Østergård via Møn <post@mikrovirk.example>"
    assert (letter["Reply-To"], letter["Subject"]) == ("Åse Østergård <aase@firma.example>", "SV: Aftenen på Møn")
    assert letter["Auto-Submitted"] == "auto-forwarded"
    assert body(letter) == (
        "Må jeg tage min hund med?\n\n-- \nNår du svarer på denne mail, går svaret til Åse Østergård.\n"
        f"Her kan du lægge det, der står, hvor det hører til: http://localhost:8000/networks/moen/mails/incoming/{mail.pk}/\n"
    )
    mail.refresh_from_db()
    assert (mail.state, mail.forwarded_at) == ("new", NOW)


def test_what_a_job_takes_is_not_sent_on_unless_it_is_left_to_people(network: Network, aase: User) -> None:
    mail = take_in(came_in.reply(token(sent(network, aase, kind=ASK))))
    assert forwarding.send_on(at=NOW) == 0
    incoming.leave_to_people(mail, why="Runden er lukket.")
    assert forwarding.send_on(at=NOW) == 1
    assert body(parsed(bytes(Letter.objects.get().raw))).partition("-- \n")[2].startswith("Runden er lukket.\n\nNår du")


def test_files_are_named_and_not_carried_on(network: Network, aase: User) -> None:
    mail = take_in(came_in.reply(token(sent(network, aase))))
    IncomingMail.objects.filter(pk=mail.pk).update(attachments=["Hunden.jpg", "Stamtavle.pdf"])
    assert forwarding.send_on(at=NOW) == 1
    said = body(parsed(bytes(Letter.objects.get().raw)))
    assert "Der var filer med, som ikke er gemt: Hunden.jpg, Stamtavle.pdf." in said


def test_what_nobody_wrote_and_what_strangers_send_stays_here(network: Network, aase: User) -> None:
    to = token(sent(network, aase))
    take_in(came_in.absence(to))
    take_in(came_in.report("<0@mikrovirk.example>", to=to))
    take_in(came_in.reply(sender="gevinst@lotto.example"))
    assert forwarding.send_on(at=NOW) == 0


def test_the_contacts_own_mail_is_not_sent_back(network: Network) -> None:
    factories.coordinator(network, email="sanne@kontor.example")
    take_in(came_in.reply(sender="sanne@kontor.example"))
    assert forwarding.send_on(at=NOW) == 0


def test_without_a_contact_it_stays_on_the_page(network: Network, aase: User) -> None:
    Network.objects.update(contact_email="")
    take_in(came_in.reply(token(sent(network, aase))))
    assert forwarding.send_on(at=NOW) == 0


def test_a_flood_is_not_passed_on(network: Network, aase: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forwarding, "AT_MOST", 2)
    to = token(sent(network, aase))
    for number in range(4):
        take_in(came_in.reply(to, f"nr. {number}"))
    assert forwarding.send_on(at=NOW) == 2
    assert forwarding.send_on(at=NOW + timedelta(hours=25)) == 2


def test_old_mails_are_not_sent_on(network: Network, aase: User) -> None:
    take_in(came_in.reply(token(sent(network, aase))))
    assert forwarding.send_on(at=NOW + timedelta(days=3)) == 0
