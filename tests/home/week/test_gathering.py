"""This week's ten minutes: what stands there, in which order, and never more than seven."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.home import week
from mikrovirk.landscape.services import circle_questions
from mikrovirk.live.services import recap as recap_services
from mikrovirk.mailing import services as mailing_services
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.services import joint, reminders
from mikrovirk.programme.services import meetings as meeting_services
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return factories.network("mikrovirk", parts=())


def titles(network: Network) -> list[str]:
    return [thing.title for thing in week.week_of(network, NOW).things]


def test_a_new_network_is_asked_to_lay_a_season(network: Network) -> None:
    assert titles(network) == ["Læg den næste sæson"]


def test_with_everything_in_place_there_is_nothing_to_do(network: Network) -> None:
    factories.meeting(network, starts_at=NOW + timedelta(days=80))
    assert titles(network) == []


def test_what_other_networks_ask_stands_there_until_it_is_answered(network: Network) -> None:
    factories.meeting(network, starts_at=NOW + timedelta(days=80))
    other = factories.network("mikronet", name="MikroNet")
    bjarne = factories.coordinator(other)
    meeting = factories.meeting(other, title="Moms", starts_at=NOW + timedelta(days=40))
    asked = joint.ask_partner(meeting, network, by=bjarne, at=NOW)
    question = circle_questions.ask(other, subject="Kaffe", text="Hvem brygger?", by=bjarne, at=NOW)
    assert titles(network) == ["MikroNet spørger: skal vi holde “Moms” sammen?", "MikroNet spørger: Kaffe"]
    mona = factories.coordinator(network)
    joint.decline(asked, by=mona, at=NOW)
    circle_questions.answer(question, network, text="Vi gør.", by=mona, at=NOW)
    assert titles(network) == []


def test_a_draft_near_at_hand_is_to_be_published_and_needs_a_talk_and_a_place(network: Network) -> None:
    factories.meeting(network, starts_at=NOW + timedelta(days=80))
    factories.meeting(network, title="Moms", starts_at=NOW + timedelta(days=20), state=Meeting.State.DRAFT)
    found = week.week_of(network, NOW).things
    assert [thing.action for thing in found] == ["Vælg emne og oplægsholder", "Vælg mødested", "Udgiv det"]


def test_publishing_drafts_the_invitation_that_then_waits_here(network: Network) -> None:
    factories.member(network)
    factories.member(network)
    factories.meeting(network, starts_at=NOW + timedelta(days=80))
    draft = factories.meeting(network, title="Moms", starts_at=NOW + timedelta(days=20), state=Meeting.State.DRAFT)
    meeting_services.publish_meeting(draft, at=NOW)
    sending = next(thing for thing in week.week_of(network, NOW).things if thing.post)
    assert sending.action == "Send til 2"
    assert "Moms" in sending.title


def test_what_a_mail_is_about_is_said_in_the_readers_language(network: Network) -> None:
    factories.meeting(network, starts_at=NOW + timedelta(days=80))
    meeting = factories.meeting(network, title="Moms", starts_at=NOW + timedelta(days=2))
    factories.sign_up(meeting, factories.member(network), made_at=NOW - timedelta(days=9))
    reminders.plan_reminders(meeting, at=NOW)
    assert [mail.about for mail in week.by_itself(network, NOW)] == ["Moms"]


def test_an_evening_that_was_held_is_to_be_told_of_until_it_is(network: Network) -> None:
    factories.meeting(network, starts_at=NOW + timedelta(days=80))
    held = factories.meeting(network, title="Moms", starts_at=NOW - timedelta(hours=14))
    factories.sign_up(held, factories.member(network), checked_in_at=NOW - timedelta(hours=14))
    found = {thing.title: (thing.action, thing.url) for thing in week.week_of(network, NOW).things}
    assert found["Fortæl, hvad der kom ud af Moms"] == (
        "Læs kladden",
        f"/networks/mikrovirk/meetings/{held.pk}/recap/edit/",
    )
    by = factories.coordinator(network)
    recap_services.publish(held, text="Vi blev klogere.", for_members="", by=by, at=NOW)
    assert "Fortæl, hvad der kom ud af Moms" not in titles(network)


def test_a_steering_report_stands_there_until_it_is_read(network: Network) -> None:
    factories.meeting(network, starts_at=timezone.now() + timedelta(days=80))
    held = factories.meeting(network, title="Moms", starts_at=timezone.now() - timedelta(days=2))
    factories.sign_up(held, factories.member(network), checked_in_at=held.starts_at)

    def is_shown() -> bool:
        shown = week.week_of(network, timezone.now()).things
        return "Rapporten til styregruppen om Moms er klar" in {thing.title for thing in shown}

    def reads(user: User) -> None:
        client = Client()
        client.force_login(user)
        assert client.get(f"/networks/mikrovirk/meetings/{held.pk}/report/").status_code == 200

    assert is_shown()
    reads(factories.role(Role.Name.STEERING, network))
    assert is_shown()
    reads(factories.coordinator(network))
    assert not is_shown()


def test_an_address_that_does_not_work_is_one_press_away(network: Network) -> None:
    factories.meeting(network, starts_at=NOW + timedelta(days=80))
    anna = factories.member(network).user
    mailing_services.mark_bounced(anna, at=NOW, reason="550 5.1.1 No such mailbox here")
    (thing,) = week.week_of(network, NOW).things
    assert (thing.title, thing.url) == ("Én e-mailadresse virker ikke", "/networks/mikrovirk/mails/?show=bounced")


def test_never_more_than_seven(network: Network) -> None:
    for days in range(2, 16):
        factories.meeting(network, starts_at=NOW + timedelta(days=days), state=Meeting.State.DRAFT)
    shown = week.week_of(network, NOW)
    assert len(shown.things) == 7
    assert shown.later_count == 36


def test_only_the_coordinator_sees_it(network: Network) -> None:
    page = Client()
    page.force_login(factories.coordinator(network))
    assert "Ugens ti minutter" in page.get("/networks/mikrovirk/week/").content.decode()
    page.force_login(factories.role(Role.Name.STEERING, network))
    assert page.get("/networks/mikrovirk/week/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many(network: Network, django_assert_num_queries: object, count: int) -> None:
    for days in range(count):
        factories.meeting(network, starts_at=timezone.now() + timedelta(days=20 + days), state=Meeting.State.DRAFT)
    client = Client()
    client.force_login(factories.coordinator(network))
    with django_assert_num_queries(18):  # type: ignore[operator]
        client.get("/networks/mikrovirk/week/")


def test_whoever_is_new_is_led_to_the_handover_and_knows_that_others_were_told(network: Network) -> None:
    factories.meeting(network, starts_at=NOW + timedelta(days=80))
    gone = factories.user("Mona Kjeldsen", is_active=False, email="mona@erhverv.example")
    Network.objects.update(contact_name="Mona Kjeldsen", contact_email=gone.email)
    network.refresh_from_db()
    network_services.appoint(
        "bo@firma.example", "substitute", full_name="Bo Lind", network=network, on=NOW.date(), until=NOW.date(), at=NOW
    )
    case = network_services.open_case(network, "unprepared", about="meeting:1", at=NOW)
    network_services.say_told(case, steering=True, host=False, at=NOW)
    found = {thing.title: (thing.action, thing.url, thing.post) for thing in week.week_of(network, NOW).things}
    page = "/networks/mikrovirk/handover/"
    assert found == {
        "Styregruppen har fået besked: næste møde er ikke forberedt": ("Se, hvordan det står til", page, False),
        "Bo Lind er ny: begynd med overdragelsen": ("Åbn overdragelsen", page, False),
        "Sæt dit navn på mails og den offentlige side": ("Bliv kontaktperson", f"{page}contact/", True),
    }
