"""Queries written once: the same rows as Django's own, with other values each time."""

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.common.prepared import PreparedQuery
from mikrovirk.networks.models import Network
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_rows_are_those_of_the_query_it_was_made_from() -> None:
    prepared = PreparedQuery(
        lambda slug: Network.objects.filter(slug=slug).values_list("name", "parts", "is_open", "created_at"),
        slug="stand-in",
    )
    made = [factories.network(slug, name=slug, parts=("tasks",)) for slug in ("moen", "falster")]
    for network in made:
        assert [tuple(row) for row in prepared.rows(slug=network.slug)] == [
            (network.name, ["tasks"], True, network.created_at)
        ]
    assert prepared.rows(slug="' OR 1=1 --") == []


def test_a_stand_in_that_is_not_in_the_query_is_a_mistake_told_at_once() -> None:
    prepared = PreparedQuery(lambda name: User.objects.filter(is_active=True).values_list("pk"), name="nobody")
    with pytest.raises(ValueError, match="nobody"):
        prepared.rows(name="Lise")
