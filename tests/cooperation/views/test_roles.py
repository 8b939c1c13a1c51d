"""What was agreed, for everybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mikrovirk.cooperation.services import carrying, drafting
from tests import factories
from tests.factories import NOW, TODAY
from tests.factories.roles import REVIEW, VORDINGBORG, Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def agreed() -> Story:
    made = story()
    made.part(0, "network", "responsible")
    made.part(0, "town", "informed")
    made.agree(at=NOW - timedelta(days=100))
    return made


def page(client: Client, name: str, *more: object) -> str:
    answer = client.get(reverse(f"cooperation:{name}", args=[VORDINGBORG, *more]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_what_is_in_force(client: Client, agreed: Story) -> None:
    drafting.change_task(agreed.tasks[0], title="Noget hemmeligt", group="", about="")
    text = page(client, "roles")
    for words in ("Find oplægsholdere", "Har ansvaret", "Orienteres", "Biblioteket", "Ingen har ansvaret", "Version 1"):
        assert words in text
    assert "Noget hemmeligt" not in text


def test_nothing_of_a_draft_is_public(client: Client) -> None:
    made = story()
    assert "Intet er aftalt endnu" in page(client, "roles")
    assert "Intet er aftalt endnu" in page(client, "area")
    made.put_out()
    for name, more in (
        ("task", (made.tasks[0].pk,)),
        ("roles_version", (1,)),
        ("roles_reality", ()),
        ("roles_sheet", ()),
    ):
        assert client.get(reverse(f"cooperation:{name}", args=[VORDINGBORG, *more])).status_code == 404


@pytest.mark.parametrize("name", ["area", "roles", "roles_reality", "roles_sheet"])
def test_a_municipality_there_is_not(client: Client, name: str) -> None:
    assert client.get(reverse(f"cooperation:{name}", args=["9999"])).status_code == 404


def test_an_overdue_review_is_said(client: Client, agreed: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "skulle have været set på igen" not in page(client, "roles")
    later = NOW + (REVIEW - TODAY) + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert "skulle have været set på igen" in page(client, "roles")
    assert "skulle have været set på igen" in page(client, "area")


def test_a_version_says_what_it_changed_and_who_signed(client: Client, agreed: Story) -> None:
    agreed.part(1, "library", "responsible")
    version = agreed.put_out()
    for party in ("town", "network"):
        agreed.answer(version, party)
    agreed.answer(version, "library", name="Bo Blad")
    text = page(client, "roles_version", 2)
    assert "“Lån lokaler ud”, Biblioteket: Har ansvaret." in text
    assert "Bo Blad" in text
    assert version.digest in text


def test_words_that_were_meddled_with_are_pointed_out(client: Client, agreed: Story) -> None:
    version = agreed.agreement.versions.get()
    version.content["tasks"][0]["title"] = "Betal det hele"
    version.save()
    assert "Underskrifterne gælder ikke" in page(client, "roles_version", 1)


def test_a_task_shows_what_carried_it_out(client: Client, agreed: Story) -> None:
    meeting = factories.meeting(agreed.network, starts_at=NOW - timedelta(days=30))
    draft = factories.meeting(agreed.network, starts_at=NOW - timedelta(days=20), title="Kladden", state="draft")
    for each in (meeting, draft):
        carrying.by_meeting(agreed.tasks[0], each, by=agreed.mona, at=NOW)
    text = page(client, "task", agreed.tasks[0].pk)
    assert "Salg uden at sælge" in text
    assert "Kladden" not in text
    assert "Sig det" not in text


def test_plan_beside_reality(client: Client, agreed: Story) -> None:
    carrying.by_other(agreed.tasks[0], "Åben aften", TODAY - timedelta(days=9), party=agreed.parties["library"], by=None, at=NOW)  # fmt: skip
    text = page(client, "roles_reality")
    assert "Af andre" in text
    assert "Ikke gennemført" in text
    assert "1 opgave er ikke gennemført det sidste år." in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_the_tasks(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    made = story(tasks=tuple(f"Opgave {n}" for n in range(count)))
    for n in range(count):
        made.part(n, "network", "responsible")
        carrying.by_other(made.tasks[n], "Åben aften", TODAY, party=made.parties["library"], by=None, at=NOW)
    made.agree()
    with django_assert_num_queries(8):
        page(client, "roles")
    with django_assert_num_queries(7):
        page(client, "roles_reality")


def test_choosing_leads_to_one_s_own_municipality(client: Client, agreed: Story) -> None:
    factories.network("falster", municipality_code="0376")
    assert "Guldborgsund" in client.get(reverse("cooperation:choose")).content.decode()
    client.force_login(agreed.preben)
    assert client.get(reverse("cooperation:choose")).headers["Location"] == f"/cooperation/{VORDINGBORG}/"
