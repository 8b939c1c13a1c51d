"""Whose calendars are read, for those who keep them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Feed
from mikrovirk.landscape.services import visiting
from mikrovirk.landscape.services.apart import read_here
from mikrovirk.landscape.services.fetching import CannotFetch
from mikrovirk.networks.models import Role
from mikrovirk.networks.queries import Keeping, keeping_of
from tests import factories
from tests.factories import TODAY
from tests.factories.landscape import VORDINGBORG, answering, calendar, make_feed, make_outside_event

pytestmark = pytest.mark.django_db
URL = "https://bibliotek.example/kalender.ics"


@pytest.fixture
def coordinator() -> User:
    return factories.coordinator(factories.network(municipality_code=VORDINGBORG))


@pytest.fixture
def keeper(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


@pytest.fixture
def internet(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What every address answers with; a reason: that it cannot be fetched."""

    def answer(body: bytes | str) -> None:
        def failing(url: str, *, known: Any) -> Any:
            raise CannotFetch(str(body))

        fetching = answering(body) if isinstance(body, bytes) else failing
        usual = visiting.visit
        monkeypatch.setattr(
            "mikrovirk.landscape.views.feeds.visiting.visit",
            lambda feed, **more: usual(feed, fetching=fetching, reading=read_here, **more),
        )

    return answer


def typed(**changed: Any) -> dict[str, Any]:
    usual = {
        "name": "Biblioteket",
        "kind": "calendar",
        "url": URL,
        "municipality_code": VORDINGBORG,
        "audience": "everybody",
        "language": "da",
    }
    return usual | changed


def page(client: Client, name: str, *values: Any) -> str:
    return client.get(reverse(f"landscape:{name}", args=values)).content.decode()


def test_add_one_and_see_what_came_of_it(keeper: Client, internet: Any, coordinator: User) -> None:
    internet(calendar("Åben café") + b"\nBEGIN:VEVENT\nUID:2\nSUMMARY:Kaffe\nEND:VEVENT")
    answer = keeper.post(reverse("landscape:feed_new"), typed(is_free="yes", town="Stege"), follow=True)
    feed = Feed.objects.get()
    assert (feed.name, feed.is_free, feed.added_by, feed.network_id is not None) == (
        "Biblioteket",
        True,
        coordinator,
        True,
    )
    text = answer.content.decode()
    assert "“Kaffe” (linje 9) har ingen start (DTSTART) og er lagt til side." in text
    assert "Åben café" in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"url": "http://127.0.0.1/"}, "Adressen fører til en computer, der ikke er på det åbne internet."),
        ({"url": "file:///etc/passwd"}, "Vi læser kun adresser, der begynder med http:// eller https://."),
        ({"url": ""}, "Skriv adressen."),
        ({"kind": "file", "url": ""}, "Vælg filen."),
        ({"municipality_code": "0376"}, "0376"),
        ({"name": ""}, "Her mangler et svar."),
    ],
)
def test_what_was_typed_wrongly_is_said_and_kept(keeper: Client, changed: dict[str, str], said: str) -> None:
    text = keeper.post(reverse("landscape:feed_new"), typed(**changed)).content.decode()
    assert said in text
    assert 'value="Biblioteket"' in text or changed.get("name") == ""
    assert Feed.objects.count() == 0


def test_the_same_address_twice(keeper: Client, internet: Any) -> None:
    make_feed(url=URL)
    assert "Den kalender læses allerede." in keeper.post(reverse("landscape:feed_new"), typed()).content.decode()


def test_a_file(keeper: Client, internet: Any) -> None:
    internet("no_answer")
    file = SimpleUploadedFile("kalender.ics", calendar("Åben café", "B"))
    keeper.post(reverse("landscape:feed_new"), typed(kind="file", url="", file=file))
    feed = Feed.objects.get()
    assert feed.visits.get().found_count == 2
    newer = SimpleUploadedFile("kalender.ics", calendar("Åben café"))
    keeper.post(reverse("landscape:feed_edit", args=[feed.pk]), typed(kind="file", url="", file=newer))
    keeper.post(reverse("landscape:feed_edit", args=[feed.pk]), typed(kind="file", url="", name="Ny"))
    feed.refresh_from_db()
    assert (feed.name, feed.url, [visit.found_count for visit in feed.visits.all()]) == ("Ny", "", [1, 1, 2])


def test_trouble_is_said_in_words(keeper: Client, internet: Any) -> None:
    feed = make_feed()
    make_outside_event(feed=feed)
    internet("no_answer")
    text = keeper.post(reverse("landscape:feed_read", args=[feed.pk]), follow=True).content.decode()
    assert "Hjemmesiden svarer ikke." in text
    assert "Kan ikke læses" in page(keeper, "feeds")


def test_pause_go_on_take_out_and_put_back(keeper: Client) -> None:
    feed = make_feed()
    for name, seen in (
        ("feed_pause", "læses ikke for tiden"),
        ("feed_pause", "læses igen"),
        ("feed_remove", "taget ud"),
        ("feed_put_back", "tilbage"),
    ):
        assert seen in keeper.post(reverse(f"landscape:{name}", args=[feed.pk]), follow=True).content.decode()
    assert page(keeper, "feeds").count(feed.name) == 1


def test_the_list_costs_as_many_queries_for_one_as_for_three(keeper: Client, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_feed("A")
    with CaptureQueriesContext(connection) as few:
        page(keeper, "feeds")
    make_feed("B")
    make_outside_event(feed=make_feed("C"))
    with django_assert_num_queries(len(few)):
        page(keeper, "feeds")


def test_those_of_another_municipality_are_not_there(keeper: Client) -> None:
    feed = make_feed(municipality_code="0376")
    assert keeper.get(reverse("landscape:feed", args=[feed.pk])).status_code == 404
    for name in ("feed_read", "feed_pause", "feed_remove", "feed_put_back"):
        assert keeper.post(reverse(f"landscape:{name}", args=[feed.pk])).status_code == 404


def test_a_member_keeps_none(client: Client) -> None:
    client.force_login(factories.role(Role.Name.MEMBER, factories.network(municipality_code=VORDINGBORG)))
    assert [client.get(reverse(f"landscape:{name}")).status_code for name in ("feeds", "feed_new")] == [404, 404]


def test_who_keeps_which() -> None:
    network = factories.network(municipality_code=VORDINGBORG)
    office = factories.organisation(municipality_code="0376")
    officer = factories.user()
    Role.objects.create(user=officer, name=Role.Name.HOST, organisation=office, since_date=TODAY)
    people = [
        factories.coordinator(network),
        officer,
        factories.role(Role.Name.STEERING, network),
        factories.user(is_administrator=True),
    ]
    assert [keeping_of(user) for user in people] == [
        Keeping((VORDINGBORG,)),
        Keeping(("0376",)),
        Keeping(),
        Keeping((), True),
    ]
