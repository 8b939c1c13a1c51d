"""A link in a stored mail about something that stays with the municipality leads nowhere in the network's new home."""

import pytest

from mikrovirk.home.moving.leaving import Rows
from mikrovirk.home.moving.values import keys_in_link
from tests import factories


@pytest.mark.django_db
def test_the_link_of_an_owner_of_an_entry() -> None:
    rows = Rows(factories.network("moen"))
    assert keys_in_link("entry", [12, 1], rows.key_if_it_goes) == [-12, 1]
