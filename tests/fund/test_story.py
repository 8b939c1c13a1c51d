"""The story the journeys go on from sends every mail about ideas and applications, and each can be read in two languages."""

from pathlib import Path
from typing import Any

import pytest

from mikrovirk.fund import mails_applications, mails_ideas
from mikrovirk.mailing.kinds import MailKind
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.rendering import preview
from tests import factories
from tests.fund import story

pytestmark = pytest.mark.django_db
KINDS = {
    each.key
    for module in (mails_applications, mails_ideas)
    for each in vars(module).values()
    if isinstance(each, MailKind)
}


def test_every_mail_is_sent_once_and_says_why_and_what_to_do(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    place = factories.network("moen")
    people = [factories.member(place, f"Medlem {n}") for n in range(6)]
    story.tell(place, people, factories.user("Karen Holm"), at=factories.NOW)
    sent = Message.objects.filter(kind__in=KINDS)
    assert set(sent.values_list("kind", flat=True)) == KINDS
    for message in sent.select_related("mailing", "user"):
        for language in ("da", "en"):
            message.user.language = language
            shown = preview(message, message.mailing, message.user)
            assert "{" not in shown.subject + shown.html, message.kind
