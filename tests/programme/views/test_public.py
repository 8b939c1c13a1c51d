"""The public pages: what they say, whom they say it to, and how few queries they ask."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import AgendaItem, Format, Meeting, Talk
from tests import factories
from tests.programme.evenings import coming_meeting

pytestmark = pytest.mark.django_db
WELCOME = "Alle er velkomne, også hvis du ikke er medlem endnu."


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk", contact_name="Dorte", contact_email="dorte@erhverv.example")


def full_meeting(place: Network, **fields: Any) -> Meeting:
    """A meeting with everything a page can show."""
    venue = factories.venue(place, latitude="54.98610", longitude="12.28400", parking="Gratis bag biblioteket.")
    kind = Format.objects.create(
        network=place, key="1-0", name="1.0", purpose="Værktøjer til driften.", expect="Et oplæg."
    )
    meeting = coming_meeting(place, venue=venue, format=kind, capacity=40, summary="Vi ser på priser.", **fields)
    for position, (item, title, minutes) in enumerate(
        [("welcome", "Velkomst", 10), ("talk", "Oplæg", 40), ("networking", "Netværke frit", 60)]
    ):
        AgendaItem.objects.create(meeting=meeting, position=position, kind=item, title=title, minutes=minutes)
    Talk.objects.create(
        network=place,
        meeting=meeting,
        title="Salg uden at sælge",
        lines="Tre greb.",
        speaker_name="Torben Tale",
        speaker_from="Tale & Co.",
        state="accepted",
    )
    return meeting


def text_of(page: str) -> str:
    """What a reader sees of the main part, in one line."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&amp;", "&").split())


def get(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


# --- the list --------------------------------------------------------------------------------------------------------


def test_the_list_says_when_where_what_and_how_many_places(client: Client, place: Network) -> None:
    meeting = full_meeting(place)
    text = text_of(get(client, "/networks/mikrovirk/meetings/"))
    when = dates.span(meeting.starts_at, meeting.ends_at)
    assert (
        f"Salg uden at sælge {when} 1.0 · Møn Bibliotek, Stege Salg uden at sælge – Torben Tale 40 ledige pladser"
        in text
    )
    assert WELCOME in text


def test_a_cancelled_meeting_stays_in_the_list_and_says_so(client: Client, place: Network) -> None:
    coming_meeting(place, state="cancelled", title="Aflyst aften")
    coming_meeting(place, state="draft", title="Hemmelig kladde")
    text = text_of(get(client, "/networks/mikrovirk/meetings/"))
    assert "Aflyst aften" in text
    assert "Aflyst 1" not in text
    assert re.search(r"Aflyst aften .* Aflyst", text)
    assert "Hemmelig kladde" not in text


def test_the_archive_has_what_was_held_newest_first(client: Client, place: Network) -> None:
    coming_meeting(place, days=-60, title="Den gamle")
    coming_meeting(place, days=-30, title="Den nye")
    coming_meeting(place, days=10, title="Den kommende")
    text = text_of(get(client, "/networks/mikrovirk/meetings/?archive=1"))
    assert text.index("Den nye") < text.index("Den gamle")
    assert "Den kommende" not in text


def test_an_empty_list_offers_the_next_step(client: Client, place: Network) -> None:
    assert "Der er ingen planlagte møder lige nu" in (page := get(client, "/networks/mikrovirk/meetings/"))
    assert 'href="/networks/mikrovirk/follow/"' in page
    place.parts = []
    place.save()
    assert 'href="/networks/mikrovirk/follow/"' not in get(client, "/networks/mikrovirk/meetings/")


def test_the_list_has_twenty_a_page(client: Client, place: Network) -> None:
    for days in range(1, 24):
        coming_meeting(place, days=days, title=f"Møde {days:02d}")
    first, second = (get(client, f"/networks/mikrovirk/meetings/?page={page}") for page in (1, 2))
    assert re.findall(r">(Møde \d\d)<", first) == [f"Møde {days:02d}" for days in range(1, 21)]
    assert re.findall(r">(Møde \d\d)<", second) == ["Møde 21", "Møde 22", "Møde 23"]
    assert ('rel="next"' in first, 'rel="next"' in second, 'rel="prev"' in second) == (True, False, True)
    for wrong in ("0", "3", "x", "-1"):
        get(client, f"/networks/mikrovirk/meetings/?page={wrong}", 404)


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_list_asks_two_questions_however_many_meetings(
    client: Client, place: Network, count: int, django_assert_num_queries: Any
) -> None:
    Meeting.objects.bulk_create(
        Meeting(
            network=place,
            title="Møde",
            state="published",
            starts_at=timezone.now() + timezone.timedelta(days=day + 1),
            ends_at=timezone.now() + timezone.timedelta(days=day + 1, hours=2),
        )
        for day in range(count)
    )
    with django_assert_num_queries(2):
        client.get("/networks/mikrovirk/meetings/")


# --- one meeting -----------------------------------------------------------------------------------------------------


def test_the_page_tells_everything_about_the_evening(client: Client, place: Network) -> None:
    meeting = full_meeting(place)
    page = get(client, f"/networks/mikrovirk/meetings/{meeting.pk}/")
    text = text_of(page)
    for words in (
        "17.30 Velkomst 10 minutter 17.40 Oplæg 40 minutter 18.20 Netværke frit 60 minutter",
        "Hvad 1.0 betyder Værktøjer til driften. Et oplæg. " + WELCOME,
        "Fagligt oplæg Salg uden at sælge Torben Tale, Tale & Co. Tre greb.",
        "Møn Bibliotek Møllebrøndstræde 12 4780 Stege Gratis bag biblioteket.",
        "40 ledige pladser Tilmeld dig mødet",
        "Det er gratis at være med.",
    ):
        assert words in text
    assert "https://www.openstreetmap.org/?mlat=54.98610&amp;mlon=12.28400#map=17/54.98610/12.28400" in page
    assert re.findall(r'(?:src|<link[^>]* href)="https?:', page) == []  # nothing is fetched from elsewhere


def test_price_and_payment_stand_where_there_are_any(client: Client, place: Network) -> None:
    meeting = coming_meeting(place, price_line="75 kr. for maden", payment_url="https://betal.example/1")
    page = get(client, f"/networks/mikrovirk/meetings/{meeting.pk}/")
    assert "75 kr. for maden" in page
    assert 'href="https://betal.example/1"' in page
    assert "gratis" not in text_of(page)


@pytest.mark.parametrize(
    ("taken", "words"),
    [(0, "12 ledige pladser"), (8, "Kun 4 pladser tilbage"), (11, "Kun 1 plads tilbage"),
     (12, "Alle pladser er taget. Du kan komme på venteliste. Kom på venteliste")],
)  # fmt: skip
def test_places_left_are_said_in_words(client: Client, place: Network, taken: int, words: str) -> None:
    meeting = coming_meeting(place, capacity=12, places_taken=taken)
    assert words in text_of(get(client, f"/networks/mikrovirk/meetings/{meeting.pk}/"))


def test_search_engines_get_an_event_that_cannot_end_its_element(client: Client, place: Network) -> None:
    meeting = full_meeting(place, title="Salg </script><script>alert(1)</script> & mere")
    page = get(client, f"/networks/mikrovirk/meetings/{meeting.pk}/")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    event = json.loads(block[1])
    local = timezone.localtime(meeting.starts_at)
    assert event == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Salg </script><script>alert(1)</script> & mere",
        "startDate": local.isoformat(),
        "endDate": timezone.localtime(meeting.ends_at).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": f"http://localhost:8000/networks/mikrovirk/meetings/{meeting.pk}/",
        "image": f"http://localhost:8000/networks/mikrovirk/meetings/{meeting.pk}/card.png",
        "description": "Vi ser på priser.",
        "organizer": {"@type": "Organization", "name": "MikroVirk", "url": "http://localhost:8000/networks/mikrovirk/"},
        "inLanguage": "da",
        "isAccessibleForFree": True,
        "location": {
            "@type": "Place",
            "name": "Møn Bibliotek",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Møllebrøndstræde 12",
                "postalCode": "4780",
                "addressLocality": "Stege",
                "addressCountry": "DK",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 54.9861, "longitude": 12.284},
        },
        "performer": {"@type": "Person", "name": "Torben Tale"},
        "maximumAttendeeCapacity": 40,
        "remainingAttendeeCapacity": 40,
    }
    assert '<meta property="og:image" content="http://localhost:8000/networks/mikrovirk/meetings/' in page
    assert "alert(1)</script>" not in page


def test_a_cancelled_meeting_says_why_and_takes_nobody(client: Client, place: Network) -> None:
    meeting = coming_meeting(place, state="cancelled", cancelled_why="Oplægsholderen er syg.")
    page = get(client, f"/networks/mikrovirk/meetings/{meeting.pk}/")
    assert "Mødet er aflyst Oplægsholderen er syg." in text_of(page)
    assert "sign-up/" not in page
    assert "EventCancelled" in page


def test_a_held_meeting_and_a_changed_one_say_so(client: Client, place: Network) -> None:
    held = coming_meeting(place, days=-3, recap="Vi blev klogere.")
    page = get(client, f"/networks/mikrovirk/meetings/{held.pk}/")
    assert "Mødet er holdt." in page
    assert "Vi blev klogere." in page
    assert "sign-up/" not in page
    changed = coming_meeting(place, sequence=2)
    assert "Mødet er ændret for nylig." in get(client, f"/networks/mikrovirk/meetings/{changed.pk}/")


def test_a_draft_is_seen_by_who_plans_it_and_nobody_else(client: Client, place: Network) -> None:
    draft = coming_meeting(place, state="draft")
    address = f"/networks/mikrovirk/meetings/{draft.pk}/"
    get(client, address, 404)
    client.force_login(factories.coordinator(factories.network("andet")))
    get(client, address, 404)
    client.force_login(factories.coordinator(place))
    assert "Det her er en kladde." in get(client, address)
    get(client, "/networks/andet/meetings/1/", 404)


def test_who_is_signed_in_sees_their_own_answer(client: Client, place: Network) -> None:
    meeting, member = coming_meeting(place), factories.member(place)
    factories.sign_up(meeting, member)
    client.force_login(member.user)
    page = get(client, f"/networks/mikrovirk/meetings/{meeting.pk}/")
    assert "Du er tilmeldt." in page
    assert "sign-up/" not in page


def test_the_page_is_there_in_english(client: Client, place: Network) -> None:
    meeting = full_meeting(place)
    client.cookies["django_language"] = "en"
    text = text_of(get(client, f"/networks/mikrovirk/meetings/{meeting.pk}/"))
    assert "Everybody is welcome, also if you are not a member yet." in text
    assert "17:30 Velkomst 10 minutes" in text
    with translation.override("en"):
        assert dates.span(meeting.starts_at, meeting.ends_at) in text


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_page_asks_two_questions_however_long_the_agenda(
    client: Client, place: Network, count: int, django_assert_num_queries: Any
) -> None:
    meeting = full_meeting(place)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=10 + number, kind="other", title="Punkt", minutes=1)
        for number in range(count)
    )
    with django_assert_num_queries(2):
        client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/")


def test_map_and_calendar_file_and_card(client: Client, place: Network) -> None:
    meeting = full_meeting(place)
    drawn = client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/map.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert {"Møn Bibliotek", "Vordingborg", "Præstø"} <= set(re.findall(r">([^<>]+)</text>", drawn.content.decode()))
    without = coming_meeting(place)
    get(client, f"/networks/mikrovirk/meetings/{without.pk}/map.svg", 404)

    card = client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/card.png")
    assert (card["Content-Type"], card.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    again = client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/card.png", headers={"if-none-match": card["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
