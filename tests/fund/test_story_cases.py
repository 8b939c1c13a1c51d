"""The story sends every mail about assessing and deciding, each in two languages; decisions say why and how to complain."""

import pytest
from django.utils import timezone

from mikrovirk.fund import mails_decisions
from mikrovirk.mailing.kinds import MailKind
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.rendering import preview
from tests import factories
from tests.fund import story, story_cases, story_office

pytestmark = pytest.mark.django_db
KINDS = {each.key for each in vars(mails_decisions).values() if isinstance(each, MailKind)}
WHY = {"fund.decision_granted", "fund.decision_refused"}
COMPLAINT = {"da": "Er du uenig?", "en": "Do you disagree?"}


def test_every_mail_is_sent_in_both_languages_and_decisions_say_why_and_how_to_complain() -> None:
    place = factories.network("moen")
    people = [factories.member(place, f"Medlem {n}") for n in range(6)]
    caseworker = factories.user("Karen Holm")
    now = timezone.now()
    told = story.tell(place, people, caseworker, at=now)
    story_office.run(told, people, caseworker, at=now)
    call = story_cases.run(told, people, caseworker, at=now)
    assert [str(case.title) for case in call.applications.filter(state="granted")] == [story_cases.MARKET]
    sent = Message.objects.filter(kind__in=KINDS)
    assert set(sent.values_list("kind", flat=True)) == KINDS
    seen = set()
    for message in sent.select_related("mailing", "user"):
        for language in ("da", "en"):
            message.user.language = language
            shown = preview(message, message.mailing, message.user)
            assert "{" not in shown.subject + shown.html, message.kind
            if message.kind in WHY:
                assert COMPLAINT[language] in shown.html
                assert any(
                    reason in shown.html for reason in (story_cases.GOOD, story_cases.AWAY, story_cases.ONLY_OWN)
                )
            seen.add(shown.html)
    assert len(seen) == 2 * sent.count()  # no text is the same in the two languages
