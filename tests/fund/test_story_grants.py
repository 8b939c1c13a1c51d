"""The story of grants that the journeys walk through."""

import pytest
from django.utils import timezone

from mikrovirk.fund.models import Agreement
from mikrovirk.mailing.models import Message
from tests import factories
from tests.fund import story, story_grants, story_office

pytestmark = pytest.mark.django_db


def test_every_mail_of_a_grant_is_sent() -> None:
    network = factories.network("lynet", municipality_code="0390")
    people = [factories.member(network, f"Medlem {number}") for number in range(9)]
    caseworker = factories.coordinator(network)
    now = timezone.now()
    told = story.tell(network, people, caseworker, at=now)
    story_office.run(told, people, caseworker, at=now)
    story_grants.run(told, people, caseworker, at=now)
    sent = set(Message.objects.values_list("mailing__kind", flat=True))
    assert sent >= {
        f"fund.{name}"
        for name in (
            "accept_soon",
            "lapsed",
            "paid",
            "claim_refused",
            "report_soon",
            "report_late",
            "report_again",
            "ended",
        )
    }
    assert Agreement.objects.count() == 5
