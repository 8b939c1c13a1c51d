"""The office's part of the story sends every mail about calls and roles, and each can be read in two languages."""

import pytest

from mikrovirk.fund import mails_calls
from mikrovirk.fund.queries import ledger
from mikrovirk.mailing.kinds import MailKind
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.rendering import preview
from tests import factories
from tests.fund import story, story_office

pytestmark = pytest.mark.django_db
KINDS = {each.key for each in vars(mails_calls).values() if isinstance(each, MailKind)}


def test_every_mail_is_sent_and_the_books_agree() -> None:
    place = factories.network("moen")
    people = [factories.member(place, f"Medlem {n}") for n in range(6)]
    caseworker = factories.user("Karen Holm")
    told = story.tell(place, people, caseworker, at=factories.NOW)
    story_office.run(told, people, caseworker, at=factories.NOW)
    sent = Message.objects.filter(kind__in=KINDS)
    assert set(sent.values_list("kind", flat=True)) == KINDS
    for message in sent.select_related("mailing", "user"):
        for language in ("da", "en"):
            message.user.language = language
            shown = preview(message, message.mailing, message.user)
            assert "{" not in shown.subject + shown.html, message.kind
    assert ledger.faults(told.fund) == []
    assert ledger.balances(told.call).available == told.call.pot
