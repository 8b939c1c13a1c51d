"""The story the journeys go on from sends the mail to a calendar's owner, and it can be read in two languages."""

import pytest

from mikrovirk.landscape.models import OutsideEvent
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.rendering import preview
from tests import factories
from tests.landscape import story

pytestmark = pytest.mark.django_db


def test_the_owner_is_told_what_is_wrong() -> None:
    network = factories.network("moen", name="Møn", municipality_code="0390")
    story.tell(network, factories.coordinator(network), at=factories.NOW)
    assert OutsideEvent.objects.count() == 2
    message = Message.objects.select_related("mailing", "user").get(kind="landscape.feed_trouble")
    said = {}
    for language in ("da", "en"):
        message.user.language = language
        shown = preview(message, message.mailing, message.user)
        assert "{" not in shown.subject + shown.html
        said[language] = (shown.subject, "Højtlæsning" in shown.html)
    assert said == {
        "da": ("Noget i jeres kalender Biblioteket kan ikke læses", True),
        "en": ("Something in your calendar Biblioteket cannot be read", True),
    }


def test_the_owner_of_an_entry_is_asked_and_gets_the_link() -> None:
    network = factories.network("moen", name="Møn", municipality_code="0390")
    story.tell_of_an_entry(network, factories.coordinator(network), at=factories.NOW)
    said = {}
    for message in Message.objects.select_related("mailing", "user").filter(kind__startswith="landscape.entry"):
        for language in ("da", "en"):
            message.user.language = language
            shown = preview(message, message.mailing, message.user)
            assert "{" not in shown.subject + shown.html
            said[message.kind, language] = shown.subject
    assert said == {
        ("landscape.entry_ask", "da"): "Passer det stadig? Møns Erfa",
        ("landscape.entry_ask", "en"): "Is this still right? Møns Erfa",
        ("landscape.entry_link", "da"): "Dit link til Møns Erfa",
        ("landscape.entry_link", "en"): "Your link to Møns Erfa",
    }
