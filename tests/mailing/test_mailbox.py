"""The local mailbox: read as the recipient would, by those who may."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from mikrovirk.mailing import services
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.models import IncomingMail, MailboxCopy
from mikrovirk.mailing.queries import incoming
from mikrovirk.mailing.services import trying_out
from mikrovirk.networks.models import Installation
from tests import factories
from tests.mailing.kinds import RECEIPT

pytestmark = pytest.mark.django_db
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//DA\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:m1@mikrovirk.example\r\n"
    "SEQUENCE:0\r\nDTSTAMP:20270111T090000Z\r\nDTSTART:20270125T163000Z\r\nSUMMARY:Salg på Møn\r\nLOCATION:Møn Bibliotek\r\n"
    "ATTENDEE;CN={attendee_name}:mailto:{attendee}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def copy(settings: Settings) -> MailboxCopy:
    """A mail that stayed here, in an example region."""
    settings.DEMO, settings.SMTP = True, {}
    Installation.objects.create(pk=1, is_example=True)
    context = {"title": "Salg <uden> at sælge", "link": "http://localhost:8000/"}
    services.send_service(
        kind=RECEIPT,
        occasion="s:1",
        user=factories.user("Åse Bæk", email="aase@firma.example"),
        at=timezone.now(),
        context=context,
        network=factories.network("moen", name="Møn"),
        calendar=ICS,
        calendar_method="REQUEST",
    )
    assert deliver_due(now=timezone.now(), worker="test") == 1
    return MailboxCopy.objects.get()


def test_lists_mails_by_reader(client: Client, copy: MailboxCopy) -> None:
    text = client.get(reverse("mailing:mailbox")).content.decode()
    assert "Du er tilmeldt Salg &lt;uden&gt; at sælge" in text
    assert "?to=aase%40firma.example" in text
    assert "Ingen mail passer" in client.get(reverse("mailing:mailbox"), {"q": "ukendt"}).content.decode()
    assert "Mails til aase@firma.example" in client.get(reverse("mailing:mailbox"), {"to": copy.to}).content.decode()


def test_shows_text_calendar_in_words_and_headers(client: Client, copy: MailboxCopy) -> None:
    text = client.get(reverse("mailing:mailbox_mail", args=[copy.pk])).content.decode()
    # The year is said while it is not this one.
    text = text.replace("januar kl.", "januar 2027 kl.")
    assert "Salg på Møn, mandag 25. januar 2027 kl. 17.30, Møn Bibliotek" in text
    assert "Hej Åse" in text
    assert "Auto-Submitted" in text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in text


def test_the_html_has_a_strict_policy_of_its_own(client: Client, copy: MailboxCopy) -> None:
    answer = client.get(reverse("mailing:mailbox_html", args=[copy.pk]))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox" in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "Salg &lt;uden&gt; at sælge" in answer.content.decode()


def test_is_there_only_without_a_mail_server_and_only_for_those_who_may(
    client: Client, copy: MailboxCopy, settings: Settings
) -> None:
    pages = [reverse("mailing:mailbox"), reverse("mailing:mailbox_mail", args=[copy.pk])]
    settings.DEMO = False
    assert [client.get(page).status_code for page in pages] == [404, 404]
    client.force_login(factories.user())
    assert [client.get(page).status_code for page in pages] == [404, 404]
    client.force_login(factories.user(is_administrator=True))
    assert [client.get(page).status_code for page in pages] == [200, 200]
    settings.DEMO, settings.SMTP = True, {"host": "smtp.example", "port": 25}
    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.django_db(transaction=True)
def test_the_mail_is_read_in_its_frame_and_its_links_open_beside_it(
    page: Page, live_server: Any, copy: MailboxCopy
) -> None:
    MailboxCopy.objects.update(raw=bytes(copy.raw).replace(b"http://localhost:8000/", live_server.url.encode() + b"/"))
    page.goto(live_server.url + reverse("mailing:mailbox_mail", args=[copy.pk]))
    frame = page.frame_locator("iframe")
    frame.get_by_text("Du er tilmeldt Salg <uden> at sælge.").wait_for()
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Se eller ret din tilmelding").click()
    assert opened.value.url.startswith(live_server.url)


# --- answering in the example region ---------------------------------------------------------------------------------


def answer(client: Client, copy: MailboxCopy, **fields: str) -> int:
    return client.post(reverse("mailing:mailbox_answer", args=[copy.pk]), fields).status_code


def test_a_mail_of_the_example_is_answered_as_its_reader_would(client: Client, copy: MailboxCopy) -> None:
    assert "Svar som Åse Bæk" in client.get(reverse("mailing:mailbox_mail", args=[copy.pk])).content.decode()
    assert answer(client, copy, text="Må jeg tage min hund med?") == 302
    mail = IncomingMail.objects.get()
    assert (mail.sort, mail.message, mail.sender) == ("reply", copy.message, "aase@firma.example")
    words = incoming.words_of(mail)
    assert words.startswith("Må jeg tage min hund med?\n\nMøn skrev:\n\n> Hej Åse\n>")


def test_its_calendar_answers_too(client: Client, copy: MailboxCopy, settings: Settings) -> None:
    assert answer(client, copy, calendar="DECLINED") == 302
    mail = IncomingMail.objects.get()
    assert (mail.sort, mail.message, mail.for_people) == ("calendar", copy.message, False)
    assert (mail.calendar["uid"], mail.calendar["partstat"]) == ("m1@mikrovirk.example", "DECLINED")


@pytest.mark.parametrize("fields", [{}, {"text": "  "}, {"calendar": "PERHAPS"}])
def test_an_empty_answer_is_none(client: Client, copy: MailboxCopy, fields: dict[str, str]) -> None:
    assert answer(client, copy, **fields) == 422
    assert not IncomingMail.objects.exists()


def test_nobody_answers_for_others_in_a_real_installation(
    client: Client, copy: MailboxCopy, settings: Settings
) -> None:
    settings.DEMO = False
    client.force_login(factories.user(is_administrator=True))
    text = client.get(reverse("mailing:mailbox_mail", args=[copy.pk])).content.decode()
    assert "Svar som" not in text
    assert answer(client, copy, text="Ja") == 404
    with pytest.raises(trying_out.NotTheExample):
        trying_out.reply(copy, "Ja", at=timezone.now())
