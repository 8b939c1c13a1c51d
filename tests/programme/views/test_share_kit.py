"""What to pass on about a meeting."""

import re
from html import unescape
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.test import Client
from pypdf import PdfReader

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries.friends import invitation_of
from tests import factories
from tests.programme.evenings import coming_meeting
from tests.programme.views.test_public import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def lise(place: Network) -> Person:
    return factories.member(place, "Lise Holm")


@pytest.fixture
def evening(place: Network) -> Meeting:
    return coming_meeting(place, venue=factories.venue(place), summary="Fem måder at sige sin pris på.")


def kit(meeting: Meeting) -> str:
    return f"/networks/mikrovirk/meetings/{meeting.pk}/share/"


def inviters(page: str) -> set[str]:
    """Whose links stand on the page."""
    tokens = set(re.findall(r"/b/([\w-]+)/", unquote(unescape(page))))
    found = [invitation_of(token) for token in tokens]
    return {str(each.inviter or "") for each in found if each}


def test_everybody_shares_without_a_name_and_a_member_with_theirs(
    client: Client, evening: Meeting, lise: Person
) -> None:
    assert inviters(get(client, kit(evening))) == {""}
    client.force_login(lise.user)
    page = get(client, kit(evening))
    assert inviters(page) == {"Lise Holm"}
    assert "kom til at tænke på dig" in page
    assert inviters(get(client, kit(evening) + "?as=nobody")) == {""}
    client.force_login(factories.coordinator(evening.network))
    assert inviters(get(client, kit(evening))) == {""}


def test_the_texts_say_what_when_where_and_how_to_sign_up(client: Client, evening: Meeting) -> None:
    ways = {way.key: way for way in client.get(kit(evening)).context["ways"]}
    assert list(ways) == ["mail", "sms", "post"]
    for words in ("Salg uden at sælge", "kl. 17.30–20.00", "Møn Bibliotek", "Fem måder", "/b/"):
        assert words in ways["mail"].text
    assert len(ways["sms"].text) < 160  # one text message
    urls = [action.url for way in ways.values() for action in way.actions]
    assert unquote(urls[0]).startswith("mailto:?subject=Vil du med til Salg uden at sælge?&body=MikroVirk")
    assert urls[1].startswith("sms:?&body=")
    assert urls[2].startswith("https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2F")
    assert urls[3].startswith("https://www.linkedin.com/sharing/share-offsite/?url=http%3A%2F%2F")


def test_nothing_of_another_site_is_loaded_and_no_address_is_asked_for(client: Client, evening: Meeting) -> None:
    page = get(client, kit(evening))
    assert re.findall(r'(?:src|srcset|data)="(?:https?:)?//(?!localhost)[^"]*', page) == []
    assert re.findall(r'type="email"|<form[^>]*share', page) == []


def test_a_long_title_and_place_still_fit_on_one_page(client: Client, place: Network) -> None:
    words = "Sådan får du styr på regnskabet, momsen og den forskudsopgørelse, som ingen af os har lyst til at lave"
    venue = factories.venue(place, name="Det Gamle Missionshus ved Stege Nor og Lendemarke Forsamlingshus")
    meeting = coming_meeting(place, title=words, summary=f"{words}. " * 8, venue=venue)
    assert len(PdfReader(BytesIO(client.get(kit(meeting) + "poster.pdf").content)).pages) == 1


def test_only_a_coming_meeting_is_shared(client: Client, place: Network, evening: Meeting) -> None:
    assert "Del mødet" in get(client, f"/networks/mikrovirk/meetings/{evening.pk}/")
    for meeting in (
        coming_meeting(place, days=-2),
        coming_meeting(place, state="draft"),
        coming_meeting(place, state="cancelled"),
    ):
        assert client.get(kit(meeting)).status_code == 404
        assert client.get(kit(meeting) + "poster.pdf").status_code == 404
    held = coming_meeting(place, days=-2)
    assert "Del mødet" not in get(client, f"/networks/mikrovirk/meetings/{held.pk}/")


def test_the_poster_is_one_page_with_and_without_a_name(client: Client, evening: Meeting, lise: Person) -> None:
    nameless = client.get(kit(evening) + "poster.pdf")
    assert nameless.headers["Content-Type"] == "application/pdf"
    assert client.get(kit(evening) + "poster.pdf").content == nameless.content  # made once an hour at most
    client.force_login(lise.user)
    named = client.get(kit(evening) + "poster.pdf")
    for paper, inviter in ((nameless, "Du er inviteret"), (named, "Lise Holm inviterer dig")):
        pages = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(paper.content)).pages]
        assert len(pages) == 1
        for words in (inviter, "Salg uden at sælge", "kl. 17.30–20.00", "Møn Bibliotek", "Ret telefonens kamera"):
            assert words in pages[0]
