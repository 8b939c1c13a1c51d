"""The public directory: who is in it, how they are found, and what is told of them."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mikrovirk.directory import services
from mikrovirk.directory.models import Business, Person
from mikrovirk.networks.models import Installation, Network
from tests.factories import NOW, business, member, network

pytestmark = pytest.mark.django_db


def listed(place: Network, name: str, who: str = "", **fields: str) -> Business:
    """A business whose member said yes to being seen."""
    firm = business(name, **fields)
    somebody = member(place, who, firm=firm)
    services.list_business(firm, by=somebody, wording="Ja", at=NOW)
    services.refresh_search_texts()
    return firm


def found(client: Client, place: Network | None = None, **query: str) -> list[str]:
    name, arguments = ("directory:network_directory", [place.slug]) if place else ("directory:directory", [])
    return [line.name for line in client.get(reverse(name, args=arguments), query).context["lines"]]


def test_only_businesses_that_chose_to_be_seen_are(client: Client) -> None:
    place = network()
    listed(place, "Systuen")
    member(place, firm=business("Ikke vist"))
    gone = listed(place, "Lukket")
    services.leave_network(gone.memberships.get(), on=NOW.date())
    listed(network(parts=()), "Uden register")
    listed(network(is_open=False), "Lukket netværk")
    assert found(client) == ["Systuen"]
    assert found(client, place) == ["Systuen"]


def test_nothing_is_shown_where_the_part_is_off(client: Client) -> None:
    off, on = network(parts=()), network()
    firm = listed(on, "Systuen")
    hidden = listed(off, "Skjult")
    assert client.get(reverse("directory:network_directory", args=[off.slug])).status_code == 404
    assert client.get(reverse("directory:business", args=[hidden.slug])).status_code == 404
    Installation.objects.create(pk=1, parts_off=["directory"])
    assert found(client) == []
    assert client.get(reverse("directory:business", args=[firm.slug])).status_code == 404


def test_search_meets_danish_word_forms_and_spellings(client: Client) -> None:
    place = network()
    listed(place, "Klip & Krøl", industry="Frisør", town="Bogø By")
    listed(
        place, "Erhvervskonsulenten", industry="Rådgivning", town="Aarhus", offers="Hjælp til virksomheders regnskab"
    )
    listed(place, "Bådbyg", industry="Håndværk", town="Stege")
    assert found(client, q="frisører") == ["Klip & Krøl"]
    assert found(client, q="Bogo") == ["Klip & Krøl"]
    assert found(client, q="bogø frisørerne") == ["Klip & Krøl"]
    assert found(client, q="virksomhed") == ["Erhvervskonsulenten"]
    assert found(client, q="erhverv") == ["Erhvervskonsulenten"]
    assert found(client, q="Århus") == ["Erhvervskonsulenten"]
    assert found(client, q="bager") == []
    assert "Vi fandt ingen virksomhed" in client.get(reverse("directory:directory"), {"q": "bager"}).text


def test_the_list_is_narrowed_by_industry_town_and_network(client: Client) -> None:
    place, other = network("havnby"), network("midtby")
    listed(place, "Systuen", industry="Syning", town="Stege")
    listed(place, "Bådbyg", industry="Håndværk", town="Stege")
    listed(other, "Pizza", industry="Mad", town="Borre")
    assert found(client, industry="Syning") == ["Systuen"]
    assert found(client, town="Stege") == ["Bådbyg", "Systuen"]
    assert found(client, network="midtby") == ["Pizza"]
    assert found(client, town="Findes ikke") == ["Bådbyg", "Pizza", "Systuen"]


def test_the_list_costs_the_same_for_three_and_forty(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    place = network()
    address = reverse("directory:directory")
    for businesses, queries in ((3, 6), (40, 4)):
        while Business.objects.count() < businesses:
            listed(place, f"Firma {Business.objects.count()}")
        # The installation, networks, two filters (kept for ten minutes), how many, which.
        with django_assert_num_queries(queries):
            page = client.get(address)
    assert len(page.context["lines"]) == 30


def test_an_empty_directory_says_how_one_gets_in(client: Client) -> None:
    network()
    assert "Ingen virksomhed har valgt at blive vist endnu" in client.get(reverse("directory:directory")).text


def test_a_page_tells_everybody_what_is_meant_for_everybody(client: Client) -> None:
    place = network("havnby", name="Havnby Netværk")
    firm = listed(
        place, "Systuen", "Lise Holm", town="Stege", postcode="4780", cvr="91000008", offers="Vi syr </script>"
    )
    lise = Person.objects.get(user__full_name="Lise Holm")
    other = member(place, "Per Uden Ja", firm=firm)
    Person.objects.filter(pk=lise.pk).update(
        phone="+4527526544", phone_for="public", about="Hemmeligt", about_for="members"
    )
    page = client.get(reverse("directory:business", args=[firm.slug])).text
    for text in ("Systuen", "Lise Holm", "27 52 65 44", "91 00 00 08", "Havnby Netværk"):
        assert text in page
    for text in (lise.email, "Hemmeligt", "Per Uden Ja", other.email):
        assert text not in page
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert data
    assert json.loads(data[1]) == {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "name": "Systuen",
        "url": f"http://testserver/directory/{firm.slug}/",
        "description": "Vi syr </script>",
        "vatID": "DK91000008",
        "telephone": "+4527526544",
        "address": {
            "@type": "PostalAddress",
            "postalCode": "4780",
            "addressLocality": "Stege",
            "addressCountry": "DK",
        },
    }


def test_fellow_members_see_more_and_strangers_nothing(client: Client) -> None:
    place = network()
    firm = business("Systuen")
    lise = member(place, "Lise Holm", firm=firm)
    Person.objects.filter(pk=lise.pk).update(about="Jeg syr om natten", about_for="members")
    address = reverse("directory:business", args=[firm.slug])
    assert client.get(address).status_code == 404
    client.force_login(member(network(), "Fremmed").user)
    assert client.get(address).status_code == 404
    client.force_login(member(place, "Per Bo").user)
    page = client.get(address).text
    assert "Jeg syr om natten" in page
    assert "Kun medlemmer af netværket ser denne side." in page
    assert "application/ld+json" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_the_business_is_hidden_again_when_the_yes_is_taken_back(client: Client) -> None:
    firm = listed(network(), "Systuen", "Lise Holm")
    services.unlist_business(firm, by=Person.objects.get(user__full_name="Lise Holm"), at=NOW)
    assert found(client) == []
    assert client.get(reverse("directory:business", args=[firm.slug])).status_code == 404
