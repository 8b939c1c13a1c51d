"""The timetable for those who come along."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from mikrovirk.landscape.models import Tour
from mikrovirk.landscape.services.tours import meeting, timing
from mikrovirk.networks.models import Network
from mikrovirk.programme.services import meetings
from tests import factories
from tests.factories.tours import KLINTHOLM, make_stop, make_tour

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour(moen: Network) -> Tour:
    """Two visits agreed, held as a meeting that nobody has published."""
    made = make_tour(moen)
    for name, postcode in (("Keramik", "4780"), ("Havnegrill", KLINTHOLM)):
        make_stop(made, name, postcode, answer="yes", answered_at=factories.NOW, words="Parkér bag huset.")
    timing.find_best(made, at=factories.NOW)
    meeting.hold_as_meeting(made, at=factories.NOW)
    return made


def address(tour: Tour, name: str = "tour_timetable") -> str:
    return reverse(f"landscape:{name}", args=[tour.network.slug, tour.pk])


def test_everybody_sees_it_once_the_meeting_is_out(client: Client, tour: Tour) -> None:
    assert client.get(address(tour)).status_code == 404
    assert tour.meeting is not None
    meetings.publish_meeting(tour.meeting, at=factories.NOW)
    page = client.get(address(tour)).content.decode()
    assert "Keramik" in page
    assert "Storegade 4, 4780 Stege" in page
    assert 'class="tour-map"' in page
    public = client.get(reverse("programme:meeting", args=["moen", tour.meeting_id])).content.decode()
    assert "Besøg: Keramik, Storegade 4, 4780 Stege" in public
    assert f'{address(tour)}" rel="nofollow"' in public


def test_an_unanswered_host_stays_unknown(client: Client, tour: Tour) -> None:
    assert tour.meeting is not None
    meetings.publish_meeting(tour.meeting, at=factories.NOW)
    tour.stops.filter(name="Keramik").update(answer="asked")
    assert "Keramik" not in client.get(address(tour)).content.decode()


def test_as_paper_and_as_calendar(mona: Client, tour: Tour) -> None:
    paper = PdfReader(io.BytesIO(mona.get(address(tour, "tour_pdf")).content))
    assert "Havnegrill" in paper.pages[0].extract_text()
    calendar = Calendar.from_ical(mona.get(address(tour, "tour_ics")).content)
    visits = {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")}
    assert visits == {"Keramik · Rundtur på Møn", "Havnegrill · Rundtur på Møn"}
