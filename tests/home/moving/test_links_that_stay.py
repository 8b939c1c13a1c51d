"""A link in a stored mail about something that stays with the municipality leads nowhere in the network's new home."""

from mikrovirk.home.moving.leaving import Rows
from mikrovirk.home.moving.values import keys_in_link
from mikrovirk.networks.models import Network


def test_the_link_of_an_owner_of_an_entry() -> None:
    rows = Rows(Network(slug="moen"))
    assert keys_in_link("entry", [12, 1], rows.key_if_it_goes) == [-12, 1]
