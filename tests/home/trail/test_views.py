"""The trail for the administrator, and for whom it is about."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import TrailEntry, User
from mikrovirk.directory.models import Person
from mikrovirk.home.trail import reading, wording
from mikrovirk.networks.models import Network
from tests import factories

pytestmark = pytest.mark.django_db
TRAIL, MINE = "/installation/trail/", "/me/seen-by/"


@pytest.fixture
def place() -> Network:
    return factories.network("moen", name="Møn Netværk")


@pytest.fixture
def lise(place: Network) -> Person:
    return factories.member(place, "Lise Holm", email="lise@holm.example")


@pytest.fixture
def ida(place: Network) -> User:
    ida = factories.coordinator(place)
    ida.full_name = "Ida Krog"
    ida.save()
    return ida


@pytest.fixture
def host(client: Client) -> Client:
    client.force_login(factories.user("Ask Teglgaard", is_administrator=True))
    return client


def entry(by: User | None, what: str, *, about: User | None = None, days: int = 0, place: str = "moen") -> None:
    at = timezone.now() - timedelta(days=days)
    TrailEntry.objects.create(by=by, what=what, place=place, about=about, is_change="changed" in what, at=at)


def test_only_the_administrator_reads_it(client: Client, ida: User) -> None:
    assert client.get(TRAIL).status_code == 302
    client.force_login(ida)
    assert client.get(TRAIL).status_code == 404


def test_an_empty_trail_says_what_will_stand_there(host: Client) -> None:
    assert "Ingen har kigget endnu" in host.get(TRAIL).content.decode()


def test_each_row_says_who_what_where_and_about_whom(host: Client, ida: User, lise: Person) -> None:
    entry(ida, "member", about=lise.user)
    entry(ida, "members")
    entry(None, "member-changed", about=lise.user)
    shown = host.get(TRAIL).context["lines"]
    assert [(line.by, line.what, line.where, line.about, line.is_change) for line in shown] == [
        ("", "Ændrede, hvad der står om et medlem", "Møn Netværk", "Lise Holm", True),
        ("Ida Krog", "Så medlemslisten", "Møn Netværk", "", False),
        ("Ida Krog", "Så, hvad der står om et medlem", "Møn Netværk", "Lise Holm", False),
    ]
    assert "en, der er slettet" in host.get(TRAIL).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "holm"}, ["member-changed"]),
        ({"q": "ida"}, ["members", "member-changed"]),
        ({"q": "møn net"}, ["members", "member-changed"]),
        ({"what": "members"}, ["members"]),
        ({"changes": "on"}, ["member-changed"]),
        ({"q": "nobody"}, []),
        ({"what": "no such thing"}, ["members", "member-changed"]),
    ],
)
def test_finding(host: Client, ida: User, lise: Person, query: dict[str, str], found: list[str]) -> None:
    entry(ida, "member-changed", about=lise.user)
    entry(ida, "members")
    page = host.get(TRAIL, query)
    assert [line.what for line in page.context["lines"]] == [wording.in_words(what) for what in found]
    assert ("Intet fundet" in page.content.decode()) == (not found)


def test_three_thousand_rows_are_read_thirty_at_a_time(host: Client, ida: User, django_assert_num_queries) -> None:
    now = timezone.now()
    TrailEntry.objects.bulk_create([TrailEntry(by=ida, what="members", place="moen", at=now) for _ in range(3000)])
    with django_assert_num_queries(
        9
    ):  # session, user, rows, names of networks and of funds, the trail; the menu asks three
        first = host.get(TRAIL)
    assert len(first.context["lines"]) == 30
    older = host.get(f"{TRAIL}?{first.context['older']}")
    assert len(older.context["lines"]) == 30
    assert host.get(TRAIL, {"before": "1"}).status_code == 200


def test_a_member_sees_who_looked(client: Client, ida: User, lise: Person) -> None:
    entry(ida, "member", about=lise.user)
    entry(ida, "member", about=lise.user)
    entry(ida, "members", days=1)
    entry(ida, "members", place="another")
    entry(ida, "member", about=factories.user("Bo Bjerg"))
    entry(lise.user, "member", about=lise.user)
    client.force_login(lise.user)
    page = client.get(MINE)
    assert [(look.by, look.what, look.where, look.count) for look in page.context["looks"]] == [
        ("Ida Krog", "Så, hvad der står om dig", "Møn Netværk", 2),
        ("Ida Krog", "Så medlemslisten", "Møn Netværk", 1),
    ]
    assert "2 gange" in page.content.decode()
    assert reading.export_of(lise.user)[0]["by"] == "Ida Krog"
    assert MINE in client.get("/me/").content.decode()


def test_who_has_no_name_is_not_taken_for_somebody_who_is_erased(client: Client, place: Network, lise: Person) -> None:
    entry(User.objects.create_user("ny@erhverv.example"), "member", about=lise.user)
    client.force_login(lise.user)
    page = client.get(MINE)
    assert [look.by for look in page.context["looks"]] == ["ny@erhverv.example"]
    assert "en, der er slettet" not in page.content.decode()


def test_nobody_has_looked(client: Client, lise: Person) -> None:
    client.force_login(lise.user)
    assert "Ingen har kigget endnu" in client.get(MINE).content.decode()
    client.logout()
    assert client.get(MINE).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_a_members_page_asks_the_same_however_many_looked(
    client: Client, ida: User, lise: Person, count: int, django_assert_num_queries
) -> None:
    for days in range(count):
        entry(ida, "members", days=days)
    client.force_login(lise.user)
    with django_assert_num_queries(8):  # session, user, count, rows, names of networks and funds; the menu's two
        assert len(client.get(MINE).context["looks"]) == count


def test_the_trail_goes_with_whom_it_is_about_and_stays_without_who_looked(ida: User, lise: Person) -> None:
    entry(ida, "member", about=lise.user)
    entry(ida, "members")
    ida.delete()
    assert set(TrailEntry.objects.values_list("by", "what")) == {(None, "member"), (None, "members")}
    lise.user.delete()
    assert list(TrailEntry.objects.values_list("what", flat=True)) == ["members"]
