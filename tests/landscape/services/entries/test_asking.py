"""The owners of entries are asked twice a year, once the coordinator approves."""

from datetime import UTC, datetime, timedelta

import pytest

from mikrovirk.landscape.jobs import run
from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.services.entries import asking, writing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories.landscape import VORDINGBORG, make_entry

pytestmark = pytest.mark.django_db
AUGUST, FEBRUARY = datetime(2026, 8, 1, 9, 0, tzinfo=UTC), datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture
def network() -> Network:
    return factories.network(municipality_code=VORDINGBORG)


def entry(by: Network, name: str = "Møns Erfa", **fields: object) -> Entry:
    usual = {"asking_network": by, "confirmed_at": AUGUST - 100 * A_DAY, "at": AUGUST - 200 * A_DAY}
    return make_entry(name, **(usual | fields))  # type: ignore[arg-type]


def asked() -> dict[str, str]:
    """Who is written to, and about what."""
    return {message.user.email: message.context["names"]["da"] for message in Message.objects.select_related("user")}


def test_one_mailing_for_a_network_and_one_mail_for_an_owner(network: Network) -> None:
    entry(network, how_often="Hver måned", price="Gratis", place="Storegade 10")
    entry(network, "Møns Kontorhus", kind="coworking", owner_email="BO@erfa.example")
    entry(network, "Præstø Erfa", owner_email="ida@praestoe.example", owner_name="Ida Ager")
    entry(factories.network(), "Falsters Erfa", owner_email="per@falster.example")
    assert asking.ask_owners(now=AUGUST) == 3
    assert asked() == {
        "bo@erfa.example": "Møns Erfa, Møns Kontorhus",
        "ida@praestoe.example": "Præstø Erfa",
        "per@falster.example": "Falsters Erfa",
    }
    assert set(Mailing.objects.values_list("state", flat=True)) == {Mailing.State.DRAFT}
    assert Mailing.objects.count() == 2
    told = Message.objects.get(user__email="bo@erfa.example").context
    assert told["what"]["da"].splitlines() == [
        "- Møns Erfa: Erfa-gruppe, Storegade 10, 4780 Stege, Hver måned, Gratis",
        "- Møns Kontorhus: Kontorfællesskab, 4780 Stege",
    ]
    assert asking.entry_behind(told["url"].rstrip("/").rpartition("/")[2]) == Entry.objects.get(name="Møns Erfa")


def test_twice_a_year_and_never_twice_in_a_round(network: Network) -> None:
    one = entry(network)
    days = [AUGUST - A_DAY, AUGUST, AUGUST + A_DAY, AUGUST + 90 * A_DAY, FEBRUARY - A_DAY, FEBRUARY, FEBRUARY + A_DAY]
    Entry.objects.update(asked_at=AUGUST - 170 * A_DAY)
    assert [asking.ask_owners(now=day) for day in days] == [0, 1, 0, 0, 0, 1, 0]
    assert one.changes.filter(what="asked").count() == 2


def test_who_is_not_asked(network: Network) -> None:
    entry(network, "Just confirmed", confirmed_at=AUGUST - 20 * A_DAY)
    entry(network, "Nobody known", owner_email="")
    entry(network, "Closed", closed_at=AUGUST - A_DAY)
    entry(network, "Out", removed_at=AUGUST - A_DAY)
    entry(network, "Ours", network=network)
    entry(network, "Nobody approves", asking_network=None)
    assert asking.ask_owners(now=AUGUST) == 0


def test_a_new_one_is_asked_at_once_by_the_worker(network: Network) -> None:
    new = entry(network, confirmed_at=None, at=AUGUST + 40 * A_DAY)
    run(now=AUGUST + 40 * A_DAY)
    run(now=AUGUST + 41 * A_DAY)
    assert asked() == {"bo@erfa.example": "Møns Erfa"}
    new.refresh_from_db()
    assert new.asked_at == AUGUST + 40 * A_DAY


def test_one_who_was_just_asked_is_left_in_peace(network: Network) -> None:
    one = entry(network)
    assert asking.ask_one(one, at=AUGUST) is not None
    one.refresh_from_db()
    assert asking.ask_one(one, at=AUGUST + A_DAY) is None
    assert asking.ask_one(one, at=AUGUST + 8 * A_DAY) is not None


def test_forgetting_a_person(network: Network) -> None:
    one = entry(network, contact_name="Bo Blad", contact_email="bo@erfa.example", contact_phone="12 34 56 78")
    writing.change_entry(one, at=AUGUST, contact_phone="87 65 43 21", price="Gratis")
    writing.erase(factories.user("Bo Blad", email="bo@erfa.example"))
    one.refresh_from_db()
    left = (one.owner_name, one.owner_email, one.contact_name, one.contact_email, one.contact_phone)
    assert left == ("",) * 5
    assert "blad" not in one.search_text
    assert one.changes.get(what="changed").before == {"price": ""}
