"""A signature is bound to the words that were read."""

import pytest

from mikrovirk.cooperation.models import Party, SignOff, Version
from mikrovirk.cooperation.services import agreements, signing
from mikrovirk.cooperation.services.agreements import NotWaiting
from mikrovirk.cooperation.services.signing import NotAParty, OtherWords
from tests.factories import NOW
from tests.factories.roles import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Story:
    return story()


def test_other_words_than_those_that_wait_are_not_signed(draft: Story) -> None:
    version = draft.put_out()
    with pytest.raises(OtherWords):
        draft.answer(version, "town", digest="0" * 64)
    Version.objects.update(content={**version.content, "codes": ["0376"]})
    with pytest.raises(OtherWords):
        draft.answer(version, "town")
    assert SignOff.objects.count() == 0


def test_a_version_that_no_longer_waits_is_not_signed(draft: Story) -> None:
    version = draft.put_out()
    draft.part(0, "town", "responsible")
    draft.put_out()
    with pytest.raises(NotWaiting):
        draft.answer(version, "town")


def test_only_a_party_of_that_version_signs(draft: Story) -> None:
    version = draft.put_out()
    draft.parties["late"] = Party.objects.create(agreement=draft.agreement, other_name="Foreningen")
    with pytest.raises(NotAParty):
        draft.answer(version, "late")


def test_an_answer_can_be_changed_and_taken_back_until_it_holds(draft: Story) -> None:
    version = draft.put_out()
    draft.answer(version, "town", "declined", "Ikke endnu")
    draft.answer(version, "town", name="Preben")
    assert [(row.said, row.name, row.why) for row in SignOff.objects.all()] == [("signed", "Preben", "")]
    signing.take_back(version, draft.parties["town"])
    assert SignOff.objects.count() == 0
    for party in draft.parties:
        draft.answer(version, party)
    with pytest.raises(NotWaiting):
        signing.take_back(version, draft.parties["town"])


def test_a_no_keeps_it_from_holding(draft: Story) -> None:
    version = draft.put_out()
    for party in ("town", "network"):
        draft.answer(version, party)
    draft.answer(version, "library", "declined", "Nej")
    version.refresh_from_db()
    assert version.state == "out"
    agreements.take_back(draft.agreement, at=NOW)
    assert SignOff.objects.count() == 3
