"""A host's own page, by the link of their mail."""

from datetime import time, timedelta

import pytest
from django.test import Client

from mikrovirk.accounts import links
from mikrovirk.landscape.models import Stop
from mikrovirk.landscape.services.tours.hosting import address_for
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories.tours import make_stop, make_tour

pytestmark = pytest.mark.django_db


def path_of(stop: Stop) -> str:
    return address_for(stop).partition("/tours/")[1] + address_for(stop).partition("/tours/")[2]


def test_yes_with_hours_then_no_then_yes_again(client: Client, moen: Network) -> None:
    stop = make_stop(make_tour(moen), "Keramik", answer="asked", asked_at=factories.NOW)
    page = client.get(path_of(stop)).content.decode()
    assert "Må vi besøge" in page
    assert Stop.objects.get().answer == "asked"  # opening a link changes nothing
    said = {"says": "yes", "opens_at": "10:00", "closes_at": "12:00", "words": "Parkér bag huset."}
    assert "Tak!" in client.post(path_of(stop), said, follow=True).content.decode()
    stop.refresh_from_db()
    assert (stop.answer, stop.opens_at, stop.words) == ("yes", time(10), "Parkér bag huset.")
    client.post(path_of(stop), {"says": "no"})
    stop.refresh_from_db()
    assert (stop.answer, stop.words) == ("no", "Parkér bag huset.")
    client.post(path_of(stop), said)
    assert Stop.objects.get().answer == "yes"


def test_hours_that_cannot_be_are_said_and_what_was_typed_stays(client: Client, moen: Network) -> None:
    stop = make_stop(make_tour(moen), "Keramik", answer="asked")
    said = {"says": "yes", "opens_at": "12:00", "closes_at": "10:00", "words": "Kom sultne."}
    page = client.post(path_of(stop), said).content.decode()
    assert "Det er, før det begynder." in page
    assert "Kom sultne." in page
    assert Stop.objects.get().answer == "asked"


def test_a_link_of_another_kind_or_of_what_is_gone(client: Client, moen: Network) -> None:
    stop = make_stop(make_tour(moen), "Keramik")
    assert client.get(f"/tours/{links.sign('signup', stop.pk)}/").status_code == 404
    assert client.get("/tours/noget/").status_code == 404
    Stop.objects.update(removed_at=factories.NOW)
    assert client.get(path_of(stop)).status_code == 404


def test_after_the_day_there_is_nothing_to_answer(client: Client, moen: Network) -> None:
    stop = make_stop(make_tour(moen, date=factories.TODAY - timedelta(days=1)), "Keramik", answer="asked")
    assert "Rundturen er slut." in client.post(path_of(stop), {"says": "no"}).content.decode()
    assert Stop.objects.get().answer == "asked"
