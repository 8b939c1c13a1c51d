"""The pages of mails in a real browser: axe finds nothing at phone and desktop width, and nothing scrolls sideways."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from mikrovirk.accounts.models import User
from mikrovirk.mailing import services
from mikrovirk.mailing.delivery import deliver_due
from mikrovirk.mailing.models import IncomingMail, MailboxCopy, Message
from mikrovirk.mailing.rendering import unsubscribe_token
from mikrovirk.mailing.services import incoming
from mikrovirk.networks.models import Installation
from tests import axe, factories
from tests.mailing import came_in
from tests.mailing.kinds import INVITATION, RECEIPT, TASK
from tests.mailing.test_mails_pages import draft

pytestmark = pytest.mark.django_db(transaction=True)


def came(writer: User) -> IncomingMail:
    """A mail with everything on its page."""
    raw = came_in.reply(text="Må jeg tage min hund med?\n" * 5, sender=f"{writer.full_name} <{writer.email}>")
    mail = incoming.take_in(raw, via="imap", at=timezone.now())
    IncomingMail.objects.filter(pk=mail.pk).update(attachments=["Et billede af hunden ved Møns Klint.jpg"])
    return mail


def test_every_page_of_mails(page: Page, live_server: Any, client: Client, settings: Settings) -> None:
    settings.DEMO, settings.SMTP = True, {}
    Installation.objects.create(pk=1, is_example=True)
    network = factories.network("moen", name="Møns og Bogøs Netværk for Mikrovirksomheder", contact_name="Sanne Bæk")
    coordinator = factories.coordinator(network)
    client.force_login(coordinator)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    users = [factories.user(f"Anna-Lise Østergaard-Christoffersen {number}") for number in range(14)]
    waiting = draft(network, *users)
    services.approve(draft(network, *users, kind=TASK, occasion="t"), by=coordinator, at=timezone.now())
    services.send_service(
        kind=RECEIPT, occasion="s:1", user=users[0], at=timezone.now(), network=network, context={"title": "Moms"}
    )
    deliver_due(now=timezone.now(), worker="test")
    dead = factories.role("member", network)
    services.mark_bounced(dead, at=timezone.now(), reason="550 5.1.1 No such mailbox here")
    failed = draft(network, factories.user(), occasion="failed").messages.get()
    Message.objects.filter(pk=failed.pk).update(state="failed", why="554 Message refused")
    token = unsubscribe_token(users[0], network.pk, INVITATION)
    came_in_mail = came(factories.role("member", network))
    places = [
        reverse("mailing:mails", args=["moen"]),
        reverse("mailing:mailing", args=["moen", waiting.pk]),
        reverse("mailing:edit", args=["moen", waiting.pk]),
        reverse("mailing:rules", args=["moen"]),
        reverse("mailing:kind", args=["moen", RECEIPT]),
        reverse("mailing:address", args=["moen", dead.pk]),
        reverse("mailing:incoming", args=["moen"]),
        reverse("mailing:incoming_mail", args=["moen", came_in_mail.pk]) + "?q=Lise",
        reverse("mailing:unsubscribe", args=[token]),
        reverse("mailing:unsubscribe", args=["x"]),
        reverse("mailing:mailbox"),
        reverse("mailing:mailbox_mail", args=[MailboxCopy.objects.get().pk]),
    ]
    for place in places:
        page.goto(live_server.url + place)
        axe.check(page)
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place


def test_a_draft_is_read_edited_and_sent(page: Page, live_server: Any, client: Client) -> None:
    network = factories.network("moen", name="Møn", contact_name="Sanne Bæk")
    client.force_login(factories.coordinator(network))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    mailing = draft(network, factories.user("Anna Bæk"), factories.user("Bo Dahl"))
    page.goto(live_server.url + reverse("mailing:mails", args=["moen"]))
    page.get_by_role("link", name="Læs den først").click()
    page.get_by_role("link", name="Ret teksten").click()
    page.get_by_label("Emne").fill("Kom den {dag}")
    page.get_by_role("button", name="Gem og se den").click()
    page.get_by_text("Ingen udfylder {dag}.").first.wait_for()
    page.get_by_label("Emne").fill("Kom den {day}")
    page.get_by_role("button", name="Gem og se den").click()
    page.get_by_role("heading", level=1, name="Kom den mandag 25. januar").wait_for()
    page.get_by_role("link", name="Bo Dahl").click()
    page.get_by_role("heading", name="Sådan ser Bo Dahl den").wait_for()
    page.get_by_role("button", name="Send den ikke til Bo Dahl").click()
    page.get_by_role("button", name="Send til én person").click()
    page.get_by_text("Mailen går til én person om et øjeblik.").wait_for()
    assert dict(mailing.messages.values_list("user__full_name", "state")) == {
        "Anna Bæk": "queued",
        "Bo Dahl": "stopped",
    }
    page.get_by_role("link", name="Se den, eller fortryd").click()
    page.get_by_role("button", name="Fortryd godkendelsen").click()
    page.get_by_text("Fortrudt.").wait_for()
    assert set(mailing.messages.values_list("state", flat=True)) == {"draft", "stopped"}
