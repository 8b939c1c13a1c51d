"""What somebody gets a copy of: the entries that name them."""

import pytest

from mikrovirk.landscape.queries.own_data import export_of
from tests import factories
from tests.factories import NOW
from tests.factories.landscape import make_entry

pytestmark = pytest.mark.django_db


def test_entries_they_look_after_are_the_contact_of_or_wrote_in() -> None:
    bo = factories.user("Bo Blad", email="bo@erfa.example")
    make_entry("Passer")
    make_entry("Kontakt", owner_email="", contact_email="BO@erfa.example", confirmed_at=None)
    make_entry("En andens", owner_email="ida@erfa.example")
    told = [tuple(each.values()) for each in export_of(bo)["entries"]]
    since = NOW.isoformat()
    assert told == [
        ("Passer", True, False, False, since, since),
        ("Kontakt", False, True, False, since, ""),
    ]
