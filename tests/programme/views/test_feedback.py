"""How was it? Two taps, words afterwards, a change of mind; and what the coordinator sees of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.mails_attend import FEEDBACK_ASK
from mikrovirk.programme.models import Feedback, Meeting, SignUp
from mikrovirk.programme.services import feedback
from tests import factories
from tests.programme.evenings import coming_meeting
from tests.programme.views.test_public import get, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def held(place: Network) -> Meeting:
    return coming_meeting(place, days=-1, title="Moms uden mavepine")


def came(held: Meeting, name: str = "Lise Holm") -> SignUp:
    return factories.sign_up(held, factories.member(held.network, name), checked_in_at=held.starts_at)


def link(row: SignUp) -> str:
    return f"/f/{links.sign('feedback', row.pk)}/"


def test_the_link_then_one_button(client: Client, held: Meeting) -> None:
    row = came(held)
    page = get(client, link(row))
    assert page.count('name="rating"') == 5
    assert Feedback.objects.count() == 0

    text = text_of(client.post(link(row), {"rating": "4"}, follow=True).content.decode())

    assert "Tak, fordi du sagde, hvordan det var" in text
    assert "Du sagde: God" in text
    assert list(Feedback.objects.values_list("sign_up", "meeting", "rating", "text")) == [(row.pk, held.pk, 4, "")]


def test_words_afterwards_and_a_change_of_mind_keep_each_other(client: Client, held: Meeting) -> None:
    row = came(held)
    client.post(link(row), {"rating": "4"})
    page = client.post(link(row), {"text": "Godt oplæg,\nmen varmt."}, follow=True).content.decode()
    assert "Vi har fået det, du skrev." in page
    client.post(link(row), {"rating": "2"})
    assert list(Feedback.objects.values_list("rating", "text")) == [(2, "Godt oplæg,\r\nmen varmt.".replace("\r", ""))]
    assert "Godt oplæg," in get(client, link(row))


def test_who_has_said_it_is_not_asked_any_more(client: Client, held: Meeting) -> None:
    said = came(held)
    came(held, "Per Bo")
    mailing.switch_rule_on(held.network, FEEDBACK_ASK.key, by=factories.coordinator(held.network), at=timezone.now())
    asks = feedback.draft_asks(held, at=timezone.now())
    assert asks
    Message.objects.update(state="held", why="limit", held_at=timezone.now())  # the month was full
    client.post(link(said), {"rating": "4"})
    assert dict(Message.objects.values_list("user__full_name", "state")) == {"Lise Holm": "stopped", "Per Bo": "held"}
    assert asks.expires_at == held.ends_at + timedelta(days=21)


def test_words_with_a_cpr_number_come_back_as_typed(client: Client, held: Meeting) -> None:
    row = came(held)
    client.post(link(row), {"rating": "4"})
    page = client.post(link(row), {"text": "Mit nummer er 010170-1234, ring til mig"}).content.decode()
    assert "CPR-nummer" in page
    assert "ring til mig</textarea>" in page
    assert Feedback.objects.get().text == ""


def test_nonsense_and_words_without_a_rating_change_nothing(client: Client, held: Meeting) -> None:
    row = came(held)
    for fields in ({"rating": "6"}, {"rating": "x"}, {"text": "Hej"}, {}):
        client.post(link(row), fields)
    assert Feedback.objects.count() == 0
    assert "Linket virker ikke" in get(client, f"/f/{links.sign('signup', row.pk)}/", 404)


def test_it_closes_two_months_after_and_is_not_open_before(client: Client, place: Network) -> None:
    for days in (-65, 5):
        row = came(coming_meeting(place, days=days), f"Nr. {days}")
        assert "Du kan ikke længere sige" in get(client, link(row))
        client.post(link(row), {"rating": "5"})
    assert Feedback.objects.count() == 0


def test_a_guest_who_came_three_times_is_asked_to_join(client: Client, place: Network, held: Meeting) -> None:
    guest = factories.person("Gitte Gæst")
    for days in (-60, -30):
        earlier = coming_meeting(place, days=days)
        factories.sign_up(earlier, guest, as_guest=True, checked_in_at=earlier.starts_at)
    row = factories.sign_up(held, guest, as_guest=True, checked_in_at=timezone.now())
    page = client.post(link(row), {"rating": "5"}, follow=True).content.decode()
    assert "/networks/mikrovirk/join/" in page
