"""Getting the meetings by mail: name and address, one mail, one button; and stopping it."""

import re

import pytest
from django.test import Client

from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Follower
from mikrovirk.programme.queries import attending
from tests import factories
from tests.programme.views.test_public import get, text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/networks/mikrovirk/follow/"


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


def ask(client: Client, name: str, email: str) -> str:
    return client.post(ADDRESS, {"name": name, "email": email}).content.decode()


def link_in_mail() -> str:
    url = Message.objects.get(kind="programme.follow_confirm").context.get("url")
    url = url or Message.objects.get(kind="programme.follow_confirm").mailing.context["url"]
    return str(url).removeprefix("http://localhost:8000")


def test_asked_for_here_and_confirmed_by_a_button_behind_the_mail_s_link(client: Client, place: Network) -> None:
    assert "Vi har skrevet til karen@baek.example" in text_of(ask(client, "Karen Bæk", "Karen@Baek.example"))
    assert list(attending.followers_of(place)) == []

    page = get(client, link_in_mail())
    assert "Vil du have møderne fra MikroVirk på mail?" in text_of(page)
    assert list(attending.followers_of(place)) == []  # opening the link is not yet a yes

    page = client.post(link_in_mail(), follow=True).content.decode()
    assert "Du får møderne på mail" in page
    assert [user.email for user in attending.followers_of(place)] == ["karen@baek.example"]

    client.post(link_in_mail(), {"stop": "1"})
    assert Follower.objects.count() == 0


def test_the_answer_is_the_same_for_a_known_address_and_one_mail_a_day_leaves(client: Client, place: Network) -> None:
    factories.member(place, "Lise Holm", email="lise@holm.example")
    unknown = text_of(ask(client, "Karen", "karen@baek.example"))
    known = text_of(ask(client, "Karen", "lise@holm.example"))
    assert known == unknown.replace("karen@baek.example", "lise@holm.example")
    ask(client, "Karen", "lise@holm.example")
    assert Message.objects.filter(user__email="lise@holm.example").count() == 1


def test_what_is_wrong_is_said_and_what_was_typed_kept(client: Client, place: Network) -> None:
    page = ask(client, "Karen Bæk", "karen")
    assert ('value="Karen Bæk"' in page, 'value="karen"' in page) == (True, True)
    assert "Det er ikke en mailadresse." in page
    assert (
        "fange robotter" in client.post(ADDRESS, {"name": "B", "email": "b@b.example", "extra": "x"}).content.decode()
    )
    assert Follower.objects.count() == 0


def test_with_the_part_off_there_is_no_page_and_no_link(client: Client, place: Network) -> None:
    ask(client, "Karen Bæk", "karen@baek.example")
    link = link_in_mail()
    place.parts = []
    place.save()
    get(client, ADDRESS, 404)
    assert "Linket virker ikke" in get(client, link, 404)
    assert not re.search(r'href="[^"]*follow/"', get(client, "/networks/mikrovirk/meetings/"))
