"""The pages of formats, topics, usual tasks, days kept free and venues."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Topic, Venue
from mikrovirk.programme.queries import formats as format_queries
from mikrovirk.programme.services import setup
from tests import factories
from tests.programme.views.test_manage import TWO, lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    place = factories.network("mikrovirk", name="MikroVirk")
    setup.prepare_network(place)
    return place


@pytest.fixture
def coordinator(client: Client, network: Network) -> Client:
    client.force_login(factories.coordinator(network))
    return client


def url(name: str, *values: Any) -> str:
    return reverse(f"programme:{name}", args=["mikrovirk", *values])


def text(client: Client, address: str, given: dict[str, Any] | None = None) -> str:
    response = client.get(address) if given is None else client.post(address, given, follow=True)
    return str(response.content.decode())


WORDS = {"name": "Konference", "purpose": "En hel dag", "expect": "Strategiske oplæg"}


# --- formats ---------------------------------------------------------------------------------------------------------


def test_formats_are_shown_with_recipe_and_length(coordinator: Client) -> None:
    shown = text(coordinator, url("formats"))
    assert "Velkomst 10 · Fagligt oplæg 45 · 3 × 3 minutter 15 · Spørgsmål 15 · Netværke frit 35" in shown
    assert "120 minutter i alt" in shown


def test_format_is_changed_whole(coordinator: Client, network: Network) -> None:
    first = network.formats.get(key="1-0")
    shown = text(coordinator, url("format_edit", first.pk), {**WORDS, **lines(*TWO)})
    assert "»Konference« er gemt. En aften varer 75 minutter." in shown
    first.refresh_from_db()
    assert (first.name, first.key, [item.minutes for item in first.items.all()]) == ("Konference", "1-0", [45, 30])


def test_own_format_is_added_and_offered_in_the_wizard(coordinator: Client, network: Network) -> None:
    assert "Fagligt oplæg" in text(coordinator, url("format_new"))
    text(coordinator, url("format_new"), {**WORDS, **lines(*TWO)})
    assert [found.name for found in network.formats.all()] == ["1.0", "2.0", "Konference"]
    assert "Konference" in text(coordinator, url("season_new"))


def test_recipe_is_rearranged_without_losing_the_words_typed(coordinator: Client, network: Network) -> None:
    shown = text(coordinator, url("format_new"), {**WORDS, **lines(*TWO, do="down:0")})
    assert 'value="Konference"' in shown
    assert "Strategiske oplæg</textarea>" in shown
    assert network.formats.count() == 2


def test_unusual_recipe_is_saved_with_a_word_about_it(coordinator: Client, network: Network) -> None:
    first = network.formats.get(key="1-0")
    text(coordinator, url("format_edit", first.pk), {**WORDS, **lines(("other", "Fest", "60"))})
    assert "Der er intet fagligt oplæg." in text(coordinator, url("format_edit", first.pk))


def test_format_is_stopped_and_used_again(coordinator: Client, network: Network) -> None:
    first, second = network.formats.all()
    assert "bliver ikke tilbudt mere" in text(coordinator, url("format_stop", first.pk), {})
    assert "Det er jeres eneste mødeform" in text(coordinator, url("format_stop", second.pk), {})
    assert "kan bruges igen" in text(coordinator, url("format_use", first.pk), {})


def test_format_of_another_network_is_not_found(coordinator: Client) -> None:
    elsewhere = factories.format_1_0(factories.network("andet"))
    assert coordinator.get(url("format_edit", elsewhere.pk)).status_code == 404


@pytest.mark.parametrize("name", ["formats", "topics", "venues", "usual_tasks"])
def test_lists_cost_the_same_however_long(coordinator: Client, network: Network, name: str) -> None:
    counts = {}
    for number in (1, 3, 300):
        for extra in range(number):
            Topic.objects.get_or_create(network=network, name=f"Emne {extra}")
            Venue.objects.get_or_create(network=network, name=f"Sted {extra}")
            network.task_templates.get_or_create(title=f"Opgave {extra}")
            network.formats.get_or_create(key=f"egen-{extra}", defaults={"name": "Egen", "purpose": "Til alle"})
        with CaptureQueriesContext(connection) as counted:
            coordinator.get(url(name))
        counts[number] = len(counted)
    assert len(set(counts.values())) == 1, counts


# --- topics ----------------------------------------------------------------------------------------------------------


def test_topic_is_added_changed_and_removed(coordinator: Client, network: Network) -> None:
    assert "Emnet »Bogføring« er gemt." in text(
        coordinator, url("topics"), {"name": "Bogføring", "about": "", "format": ""}
    )
    topic = Topic.objects.get(name="Bogføring")
    text(coordinator, url("topic_edit", topic.pk), {"name": "Regnskab", "format": "", "for_the_newly_started": "on"})
    topic.refresh_from_db()
    assert (topic.name, topic.for_the_newly_started) == ("Regnskab", True)
    assert "Emnet er fjernet." in text(coordinator, url("topic_remove", topic.pk), {})


def test_topic_that_is_there_is_told_beside_its_field(coordinator: Client) -> None:
    assert "Det emne har I allerede." in text(coordinator, url("topics"), {"name": "Salg", "format": ""})


# --- tasks and days --------------------------------------------------------------------------------------------------


def test_usual_task_is_added_and_removed(coordinator: Client, network: Network) -> None:
    text(coordinator, url("usual_tasks"), {"title": "Flag", "what": ""})
    task = network.task_templates.get(title="Flag")
    text(coordinator, url("usual_task_remove", task.pk), {})
    assert not network.task_templates.filter(title="Flag").exists()


SCHOOL = {
    "public_holidays": "on",
    "notable_days": "on",
    "school": "on",
    "winter_weeks": "7-8",
    "autumn_weeks": "42",
    "summer_weeks": "6",
    "easter": "on",
    "christmas": "on",
}


def test_school_holidays_of_the_municipality_are_kept(coordinator: Client, network: Network) -> None:
    text(coordinator, url("days_off"), SCHOOL)
    avoid = format_queries.avoid_of(network)
    assert avoid.school is not None
    assert avoid.school.winter_weeks == (7, 8)
    assert 'value="7, 8"' in text(coordinator, url("days_off"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("uge 7", "Skriv ugenumre, for eksempel 7 eller 7-8."),
        ("60", "Ugenumre går fra 1 til 52."),
        ("8-7", "Ugenumre går fra 1 til 52."),
    ],
)
def test_weeks_that_are_none_are_explained(coordinator: Client, typed: str, words: str) -> None:
    assert words in text(coordinator, url("days_off"), {**SCHOOL, "winter_weeks": typed})


def test_own_days_are_kept_free_and_let_go(coordinator: Client, network: Network) -> None:
    given = {"name": "Sommermarked", "first": "2030-05-06", "last": "2030-05-08", "add": "1"}
    assert "Sommermarked" in text(coordinator, url("days_off"), given)
    assert [days.name.da for days in format_queries.avoid_of(network).reasons_on(date(2030, 5, 7))] == ["Sommermarked"]
    text(coordinator, url("days_off"), SCHOOL)  # saving the weeks keeps the own days
    assert format_queries.avoid_of(network).reasons_on(date(2030, 5, 7)) != ()
    text(coordinator, url("days_off_remove", 0), {})
    assert format_queries.avoid_of(network).reasons_on(date(2030, 5, 7)) == ()


def test_days_that_end_before_they_begin_are_refused(coordinator: Client) -> None:
    given = {"name": "Marked", "first": "2030-05-06", "last": "2030-05-01", "add": "1"}
    assert "Den sidste dag ligger før den første." in text(coordinator, url("days_off"), given)


def test_administrator_keeps_days_free_for_every_network(client: Client, network: Network) -> None:
    address = reverse("programme:installation_days_off")
    client.force_login(factories.coordinator(network))
    assert client.get(address).status_code == 404
    client.force_login(factories.user(is_administrator=True))
    assert "Folkemøde" in text(client, address, {"name": "Folkemøde", "first": "2030-06-13", "last": "2030-06-16"})
    assert [days.name.da for days in format_queries.avoid_of(network).reasons_on(date(2030, 6, 14))] == ["Folkemøde"]
    text(client, reverse("programme:installation_days_off_remove", args=[0]), {})
    assert format_queries.avoid_of(network).reasons_on(date(2030, 6, 14)) == ()


# --- venues ----------------------------------------------------------------------------------------------------------


def soon() -> datetime:
    return timezone.now() + timedelta(days=30)


def test_venue_is_added_and_changed(coordinator: Client, network: Network) -> None:
    given = {"name": "Bageriet", "address": "Torvet 1", "latitude": "54.98521", "longitude": "12.28"}
    assert "»Bageriet« er tilføjet." in text(coordinator, url("venue_new"), given)
    venue = Venue.objects.get()
    assert (str(venue.latitude), str(venue.longitude)) == ("54.98521", "12.28000")
    text(coordinator, url("venue_edit", venue.pk), {"name": "Bageriet Surdejen"})
    venue.refresh_from_db()
    assert (venue.name, venue.latitude) == ("Bageriet Surdejen", None)


def test_half_a_place_on_the_map_is_refused(coordinator: Client) -> None:
    shown = text(coordinator, url("venue_new"), {"name": "Bageriet", "latitude": "54.9"})
    assert "Skriv både bredde- og længdegrad, eller ingen af dem." in shown


def test_venue_of_a_coming_meeting_is_not_removed(coordinator: Client, network: Network) -> None:
    venue = factories.venue(network)
    meeting = factories.meeting(network, starts_at=soon(), venue=venue)
    assert "Et kommende møde skal holdes der." in text(coordinator, url("venue_remove", venue.pk), {})
    meeting.delete()
    assert "Mødestedet er fjernet." in text(coordinator, url("venue_remove", venue.pk), {})
