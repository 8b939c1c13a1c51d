"""The pages of the recap: written by the coordinator, read by everybody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.live.models import Recap
from mikrovirk.live.services import recap as services
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.live import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


@pytest.fixture
def coordinator(place: Network) -> User:
    return factories.coordinator(place)


@pytest.fixture
def client(coordinator: User) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def meeting(place: Network, settings: Any, tmp_path: Any) -> Meeting:
    """Held an hour ago by the clock of the wall."""
    settings.MEDIA_ROOT = tmp_path
    starts_at = timezone.now() - timedelta(hours=4)
    return factories.meeting(place, title="Moms", starts_at=starts_at)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(meeting: Meeting, rest: str = "") -> str:
    return f"/networks/mikrovirk/meetings/{meeting.pk}/recap/{rest}"


def page(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def publish(meeting: Meeting, by: User, text: str = "Vi blev klogere.", for_members: str = "") -> Recap:
    return services.publish(meeting, text=text, for_members=for_members, by=by, at=timezone.now())


# --- written -----------------------------------------------------------------------------------------------------------


def test_the_page_begins_with_a_draft_and_keeps_nothing_by_being_opened(client: Client, meeting: Meeting) -> None:
    evening = told.evening_of(meeting)
    told.agreed(evening, "Bo ringer til Ida")
    shown = page(client, address(meeting, "edit/"))
    assert "Vi aftalte:\n- Bo ringer til Ida</textarea>" in shown
    assert "Udgiv den, og gør mailene klar" in shown
    assert not Recap.objects.exists()


def test_saved_for_later_it_stands_there_next_time(client: Client, meeting: Meeting) -> None:
    answer = client.post(
        address(meeting, "edit/"), {"text": "Min egen tekst", "for_members": "", "do": "keep"}, follow=True
    )
    shown = answer.content.decode()
    assert "Gemt. Ingen andre ser den endnu." in shown
    assert "Min egen tekst</textarea>" in shown
    assert Client().get(address(meeting)).status_code == 404


def test_drafted_anew_beside_what_was_written(client: Client, meeting: Meeting) -> None:
    services.keep(meeting, text="Min egen tekst", for_members="", at=timezone.now())
    shown = page(client, address(meeting, "edit/?fresh"))
    assert "mødtes vi om “Moms”" in shown
    assert "Min egen tekst" not in shown
    assert Recap.objects.get().text == "Min egen tekst"


def test_an_empty_text_is_refused_beside_its_field_and_the_rest_is_kept(client: Client, meeting: Meeting) -> None:
    answer = client.post(address(meeting, "edit/"), {"text": " ", "for_members": "Til medlemmer", "do": "publish"})
    shown = answer.content.decode()
    assert "Til medlemmer</textarea>" in shown
    assert 'aria-invalid="true"' in shown
    assert not Recap.objects.exists()


def test_published_with_one_press_the_mails_wait_for_approval(client: Client, meeting: Meeting, place: Network) -> None:
    told.came(meeting, factories.member(place))
    factories.member(place)
    answer = client.post(address(meeting, "edit/"), {"text": "Vi blev klogere.", "do": "publish"}, follow=True)
    shown = answer.content.decode()
    assert "Opsamlingen er udgivet." in shown
    assert "Mails til 2 personer ligger klar" in shown
    assert set(Message.objects.values_list("state", flat=True)) == {"draft"}
    assert "Vi blev klogere." in page(Client(), address(meeting))
    assert "Vi blev klogere." in page(Client(), f"/networks/mikrovirk/meetings/{meeting.pk}/")


def test_before_the_end_it_is_kept_but_not_published(client: Client, place: Network) -> None:
    now = timezone.now()
    meeting = factories.meeting(place, starts_at=now - timedelta(minutes=30))
    answer = client.post(address(meeting, "edit/"), {"text": "For tidligt", "do": "publish"}, follow=True)
    assert "Mødet er ikke slut endnu." in answer.content.decode()
    assert (Recap.objects.get().text, Recap.objects.get().published_at) == ("For tidligt", None)


def test_taken_back_nobody_reads_it(client: Client, meeting: Meeting, coordinator: User) -> None:
    publish(meeting, coordinator)
    answer = client.post(address(meeting, "take-back/"), follow=True)
    assert "Opsamlingen er trukket tilbage." in answer.content.decode()
    assert Client().get(address(meeting)).status_code == 404
    assert client.get(address(meeting, "take-back/")).status_code == 405


def test_a_text_from_before_there_were_recaps_is_taken_over(client: Client, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(recap="Der var kage.")
    assert "Der var kage.</textarea>" in page(client, address(meeting, "edit/"))
    assert "<p>Der var kage.</p>" in page(Client(), address(meeting))


@pytest.mark.parametrize("role", [Role.Name.STEERING, Role.Name.MEMBER, Role.Name.HOST])
def test_only_the_coordinator_writes_it(meeting: Meeting, place: Network, role: str) -> None:
    somebody = signed_in(factories.role(role, place))
    assert somebody.get(address(meeting, "edit/")).status_code == 404
    assert somebody.post(address(meeting, "take-back/")).status_code == 404


# --- read --------------------------------------------------------------------------------------------------------------


def test_members_read_what_is_for_members_and_others_are_told_that_there_is_more(
    meeting: Meeting, coordinator: User, place: Network
) -> None:
    publish(meeting, coordinator, for_members="Lise tog stolen.")
    stranger, member = page(Client(), address(meeting)), page(signed_in(factories.member(place).user), address(meeting))
    elsewhere = page(signed_in(factories.member(factories.network("stege")).user), address(meeting))
    assert ["Lise tog stolen." in shown for shown in (stranger, elsewhere, member)] == [False, False, True]
    assert "Medlemmer kan læse lidt mere her." in stranger
    assert "Medlemmer kan læse lidt mere her." not in member


def test_markup_in_the_text_is_shown_and_not_obeyed(meeting: Meeting, coordinator: User) -> None:
    publish(meeting, coordinator, "Én\n\n<script>alert(1)</script>")
    shown = page(Client(), address(meeting))
    assert "<p>Én</p>" in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_the_next_meeting_stands_beside_it(meeting: Meeting, coordinator: User, place: Network) -> None:
    publish(meeting, coordinator)
    coming = timezone.now() + timedelta(days=20)
    after = factories.meeting(place, title="Skat uden skræk", starts_at=coming)
    assert f'href="/networks/mikrovirk/meetings/{after.pk}/sign-up/"' in page(Client(), address(meeting))


def test_a_recap_under_another_networks_address_is_not_there(meeting: Meeting, coordinator: User) -> None:
    publish(meeting, coordinator)
    factories.network("stege")
    assert Client().get(f"/networks/stege/meetings/{meeting.pk}/recap/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_however_many_photos(
    meeting: Meeting, coordinator: User, count: int, django_assert_num_queries: Any
) -> None:
    evening = told.evening_of(meeting)
    for _number in range(count):
        told.photo(evening, agreed="Bo sagde ja.", in_recap=True)
    publish(meeting, coordinator)
    with django_assert_num_queries(3):
        shown = page(Client(), address(meeting))
    assert shown.count("<figure>") == count
