"""How often strangers may press a button or try a link, over all processes, and what they read then."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts import limits, strangers
from mikrovirk.accounts.limits import Limit
from mikrovirk.accounts.models import Tally, User
from tests.test_urls import PUBLIC, pages

pytestmark = pytest.mark.django_db
LINK = "/s/not-a-link/"


@pytest.fixture(autouse=True)
def _nobody_is_held_up() -> None:
    caches["local"].clear()


def asked_from(address: str) -> object:
    return RequestFactory().get("/", REMOTE_ADDR=address)


def test_a_limit_counts_each_place_by_itself_and_forgets() -> None:
    limit = Limit("test", 2)
    here, there = asked_from("192.0.2.1"), asked_from("192.0.2.2")
    assert [limit.count(here) for _ in range(3)] == [True, True, False]
    assert limit.count(there)
    Tally.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert limit.count(here)
    assert sorted(Tally.objects.values_list("count", flat=True)) == [1, 1]


def test_a_high_limit_is_counted_in_thirtieths_and_holds_over_processes(django_assert_num_queries) -> None:
    limit, here = Limit("high", 60), asked_from("192.0.2.1")
    with django_assert_num_queries(1):
        assert [limit.count(here) for _ in range(3)] == [True] * 3
    for _ in range(2):
        said = [limit.count(here) for _ in range(40)]
        caches["local"].clear()  # another process goes on
    assert said.index(False) in range(17, 22)  # forty-three of the first, and so many of the second


def test_no_address_is_stored() -> None:
    Limit("test", 2).count(asked_from("192.0.2.1"))
    assert "192.0.2.1" not in Tally.objects.get().key


def test_whoever_has_one_address_of_the_new_kind_has_its_whole_network() -> None:
    one, other, far = (
        limits.place_of(asked_from(address))
        for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert one == other != far


def test_a_count_is_one_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        limits.counted("test:x", timedelta(minutes=1))


def test_a_form_pressed_too_often_asks_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(strangers.FEWER, "account_login", 2)
    answers = [client.post(reverse("account_login"), {"email": "nobody@nowhere.example"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert answers[2].headers["Retry-After"] == "600"
    text = answers[2].content.decode()
    assert "Vent lidt" in text
    assert "gå tilbage, og prøv igen" in text
    assert client.get(reverse("account_login")).status_code == 200  # reading is not held up


def test_whoever_is_signed_in_is_not_counted(client: Client) -> None:
    client.force_login(User.objects.create_user("lise@holm.example"))
    client.post(reverse("programme:seen", args=["x"]))
    client.get(LINK)
    assert list(Tally.objects.all()) == []


def test_wrong_links_hold_up_and_only_links(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "WRONG_LINKS", Limit("wrong-link", 2))
    assert [client.get(LINK).status_code for _ in range(4)] == [404, 404, 404, 429]
    assert client.get("/").status_code == 200
    assert client.get(LINK, REMOTE_ADDR="192.0.2.7").status_code == 404


def test_wrong_links_are_counted_over_all_processes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strangers, "WRONG_LINKS", Limit("wrong-link", 2))
    for _ in range(3):
        client.get(LINK)
    caches["local"].clear()  # another process, which has not seen them
    assert [client.get(LINK).status_code for _ in range(2)] == [404, 429]


def test_reading_a_page_costs_no_count(client: Client) -> None:
    client.get("/")
    client.get(reverse("account_login"))
    assert list(Tally.objects.all()) == []


def test_every_form_that_counts_for_itself_is_a_public_page() -> None:
    named = strangers.COUNTED_THERE | strangers.NOT_COUNTED | set(strangers.FEWER)
    assert named - PUBLIC - {"ui:look"} == set()


def test_every_public_page_takes_presses_by_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is pressed without signing in goes by the middleware, whatever the page: no form is forgotten."""
    monkeypatch.setattr(strangers, "FORMS", Limit("form", 2))
    monkeypatch.setattr(strangers, "FEWER", {})
    free = {page.name for page in pages() if page.is_public and strangers_may_press_for_ever(page.name)}
    assert free == strangers.COUNTED_THERE | strangers.NOT_COUNTED


def strangers_may_press_for_ever(name: str) -> bool:
    here = asked_from("192.0.2.1")
    said = [strangers.within(here, name) for _ in range(3)]
    return all(said)
