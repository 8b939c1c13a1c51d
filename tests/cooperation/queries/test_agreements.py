"""Who may do what with an agreement, and whose it is."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import AgreementArea
from mikrovirk.cooperation.queries.agreements import (
    agreement_of,
    could_join,
    may_begin,
    people_of,
    place_of,
    standing_of,
)
from mikrovirk.networks.models import Role
from tests import factories
from tests.factories import TODAY
from tests.factories.roles import VORDINGBORG, Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Story:
    return story()


def standing(user: User | AnonymousUser, draft: Story) -> tuple[bool, list[str]]:
    found = standing_of(user, draft.agreement)
    return found.edits, [party.name for party in found.parties]


def test_who_keeps_the_municipality_edits_and_who_speaks_for_a_party_signs(draft: Story) -> None:
    steering = factories.role(Role.Name.STEERING, draft.network)
    substitute = factories.role(Role.Name.SUBSTITUTE, draft.network)
    assert standing(draft.mona, draft) == (True, ["MikroVirk 0390"])
    assert standing(draft.preben, draft) == (True, ["Kommune 0390"])
    assert standing(substitute, draft) == (True, [])
    assert standing(factories.user(is_administrator=True), draft) == (True, [])
    assert standing(steering, draft) == (False, [])
    assert standing(AnonymousUser(), draft) == (False, [])
    assert not standing_of(factories.member(draft.network).user, draft.agreement)


def test_a_role_that_is_over_speaks_for_nobody(draft: Story) -> None:
    draft.preben.roles.update(until_date=TODAY - timedelta(days=400))
    assert standing(draft.preben, draft) == (False, [])
    assert people_of(draft.parties["town"]) == []
    assert people_of(draft.parties["network"]) == [draft.mona]
    assert people_of(draft.parties["library"]) == []


def test_one_agreement_can_hold_in_several_municipalities(draft: Story) -> None:
    AgreementArea.objects.create(agreement=draft.agreement, municipality_code="0376")
    assert agreement_of("0376") == agreement_of(VORDINGBORG) == draft.agreement
    assert place_of(("0390", "0376")) == "Guldborgsund + Vordingborg"
    neighbour = factories.coordinator(factories.network("falster", municipality_code="0376"))
    assert standing(neighbour, draft) == (True, [])
    assert may_begin(neighbour, "0376")
    assert not may_begin(neighbour, VORDINGBORG)


def test_who_is_no_party_yet_can_join(draft: Story) -> None:
    council = factories.organisation("erhverv")
    other = factories.network("andet")
    factories.network("lukket", is_open=False)
    assert [list(rows) for rows in could_join(draft.agreement)] == [[council], [other]]
