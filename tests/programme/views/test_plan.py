"""The plan, the season on one page, and an extra meeting."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Season, Venue
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


def url(name: str, *values: Any) -> str:
    return reverse(f"programme:{name}", args=["mikrovirk", *values])


def soon(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def draft(network: Network, days: int = 30, **fields: Any) -> Meeting:
    fields.setdefault("format", network.formats.get(key="1-0"))
    return meeting_services.add_meeting(network, starts_at=soon(days), at=timezone.now(), **fields)


def answers(network: Network, first: date = date(2030, 1, 28), **others: Any) -> dict[str, Any]:
    formats = list(network.formats.values_list("pk", flat=True))
    return {
        "first_date": first.isoformat(),
        "rhythm": "monthly:last:0:1",
        "start_time": "17:30",
        "count": "3",
        "formats": formats,
        "first_format": formats[0],
        "venue": "",
        "school_holidays": "on",
        "name": "",
        **others,
    }


# --- the plan --------------------------------------------------------------------------------------------------------


def test_empty_plan_offers_to_lay_a_season(coordinator: Client) -> None:
    page = coordinator.get(url("plan")).content.decode()
    assert "Ingen møder i planen" in page
    assert f'href="{url("season_new")}"' in page


def test_plan_says_what_each_meeting_lacks(coordinator: Client, network: Network) -> None:
    draft(network)
    draft(network, days=60, venue=factories.venue(network))
    page = coordinator.get(url("plan")).content.decode()
    assert "Mangler et mødested, et oplæg" in page
    assert "Mangler et oplæg" in page
    assert "2 møder er kladder" in page


def test_meetings_that_were_stand_by_themselves(coordinator: Client, network: Network) -> None:
    factories.meeting(network, starts_at=soon(-30), title="Fødselsdag")
    factories.meeting(network, starts_at=soon(30), title="Moms")
    coming, past = (coordinator.get(url("plan") + query).content.decode() for query in ("", "?past=1"))
    assert ("Fødselsdag" in coming, "Moms" in coming) == (False, True)
    assert ("Fødselsdag" in past, "Moms" in past) == (True, False)


@pytest.mark.parametrize(
    "name", ["plan", "season_new", "meeting_new", "formats", "topics", "venues", "usual_tasks", "days_off"]
)
def test_only_the_coordinator_sees_the_plan(client: Client, network: Network, name: str) -> None:
    assert client.get(url(name)).status_code == 302
    client.force_login(factories.member(network).user)
    assert client.get(url(name)).status_code == 404
    other = factories.network("andet")
    client.force_login(factories.coordinator(other))
    assert client.get(url(name)).status_code == 404


def test_plan_costs_the_same_for_one_three_and_three_hundred_meetings(coordinator: Client, network: Network) -> None:
    counts = {}
    for number in (1, 3, 300):
        while Meeting.objects.count() < number:
            factories.meeting(network, starts_at=soon(30 + Meeting.objects.count()), format=network.formats.first())
        with CaptureQueriesContext(connection) as counted:
            assert coordinator.get(url("plan")).status_code == 200
        counts[number] = len(counted)
    assert len(set(counts.values())) == 1, counts


def test_all_drafts_are_published_with_one_press(coordinator: Client, network: Network) -> None:
    factories.member(network)
    draft(network)
    draft(network, days=60)
    page = coordinator.post(url("publish_all"), follow=True).content.decode()
    assert "2 møder er udgivet. Invitationerne ligger blandt dine mails som kladder." in page
    assert set(Meeting.objects.values_list("state", flat=True)) == {"published"}
    assert Mailing.objects.filter(kind="programme.invitation", state="draft").count() == 2


# --- the wizard ------------------------------------------------------------------------------------------------------


def shown(client: Client, given: dict[str, Any]) -> str:
    """What the preview says it shows: it goes along when the season is laid."""
    return str(client.get(url("season_new"), given, headers={"HX-Request": "true"}).context["shown"])


def test_wizard_opens_with_a_whole_season_proposed(coordinator: Client, network: Network) -> None:
    response = coordinator.get(url("season_new"))
    assert len(response.context["layout"].meetings) == 6
    page = response.content.decode()
    assert "Læg sæsonen (6 møder)" in page
    assert "den sidste mandag i måneden" in page


def test_preview_shows_moved_and_left_out_days_with_the_reason(coordinator: Client, network: Network) -> None:
    given = answers(network, date(2029, 12, 31), count="5")
    page = coordinator.get(url("season_new"), given, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert "Mandag 31. december 2029" in page
    assert "Juleferie" in page
    assert "Læg sæsonen (5 møder)" in page
    assert 'hx-swap-oob="true"' in page


def test_first_date_decides_which_rhythms_are_offered(coordinator: Client, network: Network) -> None:
    given = answers(network, date(2030, 2, 13), rhythm="monthly:last:0:1")
    response = coordinator.get(url("season_new"), given, headers={"HX-Request": "true"})
    words = [str(words) for _plain, words in response.context["form"].fields["rhythm"].choices]
    assert words == ["den anden onsdag i måneden", "hver fjerde onsdag", "hver anden onsdag"]
    assert response.context["form"].cleaned_data["rhythm"] == "monthly:second:2:1"


def test_date_moved_by_hand_onto_a_holiday_is_kept_with_a_warning(coordinator: Client, network: Network) -> None:
    given = answers(network, date(2030, 1, 28), **{"moved-2030-02-25": "2030-02-12"})
    page = coordinator.get(url("season_new"), given, headers={"HX-Request": "true"}).content.decode()
    assert "Tirsdag 12. februar 2030" in page
    assert "Tænk over det: Vinterferie" in page
    assert "Flyttet af dig fra mandag 25. februar 2030" in page


def test_two_meetings_on_one_day_are_told_in_words(coordinator: Client, network: Network) -> None:
    given = answers(network, date(2030, 1, 28), **{"moved-2030-02-25": "2030-01-28"})
    page = coordinator.get(url("season_new"), given, headers={"HX-Request": "true"}).content.decode()
    assert "To møder ligger samme dag. Flyt det ene." in page
    assert "Læg sæsonen" not in page


def test_season_is_laid_with_one_press_and_taken_back_with_another(coordinator: Client, network: Network) -> None:
    given = answers(network, **{"moved-2030-02-25": "2030-02-26"})
    response = coordinator.post(url("season_new"), {**given, "shown": shown(coordinator, given)}, follow=True)
    season = Season.objects.get()
    assert season.name == "Foråret 2030"
    days = [timezone.localtime(meeting.starts_at).date().isoformat() for meeting in season.meetings.all()]
    assert days == ["2030-01-28", "2030-02-26", "2030-03-25"]
    page = response.content.decode()
    assert "»Foråret 2030« er lagt som kladder." in page
    page = coordinator.post(url("season_undo", season.pk), follow=True).content.decode()
    assert "Sæsonen er fortrudt. Der er ikke sendt noget." in page
    assert Meeting.objects.count() == 0


def test_nothing_is_laid_but_what_was_shown(coordinator: Client, network: Network) -> None:
    given = answers(network)
    stale = shown(coordinator, given)
    page = coordinator.post(url("season_new"), {**given, "count": "4", "shown": stale}).content.decode()
    assert "Datoerne har ændret sig. Se dem igennem, og tryk igen." in page
    assert Meeting.objects.count() == 0


def test_new_venue_is_added_along_the_way(coordinator: Client, network: Network) -> None:
    given = answers(
        network, venue="new", new_venue="Bageriet", new_address="Torvet 1", new_postcode="4780", new_town="Stege"
    )
    coordinator.post(url("season_new"), {**given, "shown": shown(coordinator, given)})
    assert set(Meeting.objects.values_list("venue__name", flat=True)) == {"Bageriet"}
    assert Venue.objects.get().town == "Stege"


def test_new_venue_without_a_name_is_asked_for(coordinator: Client, network: Network) -> None:
    page = coordinator.post(url("season_new"), answers(network, venue="new")).content.decode()
    assert "Hvad hedder det nye mødested?" in page
    assert Venue.objects.count() == 0


def test_answers_that_make_no_season_are_kept_and_explained(coordinator: Client, network: Network) -> None:
    page = coordinator.post(url("season_new"), answers(network, count="0", name="Vores år")).content.decode()
    assert 'value="Vores år"' in page
    assert "error-summary" in page


def test_next_season_begins_like_the_last_one_where_it_ended(coordinator: Client, network: Network) -> None:
    given = answers(network, date(2030, 1, 16), rhythm="weekly:4", start_time="16:00", count="2")
    coordinator.post(url("season_new"), {**given, "shown": shown(coordinator, given)})
    form = coordinator.get(url("season_new")).context["form"]
    proposed = {name: form[name].value() for name in ("rhythm", "count")}
    assert proposed == {"rhythm": "weekly:4", "count": 2}
    assert form["first_date"].value() == date(2030, 3, 13)
    assert form["start_time"].value().isoformat("minutes") == "16:00"


def test_cpr_number_in_a_name_is_refused(coordinator: Client, network: Network) -> None:
    page = coordinator.post(url("season_new"), answers(network, name="For 010170-1234")).content.decode()
    assert "CPR-nummer" in page
    assert Season.objects.count() == 0


# --- one more --------------------------------------------------------------------------------------------------------


def test_extra_meeting_is_a_draft_with_agenda(coordinator: Client, network: Network) -> None:
    given = {
        "day": "2030-05-06",
        "hour": "19:00",
        "format": network.formats.get(key="2-0").pk,
        "venue": "",
        "title": "",
    }
    response = coordinator.post(url("meeting_new"), given)
    meeting = Meeting.objects.get()
    assert response.headers["Location"] == url("manage", meeting.pk)
    assert (meeting.title, meeting.state, meeting.agenda.count(), meeting.season) == ("MikroVirk 2.0", "draft", 5, None)


def test_extra_meeting_in_the_past_is_refused(coordinator: Client, network: Network) -> None:
    given = {"day": "2020-05-06", "hour": "19:00", "format": network.formats.get(key="2-0").pk}
    page = coordinator.post(url("meeting_new"), given).content.decode()
    assert "Det tidspunkt er forbi. Vælg en dag, der kommer." in page
    assert Meeting.objects.count() == 0


def test_day_that_is_no_good_is_told_beside_the_field(coordinator: Client, network: Network) -> None:
    given = {"day": "2030-12-24", "hour": "17:30"}
    page = coordinator.get(url("day_warning"), given).content.decode()
    assert "Tirsdag 24. december 2030 er ikke en fri dag: Juleaftensdag, Juleferie" in page
    taken = draft(network)
    day = timezone.localtime(taken.starts_at).date().isoformat()
    assert "I har allerede et møde den dag." in coordinator.get(url("day_warning"), {"day": day}).content.decode()
    free = coordinator.get(url("day_warning"), {"day": day, "besides": taken.pk}).content.decode()
    assert "I har allerede et møde den dag." not in free
