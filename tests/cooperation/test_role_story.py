"""The story the journeys go on from sends both mails about the division of roles."""

import pytest

from mikrovirk.cooperation.models import Version
from mikrovirk.mailing.models import Mailing
from tests import factories
from tests.cooperation import role_story
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_parties_are_asked_and_reminded() -> None:
    network = factories.network(municipality_code="0390")
    role_story.tell(network, factories.coordinator(network), at=NOW)
    drafted = Mailing.objects.filter(network=network, state=Mailing.State.DRAFT)
    assert set(drafted.values_list("kind", flat=True)) == {"cooperation.sign", "cooperation.review"}
    assert list(Version.objects.values_list("number", "state")) == [(2, "out"), (1, "force")]
    assert len(role_story.links()) == 2
