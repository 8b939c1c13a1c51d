"""Of many networks some have their turn each time, and nobody is passed over."""

import pytest
from django.core.cache import cache

from mikrovirk.networks.models import Network
from mikrovirk.programme.services import turns

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 2)
    cache.clear()


def test_of_many_networks_the_next_have_their_turn_and_then_the_first_again() -> None:
    networks = [Network(pk=number) for number in (4, 1, 7, 2, 9)]
    asked = [[each.pk for each in turns.whose_turn_it_is(networks, "slots")] for _round in range(4)]
    assert asked == [[1, 2], [4, 7], [9], [1, 2]]
    assert [each.pk for each in turns.whose_turn_it_is(networks, "invitations")] == [1, 2]


def test_of_a_few_everybody_has() -> None:
    networks = [Network(pk=1), Network(pk=2)]
    assert turns.whose_turn_it_is(networks, "slots") == networks
