"""Topics: members suggest and support them, the coordinator tidies up."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Talk, Topic
from mikrovirk.voice.models import Consultation, Input, Point, TopicSupport
from mikrovirk.voice.services import wishes as wish_services
from tests import factories as f
from tests.voice import planner_rows as rows

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def place() -> Network:
    return rows.small_network()


@pytest.fixture
def anna(place: Network) -> Person:
    return Person.objects.get(user__full_name="Anna Ø")


@pytest.fixture
def as_anna(client: Client, anna: Person) -> Client:
    client.force_login(anna.user)
    return client


@pytest.fixture
def as_coordinator(place: Network) -> Client:
    made = Client()
    made.force_login(f.coordinator(place))
    return made


def url(name: str, *values: Any) -> str:
    return reverse(f"voice:{name}", args=["moen", *values])


def topic(name: str) -> Topic:
    return Topic.objects.get(name=name)


def text_of(page: bytes) -> str:
    return " ".join(page.decode().split())


# --- members ---------------------------------------------------------------------------------------------------------


def test_the_topics_are_listed_most_wanted_first_with_how_many_others(as_anna: Client) -> None:
    page = text_of(as_anna.get(url("wishes")).content)
    places = [page.index(f">{name}<") for name in ("Moms", "Salg", "AI", "Eksport")]
    assert places == sorted(places)
    assert "Du og 2 andre vil komme." in page
    assert "Du og én anden vil komme." in page
    assert "Ét medlem vil komme." in page
    assert "Opbakningen afgør ikke noget i sig selv, men den bliver set, når næste sæson bliver planlagt." in page


def test_one_tap_and_another_undoes_it(as_anna: Client, anna: Person) -> None:
    ai = topic("AI")
    answer = as_anna.post(url("wish_support", ai.pk), headers=HTMX)
    assert f'id="topic-{ai.pk}"' in answer.content.decode()
    assert "Du og én anden vil komme." in text_of(answer.content)
    as_anna.post(url("wish_support", ai.pk))
    assert TopicSupport.objects.filter(topic=ai, person=anna).count() == 1
    without_scripts = as_anna.post(url("wish_withdraw", ai.pk), {"page": "2"})
    assert without_scripts["Location"] == f"/networks/moen/wishes/?page=2#topic-{ai.pk}"
    assert not TopicSupport.objects.filter(topic=ai, person=anna).exists()


def test_a_suggestion_is_on_the_list_and_in_the_stream(as_anna: Client, anna: Person) -> None:
    page = text_of(as_anna.post(url("wish_suggest"), {"name": "  Min første   ansatte "}, follow=True).content)
    made = topic("Min første ansatte")
    assert "Tak. »Min første ansatte« står på listen, og styregruppen ser det." in page
    [said] = Input.objects.filter(source="topic")
    assert (said.text, said.topic, said.person, said.source_key) == (
        "Min første ansatte",
        made,
        anna,
        f"topic:{made.pk}:{anna.pk}",
    )
    assert TopicSupport.objects.get(topic=made).suggested


def test_what_is_there_already_is_supported_instead(as_anna: Client, anna: Person) -> None:
    page = text_of(as_anna.post(url("wish_suggest"), {"name": "ai!"}, follow=True).content)
    assert "»AI« stod på listen i forvejen. Nu er du talt med." in page
    assert Topic.objects.count() == 4
    assert TopicSupport.objects.filter(topic=topic("AI"), person=anna, suggested=False).exists()


def test_an_empty_suggestion_says_what_to_do(as_anna: Client) -> None:
    page = as_anna.post(url("wish_suggest"), {"name": " "})
    assert page.context["form"].errors["name"]
    assert Topic.objects.count() == 4


def test_similar_topics_are_shown_while_one_types(as_anna: Client) -> None:
    Topic.objects.create(network=topic("AI").network, name="Salg på nettet")
    page = text_of(as_anna.get(url("wishes_similar"), {"name": "salget"}).content)
    assert [name for name in ("Salg<", "Salg på nettet<", "Moms<") if name in page] == ["Salg<", "Salg på nettet<"]
    assert "Der er ikke noget lignende på listen endnu." in text_of(
        as_anna.get(url("wishes_similar"), {"name": "Regnskab"}).content
    )


def test_a_suggestion_can_be_taken_back_as_long_as_nobody_else_wants_it(as_anna: Client, anna: Person) -> None:
    place = topic("AI").network
    made = wish_services.suggest(place, name="Podcast", person=anna, at=f.NOW).topic
    as_anna.post(url("wish_take_back", made.pk))
    assert not Topic.objects.filter(name="Podcast").exists()
    assert Input.objects.count() == 0
    made = wish_services.suggest(place, name="Podcast", person=anna, at=f.NOW).topic
    wish_services.support(made, Person.objects.get(user__full_name="Bo Lund"), at=f.NOW)
    as_anna.post(url("wish_take_back", made.pk))
    assert [each.person.name for each in made.support.all()] == ["Bo Lund"]


def test_a_suggestion_that_stands_in_a_draft_stays(as_anna: Client, anna: Person) -> None:
    place = topic("AI").network
    made = wish_services.suggest(place, name="Podcast", person=anna, at=f.NOW).topic
    draft = Consultation.objects.create(network=place, title="Foråret")
    Point.objects.create(consultation=draft, position=1, title="Podcast", topic=made)
    page = text_of(as_anna.post(url("wish_take_back", made.pk), follow=True).content)
    assert "Podcast" in page
    assert Point.objects.get().topic == made


def test_only_members_count_and_strangers_see_nothing(as_anna: Client, place: Network, client: Client) -> None:
    stranger = f.person("Fremmed")
    TopicSupport.objects.create(topic=topic("AI"), person=stranger)
    assert "Ét medlem vil komme." in text_of(as_anna.get(url("wishes")).content)
    client.force_login(stranger.user)
    assert client.get(url("wishes")).status_code == 404
    assert client.post(url("wish_support", topic("AI").pk)).status_code == 404


def test_a_planned_topic_says_when(as_anna: Client, place: Network) -> None:
    at = f.meeting(place, starts_at=f.NOW.replace(year=2031))
    Talk.objects.create(network=place, meeting=at, topic=topic("AI"))
    assert "Vi mødes om det lørdag 11. januar 2031" in text_of(as_anna.get(url("wishes")).content)


def test_the_list_costs_the_same_for_four_topics_as_for_thirty(as_anna: Client, place: Network) -> None:
    as_anna.get(url("wishes"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        as_anna.get(url("wishes"))
    for number in range(26):
        rows.topic(place, f"Emne {number}", *Person.objects.all())
    with CaptureQueriesContext(connection) as many:
        as_anna.get(url("wishes"))
    assert len(many) == len(few)
    assert len(few) <= 16


def test_a_part_that_is_off_has_no_page(as_anna: Client, place: Network) -> None:
    Network.objects.filter(pk=place.pk).update(parts=["planner"])
    assert as_anna.get(url("wishes")).status_code == 404
    assert as_anna.post(url("wish_suggest"), {"name": "X"}).status_code == 404


# --- the coordinator -------------------------------------------------------------------------------------------------


def test_merging_moves_support_talks_speakers_and_what_was_said(as_coordinator: Client, anna: Person) -> None:
    place = topic("AI").network
    made = wish_services.suggest(place, name="Sælge mere", person=anna, at=f.NOW).topic
    carl = Person.objects.get(user__full_name="Carl Sø")
    wish_services.support(made, carl, at=f.NOW)
    talk = Talk.objects.create(network=place, topic=made, title="Mersalg")
    speaker = rows.speaker(place, "Ny", made)
    draft = Consultation.objects.create(network=place, title="Foråret")
    point = Point.objects.create(consultation=draft, position=1, title="Mersalg", topic=made)
    salg = topic("Salg")
    page = text_of(as_coordinator.post(url("wish_merge", made.pk), {"into": salg.pk}, follow=True).content)
    assert "»Sælge mere« er nu en del af »Salg«, som 3 medlemmer vil komme til." in page
    talk.refresh_from_db()
    point.refresh_from_db()
    assert (talk.topic, list(speaker.topics.all()), point.topic) == (salg, [salg], salg)
    assert {each.person.name for each in salg.support.all()} == {"Anna Ø", "Bo Lund", "Carl Sø"}
    said = Input.objects.get(source="topic")
    assert (said.outcome, said.outcome_words, said.topic) == ("merged", "Salg", salg)


def test_a_topic_is_not_merged_with_itself_nor_across_networks(as_coordinator: Client) -> None:
    salg = topic("Salg")
    other = Topic.objects.create(network=f.network("stege"), name="Andet")
    for into in (salg.pk, other.pk, ""):
        assert as_coordinator.post(url("wish_merge", salg.pk), {"into": into}).context["merge_form"].errors
    with pytest.raises(wish_services.CannotMerge):
        wish_services.merge(salg, other, by=None, at=f.NOW)


def test_putting_away_gives_a_word_and_bringing_back_takes_it(as_coordinator: Client, anna: Person) -> None:
    made = wish_services.suggest(topic("AI").network, name="Podcast", person=anna, at=f.NOW).topic
    page = as_coordinator.post(url("wish_put_away", made.pk), {"word": ""})
    assert page.context["put_away_form"].errors
    page = as_coordinator.post(url("wish_put_away", made.pk), {"word": "Vi tager det til efteråret."}, follow=True)
    assert "Ét emne er lagt væk" in text_of(page.content)
    said = Input.objects.get()
    assert (said.outcome, said.outcome_words) == ("no", "Vi tager det til efteråret.")
    as_coordinator.post(url("wish_bring_back", made.pk))
    said.refresh_from_db()
    made.refresh_from_db()
    assert (said.outcome, made.is_active) == ("", True)


def test_the_coordinator_sees_who_would_come(as_coordinator: Client, as_anna: Client) -> None:
    page = text_of(as_coordinator.get(url("wish", topic("Moms").pk)).content)
    assert [name for name in ("Anna Ø", "Bo Lund", "Carl Sø", "Revisor Hansen") if name in page] == [
        "Anna Ø",
        "Bo Lund",
        "Carl Sø",
        "Revisor Hansen",
    ]
    assert as_anna.get(url("wish", topic("Moms").pk)).status_code == 404
    assert as_anna.post(url("wish_merge", topic("Moms").pk), {"into": topic("AI").pk}).status_code == 404
