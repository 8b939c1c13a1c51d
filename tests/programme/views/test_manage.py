"""Everything the coordinator does with one meeting."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Feedback, Meeting, MeetingTask, Talk
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import setup
from tests import factories

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


@pytest.fixture
def meeting(network: Network) -> Meeting:
    """A draft in thirty days."""
    first = network.formats.get(key="1-0")
    return meeting_services.add_meeting(network, starts_at=in_days(30), at=timezone.now(), format=first)


def in_days(days: int) -> datetime:
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=17, minute=30, second=0, microsecond=0)


def url(name: str, *values: Any) -> str:
    return reverse(f"programme:{name}", args=["mikrovirk", *values])


def page(client: Client, meeting: Meeting) -> str:
    return client.get(url("manage", meeting.pk)).content.decode()


def details(**others: Any) -> dict[str, Any]:
    return {
        "title": "Moms uden mavepine",
        "summary": "",
        "venue": "",
        "capacity": "",
        "price_line": "",
        "payment_url": "",
        **others,
    }


def talk_details(**others: Any) -> dict[str, Any]:
    return {
        "topic": "",
        "title": "",
        "speaker_name": "",
        "speaker_email": "",
        "speaker_from": "",
        "lines": "",
        **others,
    }


def invite_one(network: Network, meeting: Meeting) -> Meeting:
    """Publish, with an invitation that has reached one member."""
    factories.member(network)
    meeting = meeting_services.publish_meeting(meeting, at=timezone.now())
    Message.objects.update(state="sent", sent_at=timezone.now())
    return meeting


# --- the page --------------------------------------------------------------------------------------------------------


def test_page_says_what_is_left_to_do(coordinator: Client, meeting: Meeting) -> None:
    shown = page(coordinator, meeting)
    for words in ("Vælg et mødested", "Find et fagligt oplæg", "Udgiv mødet, så folk kan tilmelde sig"):
        assert words in shown


def test_page_shows_the_agenda_to_the_minute(coordinator: Client, meeting: Meeting) -> None:
    shown = page(coordinator, meeting)
    hours = [hour for hour in ("17.30", "17.40", "18.25", "18.40", "18.55", "19.30") if f">{hour}</time>" in shown]
    assert hours == ["17.30", "17.40", "18.25", "18.40", "18.55", "19.30"]


def test_with_everything_in_order_it_says_so(coordinator: Client, network: Network, meeting: Meeting) -> None:
    meeting = meeting_services.change_meeting(meeting, at=timezone.now(), venue=factories.venue(network))
    meeting_services.publish_meeting(meeting, at=timezone.now())
    Talk.objects.create(network=network, meeting=meeting, title="Moms", speaker_name="Tove Tal", state="accepted")
    assert "Alt er på plads. Der er ikke mere at gøre lige nu." in page(coordinator, meeting)


def test_after_the_evening_it_says_who_came_and_how_it_was(coordinator: Client, network: Network) -> None:
    held = factories.meeting(network, starts_at=in_days(-1))
    for rating in (5, 4, None):
        came = factories.sign_up(held, factories.member(network), checked_in_at=held.starts_at)
        if rating:
            Feedback.objects.create(sign_up=came, meeting=held, rating=rating)
    factories.sign_up(held, factories.member(network))
    shown = page(coordinator, held)
    assert "3 er kommet" in shown
    assert "4,5 af 5 i gennemsnit, ud fra 2 svar" in shown
    assert f'href="{url("report", held.pk)}"' in shown


def test_meeting_of_another_network_is_not_found(coordinator: Client) -> None:
    other = factories.meeting(factories.network("andet"))
    assert coordinator.get(url("manage", other.pk)).status_code == 404
    assert coordinator.post(reverse("programme:meeting_publish", args=["andet", other.pk])).status_code == 404


@pytest.mark.parametrize("name", ["manage", "meeting_cancel", "meeting_move", "meeting_copy", "meeting_agenda"])
def test_members_do_not_manage_meetings(client: Client, network: Network, meeting: Meeting, name: str) -> None:
    client.force_login(factories.member(network).user)
    assert client.get(url(name, meeting.pk)).status_code == 404


@pytest.mark.parametrize("name", ["meeting_publish", "meeting_unpublish", "meeting_remove", "meeting_talk", "task_add"])
def test_opening_a_link_changes_nothing(coordinator: Client, meeting: Meeting, name: str) -> None:
    assert coordinator.get(url(name, meeting.pk)).status_code == 405
    meeting.refresh_from_db()
    assert meeting.state == "draft"


def test_page_costs_the_same_with_one_and_three_hundred_people(
    coordinator: Client, network: Network, meeting: Meeting
) -> None:
    meeting = invite_one(network, meeting)
    counts = {}
    for number in (1, 3, 300):
        while meeting.sign_ups.count() < number:
            factories.sign_up(meeting, factories.person())
        with CaptureQueriesContext(connection) as counted:
            page(coordinator, meeting)
        counts[number] = len(counted)
    assert len(set(counts.values())) == 1, counts


# --- saving ----------------------------------------------------------------------------------------------------------


def test_details_are_saved(coordinator: Client, network: Network, meeting: Meeting) -> None:
    venue = factories.venue(network)
    given = details(venue=venue.pk, capacity="40", price_line="75 kr. for suppe", payment_url="betal.example/suppe")
    shown = coordinator.post(url("manage", meeting.pk), given, follow=True).content.decode()
    assert "Gemt." in shown
    meeting.refresh_from_db()
    saved = (meeting.title, meeting.venue, meeting.capacity, meeting.price_line, meeting.payment_url)
    assert saved == ("Moms uden mavepine", venue, 40, "75 kr. for suppe", "https://betal.example/suppe")


def test_what_was_typed_comes_back_with_the_error_beside_its_field(coordinator: Client, meeting: Meeting) -> None:
    shown = coordinator.post(
        url("manage", meeting.pk), details(title="", summary="Frister og fradrag")
    ).content.decode()
    assert 'id="id_title_error"' in shown
    assert "Frister og fradrag</textarea>" in shown


def test_cpr_number_is_refused(coordinator: Client, meeting: Meeting) -> None:
    shown = coordinator.post(url("manage", meeting.pk), details(summary="Ring til 010170-1234")).content.decode()
    assert "CPR-nummer" in shown
    meeting.refresh_from_db()
    assert meeting.summary == ""


def test_venue_of_another_network_cannot_be_chosen(coordinator: Client, meeting: Meeting) -> None:
    elsewhere = factories.venue(factories.network("andet"))
    coordinator.post(url("manage", meeting.pk), details(venue=elsewhere.pk))
    meeting.refresh_from_db()
    assert meeting.venue is None


# --- publish, cancel, move, copy, remove -----------------------------------------------------------------------------


def test_published_with_one_press_and_the_invitation_lies_ready(
    coordinator: Client, network: Network, meeting: Meeting
) -> None:
    factories.member(network)
    shown = coordinator.post(url("meeting_publish", meeting.pk), follow=True).content.decode()
    assert "»MikroVirk 1.0« er udgivet. Invitationen ligger klar blandt mødets mails." in shown
    mailing = Mailing.objects.get()
    assert reverse("mailing:mailing", args=["mikrovirk", mailing.pk]) in shown
    assert "Læs og godkend: Invitationer til møder" in shown
    assert "venter på din godkendelse, til 1 person" in shown


def test_published_by_mistake_is_made_a_draft_again(coordinator: Client, network: Network, meeting: Meeting) -> None:
    meeting_services.publish_meeting(meeting, at=timezone.now())
    shown = coordinator.post(url("meeting_unpublish", meeting.pk), follow=True).content.decode()
    assert "Mødet er en kladde igen, og invitationen er væk." in shown


def test_cancelling_says_how_many_are_told_and_drafts_their_mail(
    coordinator: Client, network: Network, meeting: Meeting
) -> None:
    meeting = invite_one(network, meeting)
    asked = coordinator.get(url("meeting_cancel", meeting.pk)).content.decode()
    assert "Én person kender til mødet." in asked
    meeting.refresh_from_db()
    assert meeting.state == "published"
    shown = coordinator.post(url("meeting_cancel", meeting.pk), {"why": "Sne"}, follow=True).content.decode()
    assert "Mødet er aflyst." in shown
    assert "En mail ligger klar, til du læser og godkender den: Aflyste møder" in shown


def test_cancelling_needs_a_reason(coordinator: Client, network: Network, meeting: Meeting) -> None:
    meeting = invite_one(network, meeting)
    coordinator.post(url("meeting_cancel", meeting.pk), {"why": ""})
    meeting.refresh_from_db()
    assert meeting.state == "published"


def test_moving_warns_of_a_holiday_and_drafts_the_change(
    coordinator: Client, network: Network, meeting: Meeting
) -> None:
    meeting = invite_one(network, meeting)
    to = in_days(37)
    given = {"day": to.date().isoformat(), "hour": "18:00"}
    shown = coordinator.post(url("meeting_move", meeting.pk), given, follow=True).content.decode()
    assert "Flyttet til" in shown
    assert "En mail ligger klar, til du læser og godkender den: Ændringer af et møde" in shown
    meeting.refresh_from_db()
    assert timezone.localtime(meeting.starts_at) == to.replace(hour=18, minute=0)
    christmas = {"day": "2030-12-24", "hour": "18:00", "besides": meeting.pk}
    assert "Juleaften" in coordinator.get(url("day_warning"), christmas).content.decode()


def test_copy_is_a_draft_on_the_other_day(coordinator: Client, meeting: Meeting) -> None:
    given = {"day": in_days(60).date().isoformat(), "hour": "17:30"}
    response = coordinator.post(url("meeting_copy", meeting.pk), given)
    copied = Meeting.objects.exclude(pk=meeting.pk).get()
    assert response.headers["Location"] == url("manage", copied.pk)
    assert (copied.starts_at, copied.state) == (in_days(60), "draft")


def test_draft_is_removed_and_a_published_meeting_is_not(coordinator: Client, meeting: Meeting) -> None:
    meeting_services.publish_meeting(meeting, at=timezone.now())
    shown = coordinator.post(url("meeting_remove", meeting.pk), follow=True).content.decode()
    assert "Kun en kladde kan fjernes. Aflys mødet i stedet." in shown
    coordinator.post(url("meeting_unpublish", meeting.pk))
    coordinator.post(url("meeting_remove", meeting.pk))
    assert Meeting.objects.count() == 0


# --- agenda ----------------------------------------------------------------------------------------------------------


def lines(*rows: tuple[str, str, str], **others: Any) -> dict[str, Any]:
    """An agenda as its form sends it: kind, title and minutes of each line."""
    given: dict[str, Any] = {"line-TOTAL_FORMS": str(len(rows)), "line-INITIAL_FORMS": "0", **others}
    for number, (kind, title, minutes) in enumerate(rows):
        given |= {f"line-{number}-kind": kind, f"line-{number}-title": title, f"line-{number}-minutes": minutes}
        given[f"line-{number}-filled_by"] = "everyone"
    return given


TWO = (("talk", "Oplæg", "45"), ("networking", "Netværke frit", "30"))


def test_agenda_is_saved_and_the_end_follows(coordinator: Client, meeting: Meeting) -> None:
    shown = coordinator.post(url("meeting_agenda", meeting.pk), lines(*TWO), follow=True).content.decode()
    assert "Programmet er gemt." in shown
    meeting.refresh_from_db()
    assert [(line.title, line.minutes) for line in meeting.agenda.all()] == [("Oplæg", 45), ("Netværke frit", 30)]
    assert meeting.ends_at - meeting.starts_at == timedelta(minutes=75)


@pytest.mark.parametrize(
    ("press", "titles"),
    [
        ("down:0", ["Netværke frit", "Oplæg"]),
        ("up:1", ["Netværke frit", "Oplæg"]),
        ("up:0", ["Oplæg", "Netværke frit"]),
        ("remove:0", ["Netværke frit"]),
        ("add", ["Oplæg", "", "Netværke frit"]),
        ("remove:7", ["Oplæg", "Netværke frit"]),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_buttons_rearrange_what_is_typed_and_save_nothing(
    coordinator: Client, meeting: Meeting, press: str, titles: list[str], headers: dict[str, str]
) -> None:
    response = coordinator.post(url("meeting_agenda", meeting.pk), lines(*TWO, do=press), headers=headers)
    editor = response.context["editor"]
    assert [form["title"].value() or "" for form, _hour in editor.lines] == titles
    assert ("<html" in response.content.decode()) is (not headers)
    assert meeting.agenda.count() == 5


def test_hours_follow_while_minutes_are_typed(coordinator: Client, meeting: Meeting) -> None:
    given = lines(("talk", "Oplæg", "50"), ("networking", "Netværke frit", "x"))
    answer = coordinator.post(
        url("meeting_agenda", meeting.pk) + "?look", given, headers={"HX-Request": "true"}
    ).content.decode()
    assert ">18.20</span>" in answer
    assert "Slutter kl. 18.20" in answer
    assert "<input" not in answer


def test_problems_are_told_in_words_and_what_was_typed_is_kept(coordinator: Client, meeting: Meeting) -> None:
    shown = coordinator.post(url("meeting_agenda", meeting.pk), lines(("talk", "Oplæg", "0"))).content.decode()
    assert "Punkt 1 har ingen minutter." in shown
    assert "Der er ikke tid til at netværke frit." in shown
    assert 'value="Oplæg"' in shown
    assert meeting.agenda.count() == 5


def test_evening_of_more_than_eight_hours_is_refused(coordinator: Client, meeting: Meeting) -> None:
    given = lines(("talk", "Oplæg", "480"), ("networking", "Netværke frit", "30"))
    shown = coordinator.post(url("meeting_agenda", meeting.pk), given).content.decode()
    assert "Det varer mere end otte timer. Gør nogle af punkterne kortere." in shown


def test_another_format_replaces_the_agenda(coordinator: Client, network: Network, meeting: Meeting) -> None:
    second = network.formats.get(key="2-0")
    coordinator.post(url("meeting_format", meeting.pk), {"format": second.pk})
    meeting.refresh_from_db()
    assert (meeting.format, meeting.title) == (second, "MikroVirk 2.0")


# --- tasks -----------------------------------------------------------------------------------------------------------


def test_task_is_added_and_removed(coordinator: Client, meeting: Meeting) -> None:
    coordinator.post(url("task_add", meeting.pk), {"title": "Fødselsdagskage", "what": "Med lys"})
    task = MeetingTask.objects.get(title="Fødselsdagskage")
    assert (task.position, task.what) == (7, "Med lys")
    coordinator.post(url("task_remove", meeting.pk, task.pk))
    assert not MeetingTask.objects.filter(pk=task.pk).exists()


def test_with_tasks_switched_off_there_are_none(coordinator: Client, network: Network, meeting: Meeting) -> None:
    network.parts = []
    network.save()
    assert 'id="tasks"' not in page(coordinator, meeting)


# --- the talk --------------------------------------------------------------------------------------------------------


def test_saving_the_talk_and_asking_the_speaker_leads_to_the_drafted_mail(
    coordinator: Client, meeting: Meeting
) -> None:
    given = talk_details(title="Moms", speaker_name="Tove Tal", speaker_email="tove@tal.example", ask="1")
    response = coordinator.post(url("meeting_talk", meeting.pk), given)
    mailing = Mailing.objects.get(kind="programme.talk_ask")
    assert response.headers["Location"] == reverse("mailing:mailing", args=["mikrovirk", mailing.pk])
    assert "Spurgt, intet svar endnu" in page(coordinator, meeting)


def test_asking_without_an_address_is_explained_and_saves_nothing(coordinator: Client, meeting: Meeting) -> None:
    shown = coordinator.post(
        url("meeting_talk", meeting.pk), talk_details(speaker_name="Tove Tal", ask="1")
    ).content.decode()
    assert "Skriv oplægsholderens e-mailadresse, så vi kan spørge." in shown
    assert 'value="Tove Tal"' in shown
    assert Talk.objects.count() == 0


def test_yes_on_the_phone_is_noted(coordinator: Client, meeting: Meeting) -> None:
    coordinator.post(url("meeting_talk", meeting.pk), talk_details(title="Moms", speaker_name="Tove Tal"))
    shown = coordinator.post(url("talk_answered", meeting.pk), {"answer": "yes"}, follow=True).content.decode()
    assert "Noteret: Oplægsholderen kommer." in shown
    assert Talk.objects.get().state == "accepted"


def test_talk_can_be_taken_off(coordinator: Client, meeting: Meeting) -> None:
    coordinator.post(url("meeting_talk", meeting.pk), talk_details(title="Moms", speaker_name="Tove Tal"))
    coordinator.post(url("talk_remove", meeting.pk))
    assert Talk.objects.count() == 0
