"""The page of an evening: before, while, after; what is printed; and the way there from a meeting's other pages."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from mikrovirk.accounts.models import User
from mikrovirk.live.models import Evening
from mikrovirk.live.services import recap as recap_services
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.live import evenings, told
from tests.voice import consultation_rows

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


@pytest.fixture
def client(place: Network) -> Client:
    return signed_in(factories.coordinator(place))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def meeting(place: Network, begins_in: timedelta = HOUR, **fields: Any) -> Meeting:
    return evenings.meeting(place, starts_at=timezone.now() + begins_in, **fields)


def page(client: Client, meeting: Meeting, rest: str = "evening/") -> str:
    answer = client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


# --- before, while, after --------------------------------------------------------------------------------------------


def test_before_it_says_what_to_do_and_opens_nothing(client: Client, place: Network) -> None:
    shown = page(client, meeting(place, newcomers=("Bo Lind",)))
    assert "Før aftenen" in shown
    assert "Åbn aftenen" in shown
    assert "Bo Lind" in shown  # the evening to the minute, with who has a turn
    assert not Evening.objects.exists()


def test_opened_with_one_press_it_leads_to_the_remote_control(client: Client, place: Network) -> None:
    tonight = meeting(place)
    answer = client.post(f"/networks/mikrovirk/meetings/{tonight.pk}/evening/")
    assert answer["Location"] == f"/l/{Evening.objects.get().code}/host/"
    shown = page(client, tonight)
    assert f'href="/l/{Evening.objects.get().code}/screen/"' in shown
    assert "Aftenen er åben" in shown


def test_after_it_shows_what_is_left_to_answer_and_leads_to_the_recap(client: Client, place: Network) -> None:
    held = meeting(place, -4 * HOUR)
    evening = told.evening_of(held)
    told.asked(evening, "Hvad koster en revisor?")
    told.asked(evening, "Hvornår er der moms?", state="answered")
    told.asked(evening, "Møder om morgenen", kind="wish")
    told.poll(evening, "Hvor mødes vi?", {"Stege": 2, "Vordingborg": 1})
    told.agreed(evening, "Bo ringer til Ida")
    shown = page(client, held)
    for words in (
        "Skriv opsamlingen",
        "Hvad koster en revisor?",
        "Møder om morgenen",
        "Hvor mødes vi?",
        "Bo ringer til Ida",
    ):
        assert words in shown
    assert "Hvornår er der moms?" not in shown  # answered: it stands in the recap
    assert "Ingen billeder endnu." in shown


def test_a_published_recap_and_its_mails_stand_there(client: Client, place: Network) -> None:
    held = meeting(place, -4 * HOUR)
    told.came(held, factories.member(place))
    by = factories.coordinator(place)
    recap_services.publish(held, text="Vi blev klogere.", for_members="", by=by, at=timezone.now())
    shown = page(client, held)
    assert "Alle kan læse den." in shown
    assert "venter på din godkendelse, til 1 person" in shown


def test_an_unpublished_meeting_has_no_evening_to_open(client: Client, place: Network) -> None:
    draft = meeting(place)
    Meeting.objects.filter(pk=draft.pk).update(state=Meeting.State.DRAFT)
    shown = page(client, draft)
    assert "Mødet er ikke udgivet" in shown
    assert "<span>Åbn aftenen</span>" not in shown


def test_the_steering_group_may_run_it_and_members_may_not(place: Network) -> None:
    tonight = meeting(place)
    shown = page(signed_in(factories.role(Role.Name.STEERING, place)), tonight)
    assert "recap/edit/" not in shown
    where = f"/networks/mikrovirk/meetings/{tonight.pk}/evening/"
    member = signed_in(factories.member(place).user)
    assert (member.get(where).status_code, member.post(where).status_code) == (404, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_was_said(
    client: Client, place: Network, count: int, django_assert_num_queries: Any
) -> None:
    held = meeting(place, -4 * HOUR)
    evening = told.evening_of(held)
    for number in range(count):
        told.asked(evening, f"Spørgsmål {number}")
        told.poll(evening, f"Afstemning {number}", {"Ja": 1, "Nej": 1})
    with django_assert_num_queries(19):
        page(client, held)


# --- on paper ----------------------------------------------------------------------------------------------------------


def words_of(client: Client, meeting: Meeting, name: str) -> str:
    answer = client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/evening/{name}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    return "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(answer.content)).pages)


def test_the_way_in_is_printed_once_there_is_a_code(client: Client, place: Network) -> None:
    tonight = meeting(place)
    assert client.get(f"/networks/mikrovirk/meetings/{tonight.pk}/evening/way-in.pdf").status_code == 404
    assert not Evening.objects.exists()
    evening = evenings.open_now(tonight)
    assert evening.code in words_of(client, tonight, "way-in")


def test_the_evening_with_its_hours_is_printed_to_run_it_without_net(client: Client, place: Network) -> None:
    tonight = evenings.meeting(place, starts_at=at_half_past_five(), newcomers=("Bo Lind",))
    words = words_of(client, tonight, "hours")
    for line in ("17.30", "17.40", "Fagligt oplæg", "Bo Lind", "Netværke frit", "Det aftalte vi"):
        assert line in words


def test_slips_are_printed_with_the_way_in_where_there_is_one(client: Client, place: Network) -> None:
    assert words_of(client, meeting(place), "slips").count("Til aftenen") == 6


def at_half_past_five() -> datetime:
    return timezone.localtime().replace(hour=17, minute=30, second=0, microsecond=0)


# --- the way there -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rest", ["plan/meetings/{pk}/", "meetings/{pk}/check-in/"])
def test_the_evening_is_one_press_from_the_meeting_and_from_the_door(client: Client, place: Network, rest: str) -> None:
    tonight, held = meeting(place), meeting(place, -4 * HOUR)

    def shown(at: Meeting) -> str:
        return client.get(f"/networks/mikrovirk/{rest.format(pk=at.pk)}").content.decode()

    assert f'<a class="button button--primary" href="/networks/mikrovirk/meetings/{tonight.pk}/evening/">' in shown(
        tonight
    )
    assert "Styr aftenen" in shown(tonight)
    assert "Opsamling og billeder" in shown(held)


def test_the_public_page_leads_to_the_recap_once_there_is_one(place: Network) -> None:
    held = meeting(place, -4 * HOUR)
    where = f"/networks/mikrovirk/meetings/{held.pk}/"
    assert "Billeder og mere fra aftenen" not in Client().get(where).content.decode()
    by = factories.coordinator(place)
    recap_services.publish(held, text="Vi blev klogere.", for_members="", by=by, at=timezone.now())
    assert f'href="{where}recap/"' in Client().get(where).content.decode()


def test_the_steering_report_holds_what_the_hall_said(client: Client, place: Network) -> None:
    held = meeting(place, -4 * HOUR, agenda=told.AGENDA_2_0)
    told.seat(held, factories.member(place), openness="room")
    evening = told.evening_of(held)
    told.asked(evening, "HEMMELIG", turn=told.go(evening, 3, minutes=60))
    told.asked(evening, "Hvad koster en revisor?", supported=1)
    told.asked(evening, "Møder om morgenen", kind="wish")
    shown = page(client, held, "report/")
    assert "Hvad koster en revisor? (2 vil det samme)" in shown
    assert "Møder om morgenen" in shown
    assert "HEMMELIG" not in shown


def test_the_host_writes_down_what_was_agreed_on_the_remote_control(client: Client, place: Network) -> None:
    evening = evenings.open_now(meeting(place))
    said = [{"id": "00000000-0000-0000-0000-000000000001", "what": "agreed", "text": "Bo ringer til Ida"}]
    answer = client.post(f"/l/{evening.code}/say/", said, content_type="application/json")
    assert answer.json()["refused"] == []
    assert "Bo ringer til Ida" in client.get(f"/l/{evening.code}/host/").content.decode()


def test_answer_sheets_for_an_open_draft_are_among_the_papers(client: Client, place: Network) -> None:
    held = meeting(place)
    assert "Svarsedler" not in page(client, held)
    draft = consultation_rows.opened(place, at=timezone.now())
    shown = page(client, held)
    assert f"/networks/mikrovirk/consultations/{draft.pk}/paper/sheet.pdf" in shown
    assert "Svarsedler til udkastet <span data-content>Foråret 2027</span>" in shown
