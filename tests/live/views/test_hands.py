"""The member's own page about their three minutes, signed in and by the link in a mail."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mikrovirk.accounts import links
from mikrovirk.directory.models import Consent, Person
from mikrovirk.live.models import Evening, Hand, Phone
from mikrovirk.live.queries import newest
from mikrovirk.live.services.after_introductions import see_to_evenings
from mikrovirk.mailing.models import Message
from tests import factories
from tests.live import evenings
from tests.live.introductions import (
    TEXTS,
    evening_with,
    have_told,
    hold_out,
    membership,
    speaker,
    turn_keys,
    write_texts,
)

pytestmark = pytest.mark.django_db
WORDS = dict(zip(("about", "offers", "seeks"), TEXTS, strict=True))
Way = Callable[[Client, Person], str]


def signed_in(client: Client, person: Person) -> str:
    client.force_login(person.user)
    return "/me/hands/"


def by_link(client: Client, person: Person) -> str:
    return f"/k/{links.sign('hands', person.pk)}/"


WAYS = pytest.mark.parametrize("way", [signed_in, by_link])


@pytest.fixture
def evening() -> Evening:
    evening = evening_with("Sofie Holm", "Frode Bak")
    write_texts(evening)
    have_told(evening, 0)
    see_to_evenings(now=timezone.now())
    return evening


@pytest.fixture
def sofie(evening: Evening) -> Person:
    return speaker(evening)


@pytest.fixture
def hand(evening: Evening) -> Phone:
    phone = evenings.phone(evening, sign_up=evenings.coming(evening, "Karen Fisker")[0])
    hold_out(phone)
    return phone


def named(phone: Phone, evening: Evening) -> str:
    return f"{evening.pk}:{phone.pk}:{turn_keys(evening)[0]}"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@WAYS
def test_the_page_says_who_held_out_a_hand_and_not_how_to_reach_them(
    client: Client, evening: Evening, sofie: Person, hand: Phone, way: Way
) -> None:
    page = text(client, way(client, sofie))
    assert "Karen Fisker" in page
    assert "Jeg kan hjælpe" in page
    assert hand.sign_up.person.email not in page  # type: ignore[union-attr]
    assert Hand.objects.get().shared_at is None


@WAYS
def test_yes_shows_the_contact_and_writes_to_both(
    client: Client, evening: Evening, sofie: Person, hand: Phone, way: Way
) -> None:
    address = way(client, sofie)
    answer = client.post(address, {"hand": named(hand, evening), "answer": "yes"})
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    page = text(client, address)
    assert hand.sign_up.person.email in page  # type: ignore[union-attr]
    assert Message.objects.filter(kind="live.contact").count() == 2
    client.force_login(hand.sign_up.person.user)  # type: ignore[union-attr]
    assert sofie.email in text(client, "/me/hands/")


def test_no_is_kept_and_told_to_nobody(client: Client, evening: Evening, sofie: Person, hand: Phone) -> None:
    address = signed_in(client, sofie)
    client.post(address, {"hand": named(hand, evening), "answer": "no"})
    assert "Du sagde nej" in text(client, address)
    assert Message.objects.filter(kind="live.contact").count() == 0
    client.force_login(hand.sign_up.person.user)  # type: ignore[union-attr]
    page = text(client, "/me/hands/")
    assert "Sofie Holm" in page
    assert sofie.email not in page
    assert "nej" not in page.partition("<main")[2].partition("Hænder, du har rakt ud")[2].partition("</section>")[0]


def test_somebody_else_can_neither_see_nor_answer(client: Client, evening: Evening, hand: Phone) -> None:
    address = signed_in(client, speaker(evening, 1))
    assert "Karen Fisker" not in text(client, address)
    assert client.post(address, {"hand": named(hand, evening), "answer": "yes"}).status_code == 404
    assert client.post(address, {"hand": "x:y:z", "answer": "yes"}).status_code == 404
    assert Hand.objects.get().taken_at is None


@WAYS
def test_the_three_texts_are_shown_and_taken_back(client: Client, evening: Evening, sofie: Person, way: Way) -> None:
    address, member = way(client, sofie), membership(sofie, evening)
    page = text(client, address)
    assert "Må vi vise dig som ny i" in page
    for words in TEXTS:
        assert words in page
    client.post(address, {"membership": member.pk, **WORDS})
    assert [each.name for each in newest.new_in_network(evening.meeting.network)] == ["Sofie Holm"]
    page = text(client, address)
    assert "Du vises som ny i" in page
    assert "Hvad du har sagt ja til" in page
    client.post(address, {"membership": member.pk, "take_back": "1"})
    assert newest.new_in_network(evening.meeting.network) == []
    assert "Taget tilbage" in text(client, address)


def test_what_was_typed_stays_where_something_is_missing(client: Client, evening: Evening, sofie: Person) -> None:
    address, member = signed_in(client, sofie), membership(sofie, evening)
    answer = client.post(address, {"membership": member.pk, "about": " ", "offers": "", "seeks": ""})
    assert answer.status_code == 422
    assert "Skriv mindst en af de tre tekster" in answer.content.decode()
    answer = client.post(address, {"membership": member.pk, "about": "x" * 1501, "offers": "Blev skrevet"})
    assert "Blev skrevet" in answer.content.decode()
    assert Consent.objects.count() == 0


def test_another_member_s_texts_are_not_theirs_to_show(client: Client, evening: Evening, sofie: Person) -> None:
    address = signed_in(client, speaker(evening, 1))
    assert client.post(address, {"membership": membership(sofie, evening).pk, **WORDS}).status_code == 404
    assert Consent.objects.count() == 0


def test_who_has_told_nothing_reads_what_will_be_here(client: Client) -> None:
    place = factories.network()
    page = text(client, signed_in(client, factories.member(place)))
    assert "Ingen endnu" in page
    client.force_login(factories.coordinator(place))  # somebody without a profile
    assert "Ingen endnu" in text(client, "/me/hands/")
    assert client.post("/me/hands/", {"answer": "yes"}).status_code == 404


def test_without_the_part_nobody_is_asked(client: Client, evening: Evening, sofie: Person) -> None:
    network = evening.meeting.network
    network.parts = []
    network.save()
    assert "Må vi vise dig" not in text(client, signed_in(client, sofie))


@pytest.mark.parametrize(
    "token", ["ødelagt", links.sign("slot", 1), links.sign("hands", 1, 2)], ids=["none", "other", "more"]
)
def test_a_broken_link_leads_to_signing_in(client: Client, token: str) -> None:
    answer = client.get(f"/k/{token}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/hands/")


def test_opening_the_page_changes_nothing(client: Client, sofie: Person, hand: Phone) -> None:
    before = list(Hand.objects.values()), list(Consent.objects.values()), Message.objects.count()
    text(client, by_link(client, sofie))
    assert (list(Hand.objects.values()), list(Consent.objects.values()), Message.objects.count()) == before


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_hand_and_for_three(
    client: Client, evening: Evening, sofie: Person, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for row in evenings.coming(evening, *["Mie Krogh", "Ole Lund", "Eva Friis"][:count]):
        hold_out(evenings.phone(evening, sign_up=row))
    address = by_link(client, sofie)
    with django_assert_num_queries(8):
        text(client, address)
