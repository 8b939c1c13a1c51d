"""The words of old mails go; that they were sent stays, and their pages still open."""

from datetime import timedelta

import pytest
from django.test import Client

from mikrovirk.mailing.models import IncomingMail, MailboxCopy, Mailing, Message
from mikrovirk.mailing.services import retention
from mikrovirk.programme.services.invitations import draft_invitation
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=900)
BEFORE = NOW - timedelta(days=730)


def old_mailing(state: str) -> Mailing:
    network = factories.network()
    factories.member(network)
    mailing = draft_invitation(factories.meeting(network), at=NOW)
    assert mailing
    Mailing.objects.update(due_at=LONG_AGO, created_at=LONG_AGO, body="Kom og hils på Lise.")
    Message.objects.update(
        due_at=LONG_AGO, state=state, sent_at=LONG_AGO if state == "sent" else None, context={"x": 1}
    )
    return mailing


def test_a_sent_mail_loses_its_words_and_is_still_known_as_sent() -> None:
    mailing = old_mailing("sent")
    occasion = Mailing.objects.get().occasion
    assert retention.old_mailings(BEFORE).count() == 1
    assert retention.empty_mailings(BEFORE) == 1
    fresh = Mailing.objects.get()
    assert (fresh.body, fresh.context, fresh.calendar, fresh.occasion) == ("", {}, "", occasion)
    assert list(Message.objects.values_list("state", "context")) == [("sent", {})]
    client = Client()
    client.force_login(factories.coordinator(mailing.network))  # type: ignore[arg-type]
    page = client.get(f"/networks/{mailing.network.slug}/mails/{mailing.pk}/")  # type: ignore[union-attr]
    assert page.status_code == 200


def test_a_copy_on_the_mailbox_page_goes_with_the_words() -> None:
    for at in (LONG_AGO, NOW):
        MailboxCopy.objects.create(to="lise@systuen.example", subject="Kom", raw=b"x", at=at)
    retention.empty_mailings(BEFORE)
    assert [copy.at for copy in MailboxCopy.objects.all()] == [NOW]


def test_what_waits_keeps_its_words() -> None:
    old_mailing("draft")
    assert retention.empty_mailings(BEFORE) == 0
    assert Mailing.objects.get().body == "Kom og hils på Lise."


def test_that_somebody_wrote_is_forgotten_once_it_was_dealt_with() -> None:
    for digest, state in (("1", "new"), ("2", "taken")):
        IncomingMail.objects.create(
            digest=digest, via="imap", sort="loose", received_at=LONG_AGO, state=state, taken_at=NOW
        )
    assert retention.forget_incoming(BEFORE) == 1
    assert IncomingMail.objects.get().digest == "1"
