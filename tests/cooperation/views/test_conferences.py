"""Conferences for everybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts.limits import Limit
from mikrovirk.cooperation.models import Conference, Wish
from mikrovirk.cooperation.services import commitments, conferences
from mikrovirk.programme.models import Meeting
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine) -> None:
    time_machine.move_to(f.NOW)


def page(client: Client, name: str, *values: object) -> str:
    answer = client.get(reverse(f"cooperation:{name}", args=values))
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_that_is_to_come_has_the_way_to_sign_up_and_takes_wishes(client: Client) -> None:
    network, coordinator = rows.area()
    made = rows.planned(network, coordinator, call="Alle med en lille virksomhed.")
    text = page(client, "conference", made.pk)
    assert "Hvad gør vi sammen det næste år?" in text
    assert "Alle med en lille virksomhed." in text
    assert f"/networks/{network.slug}/meetings/{made.meeting_id}/sign-up/" in text
    url = reverse("cooperation:conference", args=[made.pk])
    answer = client.post(url, {"text": "Hvordan finder vi lokaler?", "name": ""}, follow=True)
    assert "Dit ønske er hos dem, der holder konferencen." in answer.content.decode()
    wish = made.wishes.get()
    assert (wish.text, wish.origin, wish.shown_at, wish.made_by) == ("Hvordan finder vi lokaler?", "page", None, None)
    assert "Hvordan finder vi lokaler?" not in page(client, "conference", made.pk)
    client.post(url, {"text": "Hvordan finder vi lokaler?", "name": ""})
    assert made.wishes.count() == 1


def test_an_empty_wish_is_asked_for_again_and_a_late_one_is_told(client: Client) -> None:
    made = rows.planned(*rows.area(), wishes_until=f.TODAY - timedelta(days=1))
    url = reverse("cooperation:conference", args=[made.pk])
    assert client.post(url, {"text": "", "name": "Bo"}).status_code == 200
    answer = client.post(url, {"text": "For sent", "name": "Bo"}, follow=True)
    assert "Fristen for ønsker er forbi." in answer.content.decode()
    assert not Wish.objects.exists()


def test_one_internet_address_cannot_flood_it(client: Client, monkeypatch) -> None:
    made = rows.called(f.user())
    monkeypatch.setattr("mikrovirk.cooperation.views.conference_rows.WISHES", Limit("conference", 1))
    url = reverse("cooperation:conference", args=[made.pk])
    found = [client.post(url, {"text": f"Ønske {n}", "name": ""}).status_code for n in range(2)]
    assert found == [302, 429]
    assert made.wishes.count() == 1


def test_a_draft_is_seen_by_those_who_keep_the_municipality_only(client: Client) -> None:
    _network, coordinator = rows.area()
    draft = conferences.call_conference(code="0390", by=coordinator, at=f.NOW, title="Kladden", question="Hvad nu?")
    for reader in (None, f.coordinator(f.network(municipality_code="0376"))):
        if reader:
            client.force_login(reader)
        assert client.get(reverse("cooperation:conference", args=[draft.pk])).status_code == 404
        assert "Kladden" not in page(client, "conferences", "0390")
        assert "Kladden" not in page(client, "conferences_all")
    client.force_login(coordinator)
    assert "Kun I, der passer kommunens fælles sager, kan se den." in page(client, "conference", draft.pk)
    assert "Kladden" in page(client, "conferences", "0390")
    assert client.get("/cooperation/9999/conferences/").status_code == 404


def test_what_came_of_one_that_was_held(client: Client) -> None:
    made = rows.held(*rows.area())
    commitments.conclude(made, text="Vi mødes hvert kvartal.")
    commitments.keep(rows.promise(made, text="Åbne læsesalen"), text="Åben siden mandag", at=f.NOW)
    rows.promise(made, text="Skrive til alle nye", due_date=f.TODAY - timedelta(days=1))
    text = page(client, "conference", made.pk)
    for said in (
        "Vi mødes hvert kvartal.",
        "Åbne læsesalen",
        "Åben siden mandag",
        "Skrive til alle nye",
        "Over tiden",
    ):
        assert said in text
    assert "Hvad skal tages op?" not in text
    area = page(client, "conferences", "0390")
    assert "Skrive til alle nye" in area
    assert "lene@bibliotek.example" not in text + area


def test_what_is_to_come_stands_first_and_the_queries_do_not_grow(client: Client, django_assert_num_queries) -> None:
    network, coordinator = rows.area()
    rows.held(network, coordinator, title="Sidste år")
    rows.promise(Conference.objects.get(title="Sidste år"))
    rows.called(coordinator, title="Næste år", wanted_date=rows.DAY)
    url = reverse("cooperation:conferences", args=["0390"])
    client.get(url)
    with django_assert_num_queries(4):
        text = client.get(url).content.decode()
    assert text.index("Næste år") < text.index("Sidste år")
    for number in range(3):
        rows.promise(rows.held(network, coordinator, title=f"Nummer {number}"))
    with django_assert_num_queries(4):
        client.get(url)


def test_the_coordinator_who_is_asked_answers_with_day_and_hours(client: Client) -> None:
    network, coordinator = rows.area()
    made = rows.called(f.user("Henny"), wanted_date=rows.DAY)
    conferences.ask_network(made, network, by=f.user(), at=f.NOW)
    url = reverse("cooperation:conference_carry", args=[made.pk])
    client.force_login(f.coordinator(f.network(municipality_code="0390")))
    assert client.get(url).status_code == 404
    client.force_login(coordinator)
    assert url in page(client, "conferences", "0390")
    assert 'value="2027-03-01"' in page(client, "conference_carry", made.pk)
    short = client.post(url, {"answer": "yes", "day": "2027-03-01", "begins": "09:00", "ends": "10:00"})
    assert "En konference varer mindst to timer." in short.content.decode()
    answer = client.post(url, {"answer": "yes", "day": "2027-03-01", "begins": "09:00", "ends": "15:30"})
    meeting = Meeting.objects.get()
    assert answer["Location"] == reverse("programme:manage", args=[network.slug, meeting.pk])
    assert client.get(url).status_code == 302


def test_a_no_is_seen_by_those_who_asked(client: Client) -> None:
    network, coordinator = rows.area()
    made = rows.called(coordinator)
    conferences.ask_network(made, network, by=f.user(), at=f.NOW)
    client.force_login(coordinator)
    client.post(reverse("cooperation:conference_carry", args=[made.pk]), {"answer": "no"})
    text = page(client, "conference_keep", "0390", made.pk)
    assert "kan ikke holde den. Spørg et andet netværk." in text
