"""The wishes for a conference, for those who hold it."""

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.cooperation.models import Conference, Wish
from mikrovirk.cooperation.services import wishes
from mikrovirk.voice.models import Input, Theme
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(client: Client) -> Conference:
    """A conference whose holder is signed in."""
    _network, coordinator = rows.area()
    client.force_login(coordinator)
    return rows.called(coordinator)


def address(name: str, *values: object) -> str:
    return reverse(f"cooperation:{name}", args=["0390", *values])


def test_let_through_set_aside_and_say_what_became_of_it(client: Client, conference: Conference) -> None:
    wish = wishes.send_in(conference, text="Mere kaffe", name="Bo", by=None, at=f.NOW)
    page = address("conference_wishes", conference.pk)
    assert "1 at se på" in client.get(page).content.decode()
    one = address("conference_wish", conference.pk, wish.pk)
    client.post(one, {"act": "show"})
    client.post(one, {"act": "answer", "answer": "Der kommer kaffe"})
    assert "Der kommer kaffe" in client.get(f"/conferences/{conference.pk}/").content.decode()
    too_long = client.post(one, {"act": "answer", "answer": "x" * 501}, follow=True).content.decode()
    assert "Svaret er længere end 500 tegn" in too_long
    client.post(one, {"act": "aside"})
    assert "Mere kaffe" not in client.get(f"/conferences/{conference.pk}/").content.decode()
    assert "Luk det igennem alligevel" in client.get(page).content.decode()
    other = rows.called(f.user())
    assert client.post(address("conference_wish", other.pk, wish.pk), {"act": "show"}).status_code == 404


def test_write_down_what_one_was_told(client: Client, conference: Conference) -> None:
    url = address("conference_wish_new", conference.pk)
    assert client.post(url, {"text": "", "name": "Bo"}).status_code == 200
    client.post(url, {"text": "Kortere møder", "name": ""})
    wish = Wish.objects.get()
    assert (wish.origin, wish.shown_at is not None) == ("office", True)


def test_bring_what_is_ticked_and_nothing_else(client: Client, conference: Conference) -> None:
    assert (
        "Der er ikke noget at tage med lige nu"
        in client.get(address("conference_bring", conference.pk)).content.decode()
    )
    network = f.network(municipality_code="0390")
    stranger = Theme.objects.create(network=network, name="Naboens")
    own = Theme.objects.create(network=conference.made_by.roles.get().network, name="Lokaler")  # type: ignore[union-attr]
    for each in (own, stranger):
        for number in range(3):
            Input.objects.create(network=each.network, theme=each, source="office", text=f"Ord {number}")
    assert "Lokaler" in client.get(address("conference_bring", conference.pk)).content.decode()
    url = address("conference_bring_along", conference.pk)
    assert "Intet var krydset af." in client.post(url, {}, follow=True).content.decode()
    client.post(url, {"theme": [own.pk, stranger.pk]})
    assert list(conference.wishes.values_list("text", "behind_count")) == [("Lokaler", 3)]


def test_thirty_a_page_in_fixed_queries(client: Client, conference: Conference, django_assert_max_num_queries) -> None:
    for number in range(31):
        wishes.write_down(conference, text=f"Ønske {number}", name="", by=f.user(), at=f.NOW)
    with django_assert_max_num_queries(12):
        text = client.get(address("conference_wishes", conference.pk)).content.decode()
    assert "Ønske 29" in text
    assert "Ønske 30" not in text
