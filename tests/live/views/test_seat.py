"""The member's own page of their turn, the stories of a network, and how the seat looks to each of the room."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django.fixtures import DjangoAssertNumQueries

from mikrovirk.accounts import links
from mikrovirk.live.domain.running import Press
from mikrovirk.live.mine import mine_of
from mikrovirk.live.models import Evening, SeatTaken, Story
from mikrovirk.live.queries.seat import Given
from mikrovirk.live.regions import Audience, made
from mikrovirk.live.services import room, seat_story
from mikrovirk.live.views.seat_parts import columns_for
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.live import evenings, seat_rows
from tests.live.seat_rows import give, order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"


def with_input(openness: str = "members", **fields: Any) -> Evening:
    evening, _application = seat_rows.evening(openness=openness, **fields)
    seat_rows.go(evening, "input")
    give(evening, evenings.phone(evening, "Bodil Øster"), "Ring til dem i oktober", named="1")
    return evening


def address(*, page: str = "seat", **changed: int) -> str:
    taken = SeatTaken.objects.select_related("application__person__user").get()
    return reverse(
        f"live:{page}", args=[links.sign("seat", taken.pk, changed.get("user", taken.application.person.user_id))]
    )


def paper(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def seen(evening: Evening, name: str, audience: Audience) -> str:
    evening = Evening.objects.select_related("meeting__network").get(pk=evening.pk)
    html: str = made(name, evening, audience, "da")["html"]
    return html


# --- the member's page -----------------------------------------------------------------------------------------------


def test_the_member_finds_what_the_room_gave_on_a_page_and_as_pdf(client: Client) -> None:
    with_input()
    page = client.get(address()).content.decode()
    assert [word in page for word in (seat_rows.TITLE, "Råd", "Ring til dem i oktober", "Bodil Øster")] == [True] * 4
    answer = client.post(address(page="seat_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert [word in paper(answer.content) for word in (seat_rows.TITLE, "Ring til dem i oktober", "Bodil Øster")] == [
        True
    ] * 3


def test_what_stays_in_the_room_is_on_the_pdf_alone_and_nobody_gets_it_by_opening_a_link(client: Client) -> None:
    with_input("room")
    page = client.get(address()).content.decode()
    assert ("Ring til dem" in page, seat_rows.TITLE in page, "Tag det med hjem (PDF)" in page) == (False, False, True)
    assert client.get(address(page="seat_pdf")).status_code == 405
    told = paper(client.post(address(page="seat_pdf")).content)
    assert [word in told for word in (seat_rows.TITLE, "Ring til dem i oktober", "eneste eksemplar")] == [True] * 3


def test_one_thing_for_the_room_only_is_named_as_such_and_stands_in_the_pdf(client: Client) -> None:
    evening = with_input()
    give(evening, evenings.phone(evening), "Tal med Karen", "contact", room_only="1")
    page = client.get(address()).content.decode()
    assert ("Tal med Karen" in page, "Én ting mere er kun for salen" in page) == (False, True)
    assert "Tal med Karen" in paper(client.post(address(page="seat_pdf")).content)


def test_signed_in_one_comes_to_ones_own_and_to_nobody_elses(client: Client) -> None:
    with_input()
    taken = SeatTaken.objects.get()
    own = reverse("live:my_seat", args=[taken.pk])
    assert client.get(own).status_code == 302
    client.force_login(taken.application.person.user)
    assert "Ring til dem" in client.get(own, follow=True).content.decode()
    assert "Det, salen gav mig" in client.get("/me/").content.decode()
    client.force_login(factories.member(taken.application.network).user)
    assert client.get(own).status_code == 404


@pytest.mark.parametrize("page", ["seat", "seat_pdf", "seat_story"])
def test_a_link_of_somebody_else_or_for_something_else_leads_nowhere(client: Client, page: str) -> None:
    with_input()
    for link in (address(page=page, user=0), reverse(f"live:{page}", args=[links.sign("slot", 1, 1)])):
        answer = client.post(link)
        assert (answer.status_code, "Linket virker ikke" in answer.content.decode()) == (404, True)


def test_what_came_of_it_is_answered_with_two_taps_and_becomes_a_story(client: Client) -> None:
    evening = with_input()
    assert client.post(address(), {"came": ""}).status_code == 422
    page = client.post(address(), {"came": "good", "words": "Tre nye kunder"}, follow=True).content.decode()
    assert ("Tak, fordi du fortalte det" in page, "Fortæl det som en historie" in page) == (True, True)
    story_page = address(page="seat_story")
    assert "Tre nye kunder" in client.get(story_page).content.decode()
    refused = client.post(story_page, {"title": "Tre nye", "text": "Det virkede."})
    assert (refused.status_code, Story.objects.count(), "Det virkede." in refused.content.decode()) == (422, 0, True)
    client.post(story_page, {"title": "Tre nye", "text": "Det virkede.", "agreed": "on"})
    network = evening.meeting.network
    stories = reverse("live:stories", args=[network.slug])
    assert "Tre nye" not in client.get(stories).content.decode()
    desk = Client()
    desk.force_login(factories.coordinator(network))
    assert "Tre nye kunder" in desk.get(stories).content.decode()  # the words of the answer
    assert "fortæller, hvad der kom ud af det" in desk.get(f"/networks/{network.slug}/week/").content.decode()
    desk.post(reverse("live:story_publish", args=[network.slug, Story.objects.get().pk]))
    for where in (stories, f"/networks/{network.slug}/"):
        page = client.get(where).content.decode()
        assert ("Tre nye" in page, "Lise Holm, Systuen" in page, "Tre nye kunder" in page) == (True, True, False)
    client.post(story_page, {"withdraw": "1"})
    assert "Tre nye" not in client.get(stories).content.decode()


def test_only_the_coordinator_decides_about_stories_of_their_own_network(client: Client) -> None:
    evening = with_input()
    story = seat_story.tell(SeatTaken.objects.get(), title="Tre nye", text="Ja.", at=timezone.now())
    network = evening.meeting.network
    down = reverse("live:story_take_down", args=[network.slug, story.pk])
    client.force_login(factories.member(network).user)
    assert client.post(down).status_code == 404
    client.force_login(factories.coordinator(factories.network("andre")))
    assert client.post(down).status_code == 404
    client.force_login(factories.coordinator(network))
    seat_story.publish(story, at=timezone.now())
    assert "Den ligger her" in client.post(down, follow=True).content.decode()
    assert Story.objects.get().published_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_stories_cost_the_same_however_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    network = factories.network("mikrovirk")
    for number in range(count):
        meeting = evenings.meeting(network, agenda=evenings.AGENDA_2_0)
        words = {"openness": "open", "kind": "hot_seat", "title": "T", "brief": "B"}
        application = seat_rows.chosen(network, meeting, factories.member(network), **words)
        taken = SeatTaken.objects.create(application=application, evening=evenings.open_now(meeting))
        seat_story.publish(
            seat_story.tell(taken, title=f"Nr. {number}", text="Ja.", at=timezone.now()), at=timezone.now()
        )
    with django_assert_num_queries(4):
        page = client.get(reverse("live:stories", args=[network.slug])).content.decode()
    assert page.count("Nr. ") == count


def test_with_the_part_off_there_are_no_stories(client: Client) -> None:
    network = factories.network("mikrovirk", parts=())
    assert client.get(reverse("live:stories", args=[network.slug])).status_code == 404


# --- in the room -----------------------------------------------------------------------------------------------------


def test_the_screen_shows_the_brief_then_the_questions_until_they_are_answered() -> None:
    evening, _application = seat_rows.evening()
    seat_rows.go(evening)
    assert seat_rows.BRIEF in seen(evening, "seat", Audience.SCREEN)
    row = give(evening, evenings.phone(evening, "Bodil Øster"), "Hvem køber?", "question", named="1")
    page = seen(evening, "seat", Audience.SCREEN)
    assert [word in page for word in ("Hvem køber?", "Bodil Øster", seat_rows.BRIEF)] == [True, True, False]
    order(evening, "seat_answered", input=row.pk)
    assert "Hvem køber?" not in seen(evening, "seat", Audience.SCREEN)
    assert "Hvem køber?" in seen(evening, "seat", Audience.HOST)


def test_the_screen_counts_what_comes_in_and_shows_it_when_the_host_says_so() -> None:
    evening = with_input()
    page = seen(evening, "inputs", Audience.SCREEN)
    assert ("<strong>1</strong>" in page, "Ring til dem" in page) == (True, False)
    assert "Ring til dem i oktober" in seen(evening, "inputs", Audience.HOST)
    order(evening, "seat_shown", group=0, shown=True)
    assert "Ring til dem i oktober" in seen(evening, "inputs", Audience.SCREEN)
    assert "Ring til dem i oktober" in seen(evening, "inputs", Audience.PHONE)


def test_what_stays_in_the_room_is_shown_while_the_evening_runs_and_inputs_never_on_phones() -> None:
    evening, _application = seat_rows.evening(openness="room")
    parts = [("seat", Audience.SCREEN), ("seat", Audience.PHONE), ("seat", Audience.HOST)]
    assert [seat_rows.TITLE in seen(evening, *part) for part in parts] == [False, False, False]
    seat_rows.go(evening, "input")
    assert [seat_rows.TITLE in seen(evening, *part) for part in parts] == [True, True, True]
    give(evening, evenings.phone(evening), "Ring til dem")
    order(evening, "seat_shown", group=0, shown=True)
    audiences = (Audience.SCREEN, Audience.HOST, Audience.PHONE)
    assert ["Ring til dem" in seen(evening, "inputs", audience) for audience in audiences] == [True, True, False]
    room.press(evening, Press.END, at=timezone.now())
    shown = [seen(evening, name, audience) for name in ("seat", "inputs", "turns") for audience in audiences]
    assert [seat_rows.TITLE in html or "Ring til dem" in html for html in shown] == [False] * 9


def test_a_phone_has_what_it_gave_and_the_owner_the_way_to_their_page() -> None:
    evening = with_input()
    phone = evening.phones.get()
    assert "Ring til dem i oktober" in mine_of(evening, phone)["html"]["seat"]
    assert mine_of(evening, evenings.phone(evening, "En anden"))["html"]["seat"] == ""
    taken = SeatTaken.objects.get()
    own = evenings.phone(evening, sign_up=factories.sign_up(evening.meeting, taken.application.person))
    assert reverse("live:my_seat", args=[taken.pk]) in mine_of(evening, own)["html"]["seat"]


def test_the_pages_of_the_room_hold_the_forms_and_their_promise(client: Client) -> None:
    evening = with_input("room")
    sign_up = factories.sign_up(evening.meeting, factories.member(evening.meeting.network, "Mie Krogh"))
    page = client.post(f"/l/{evening.code}/join/", {"sign_up": sign_up.pk}, follow=True).content.decode()
    assert page.count("data-secret") == 2
    assert ("Det, der bliver sagt her, bliver i salen" in page, 'name="room_only"' in page) == (True, False)
    client.force_login(evenings.host(evening))
    host = client.get(f"/l/{evening.code}/host/").content.decode()
    assert ("data-seat-to" in host, "data-seat-handle" in host, "Ring til dem i oktober" in host) == (True, True, True)


def test_a_meeting_without_a_seat_shows_its_turns_as_any_other(client: Client) -> None:
    evening = evenings.open_now(agenda=evenings.AGENDA_2_0)
    page = client.get(f"/l/{evening.code}/screen/").content.decode()
    assert ("Den varme stol" in page, "seat-label" in page) == (True, False)


@pytest.mark.parametrize(
    ("each", "count", "size", "more"), [(40, 3, "large", 0), (60, 12, "middle", 0), (90, 30, "small", 10)]
)
def test_headings_are_as_large_as_they_fit(each: int, count: int, size: str, more: int) -> None:
    given = [Given(n, "advice", "Råd", "x" * each, "", False, False, False, 1) for n in range(count)]
    found = columns_for([("Råd", given)])
    assert (found.size, found.columns[0].more) == (size, more)


def test_a_day_later_the_page_says_that_it_stayed_in_the_room(client: Client) -> None:
    evening = with_input("room")
    ago = timezone.now() - timedelta(hours=25)
    Meeting.objects.update(starts_at=ago - timedelta(hours=2), ends_at=ago)
    Evening.objects.filter(pk=evening.pk).update(ended_at=ago)
    page = client.get(address()).content.decode()
    assert ("Det blev i salen" in page, "Tag det med hjem" in page) == (True, False)
    answer = client.post(address(page="seat_pdf"), follow=True).content.decode()
    assert "De 24 timer er gået" in answer
