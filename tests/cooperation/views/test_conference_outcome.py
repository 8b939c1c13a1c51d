"""Conclusions and promises, for those who hold the conference and behind an owner's link."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.cooperation.models import Commitment, Conference
from mikrovirk.cooperation.services import commitments
from mikrovirk.mailing.models import Message
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine) -> None:
    time_machine.move_to(f.NOW)


@pytest.fixture
def conference(client: Client) -> Conference:
    network, coordinator = rows.area()
    client.force_login(coordinator)
    return rows.held(network, coordinator)


def address(name: str, *values: object) -> str:
    return reverse(f"cooperation:{name}", args=["0390", *values])


def own_link(commitment: Commitment) -> str:
    return reverse("cooperation:conference_promise_link", args=[links.sign(commitments.PURPOSE, commitment.pk)])


def test_conclude_change_take_out_and_put_back(client: Client, conference: Conference) -> None:
    new = address("conference_conclusion_new", conference.pk)
    assert client.post(new, {"text": ""}).status_code == 200
    client.post(new, {"text": "Vi mødes hvert kvartal."})
    made = conference.conclusions.get()
    one = address("conference_conclusion", conference.pk, made.pk)
    client.post(one, {"text": "Vi mødes hvert halve år."})
    assert "Vi mødes hvert halve år." in client.get(f"/conferences/{conference.pk}/").content.decode()
    client.post(one, {"remove": "1"})
    assert "Vi mødes hvert halve år." not in client.get(f"/conferences/{conference.pk}/").content.decode()
    client.post(one, {"remove": "0"})
    assert conference.conclusions.filter(removed_at=None).count() == 1


def test_write_down_a_promise_of_an_organisation_a_network_and_somebody_else(
    client: Client, conference: Conference
) -> None:
    office = f.organisation(municipality_code="0390", email="post@erhverv.example")
    new = address("conference_promise_new", conference.pk)
    typed: dict[str, Any] = {"text": "Åbent hus", "due_date": "2027-03-01"}
    wrong = client.post(new, typed | {"owner": "else"}).content.decode()
    assert "Skriv, hvem der gør det." in wrong
    assert "Den dag er forbi." in client.post(new, typed | {"owner": "else", "due_date": "2026-01-01"}).content.decode()
    told = client.post(new, typed | {"owner": f"organisation:{office.pk}"}, follow=True).content.decode()
    assert "Mailen med linket venter blandt netværkets kladder." in told
    client.post(new, typed | {"owner": f"network:{conference.network_id}", "was_said_there": "on"})
    told = client.post(new, typed | {"owner": "else", "owner_name": "Spejderne"}, follow=True).content.decode()
    assert "Giv selv linket herunder videre" in told
    assert [(each.owner, each.state) for each in Commitment.objects.order_by("pk")] == [
        ("Vordingborg Erhverv", "asked"),
        (conference.network.name, "open"),  # type: ignore[union-attr]
        ("Spejderne", "asked"),
    ]
    assert Message.objects.filter(user__email="post@erhverv.example", state="draft").count() == 1


def test_the_owner_says_yes_and_later_that_it_is_done_without_signing_in(conference: Conference) -> None:
    made = rows.promise(conference, said_yes=False)
    owner = Client()
    page = owner.get(own_link(made)).content.decode()
    assert "Lover I det?" in page
    made.refresh_from_db()
    assert made.state == "asked"  # opening it changes nothing
    assert "Skriv et par ord om hvorfor." in owner.post(own_link(made), {"act": "no", "text": ""}).content.decode()
    assert "Hvordan går det?" in owner.post(own_link(made), {"act": "yes", "text": ""}, follow=True).content.decode()
    owner.post(own_link(made), {"act": "word", "text": "Nøglen er bestilt"})
    owner.post(own_link(made), {"act": "done", "text": "Åbent siden mandag"})
    again = owner.post(own_link(made), {"act": "done", "text": ""}, follow=True).content.decode()
    assert "Det er der allerede svaret på" in again
    made.refresh_from_db()
    assert (made.state, made.follow_ups.filter(by_owner=True).count()) == ("kept", 3)
    assert owner.get(own_link(made)[:-2] + "x/").status_code == 404
    assert owner.post(own_link(made), {"act": "explode", "text": ""}).status_code == 404


def test_who_holds_it_notes_what_they_were_told_moves_the_day_and_takes_it_up_again(
    client: Client, conference: Conference
) -> None:
    made = rows.promise(conference, due_date=f.TODAY - timedelta(days=3))
    page = address("conference_promise", conference.pk, made.pk)
    step = address("conference_promise_step", conference.pk, made.pk)
    assert "Over tiden" in client.get(page).content.decode()
    kept = client.post(step, {"act": "move", "due_date": "2026-12-01", "text": "Nøglen mangler"}).content.decode()
    assert "Den dag er forbi." in kept
    assert "Nøglen mangler" in kept
    client.post(step, {"act": "move", "due_date": "2027-04-01", "text": "Nøglen mangler"})
    assert "Over tiden" not in client.get(page).content.decode()
    client.post(step, {"act": "drop", "text": "Ingen kom"})
    client.post(step, {"act": "again", "text": ""})
    assert client.post(step, {"act": "explode", "text": ""}).status_code == 404
    made.refresh_from_db()
    assert (made.state, made.due_date.isoformat()) == ("open", "2027-04-01")
    edit = address("conference_promise_edit", conference.pk, made.pk)
    typed = {"text": "Noget andet", "owner": "else", "owner_name": "Biblioteket", "due_date": "2027-04-01"}
    told = client.post(edit, typed, follow=True).content.decode()
    assert "Der er svaret, så ordene står, som de var." in told


def test_the_page_costs_the_same_for_one_and_for_many(
    client: Client, conference: Conference, django_assert_max_num_queries
) -> None:
    for number in range(12):
        rows.promise(conference, text=f"Løfte {number}")
    with django_assert_max_num_queries(14):
        text = client.get(address("conference_outcome", conference.pk)).content.decode()
    assert "Løfte 11" in text
