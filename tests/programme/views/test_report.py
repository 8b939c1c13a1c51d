"""The steering report: who may see it, what it says, and that names stay with the coordinator."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Feedback, Meeting, SignUp
from mikrovirk.programme.queries import attending, reports
from tests import factories
from tests.programme.evenings import coming_meeting
from tests.programme.views.test_public import get, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def held(place: Network) -> Meeting:
    """Two earlier evenings and this one: Anna comes always, Bo came back, Carl did not come, Gitte walked in."""
    anna, bo, carl = (factories.member(place, name) for name in ("Anna", "Bo", "Carl"))
    for days, came in ((-60, (anna,)), (-30, (anna, bo))):
        earlier = coming_meeting(place, days=days, title=f"For {-days} dage siden")
        for person in came:
            row = factories.sign_up(earlier, person, checked_in_at=earlier.starts_at)
            Feedback.objects.create(sign_up=row, meeting=earlier, rating=3)
    tonight = coming_meeting(place, days=-1, title="Moms uden mavepine")
    for person, rating in ((anna, 5), (bo, 4)):
        row = factories.sign_up(tonight, person, checked_in_at=tonight.starts_at)
        Feedback.objects.create(sign_up=row, meeting=tonight, rating=rating, text="Godt oplæg." if rating == 5 else "")
    factories.sign_up(tonight, carl)
    SignUp.objects.create(
        meeting=tonight, name="Gitte", as_guest=True, is_walk_in=True, state="coming", checked_in_at=tonight.starts_at
    )
    return tonight


def address(meeting: Meeting, rest: str = "report/") -> str:
    return f"/networks/mikrovirk/meetings/{meeting.pk}/{rest}"


def test_the_report_says_who_came_how_it_was_and_what_people_wrote(
    client: Client, place: Network, held: Meeting
) -> None:
    client.force_login(factories.coordinator(place))
    text = text_of(get(client, address(held)))
    for words in (
        "3 kom. 1 af dem var gæst.",
        "4,5 af 5 i gennemsnit, ud fra 2 svar",
        "Tilmeldte 3 Kom af dem 2 af 3 Kom uanmeldt 1 Medlemmer 2 Gæster 1",
        "2 af 2 svar siger, at aftenen var god eller rigtig god",
        "Godt oplæg.",
        "Kom 3 1,5 flere end før",
        "Tilmeldt, men udeblevet Kun du som koordinator ser navnene. Spørg måske venligt, hvordan de har det. Carl",
    ):
        assert words in text


def test_the_same_as_plain_values_for_another_program(held: Meeting) -> None:
    plain = reports.report_as_plain(reports.report_of(held))
    assert {key: plain[key] for key in ("signed_up", "came", "members", "guests", "walk_ins", "no_shows")} == {
        "signed_up": 3,
        "came": 3,
        "members": 2,
        "guests": 1,
        "walk_ins": 1,
        "no_shows": 1,
    }
    assert plain["ratings"] == {"1": 0, "2": 0, "3": 0, "4": 1, "5": 1}
    assert (plain["average_rating"], plain["words"]) == (4.5, ["Godt oplæg."])
    assert plain["came_back"] == {"part": 2, "whole": 2}
    rows = attending.sign_ups_as_rows(held)
    assert [(row["name"], row["walk_in"], row["came_at"] is not None) for row in rows] == [
        ("Anna", False, True),
        ("Bo", False, True),
        ("Carl", False, False),
        ("Gitte", True, True),
    ]


def test_who_did_not_come_is_seen_by_the_coordinator_only(client: Client, place: Network, held: Meeting) -> None:
    for role in (Role.Name.STEERING, Role.Name.HOST):
        client.force_login(factories.role(role, place))
        page = get(client, address(held))
        assert "Moms uden mavepine" in page
        assert "Carl" not in page
    sheets = client.get(address(held, "report.pdf")).content
    assert "Carl" not in " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(sheets)).pages)


def test_members_municipality_and_other_networks_see_no_report(client: Client, place: Network, held: Meeting) -> None:
    others = [
        factories.member(place).user,
        factories.role(Role.Name.MUNICIPALITY, place),
        factories.coordinator(factories.network("andet")),
    ]
    for user in others:
        client.force_login(user)
        for page in ("report/", "report.pdf"):
            assert client.get(address(held, page)).status_code == 404
    get(client, f"/networks/andet/meetings/{held.pk}/report/", 404)


def test_the_report_fits_two_sheets(client: Client, place: Network, held: Meeting) -> None:
    for number in range(12):
        row = factories.sign_up(held, factories.member(place), checked_in_at=held.starts_at)
        text = f"Tilbagemelding nummer {number}: godt oplæg, og jeg fik talt med nogen."
        Feedback.objects.create(sign_up=row, meeting=held, rating=4, text=text)
    client.force_login(factories.coordinator(place))
    answer = client.get(address(held, "report.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.content))
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in reader.pages)
    assert len(reader.pages) <= 2
    assert "Rapport til styregruppen" in text
    assert "Tilbagemelding nummer 11" in text


def test_before_anybody_is_checked_in_it_says_what_to_do(client: Client, place: Network) -> None:
    empty = coming_meeting(place, days=-1)
    factories.sign_up(empty, factories.member(place, "Anna"))
    client.force_login(factories.coordinator(place))
    page = get(client, address(empty))
    assert "Ingen er tjekket ind, så vi ved ikke, hvem der kom." in page
    assert f'href="{address(empty, "check-in/")}"' in page
    assert "udeblevet Kun" not in text_of(page)
    assert "Mødet er ikke holdt endnu." in get(client, address(coming_meeting(place)))


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_report_asks_the_same_however_many_came(
    client: Client, place: Network, count: int, django_assert_num_queries: Any
) -> None:
    meeting = coming_meeting(place, days=-1)
    SignUp.objects.bulk_create(
        SignUp(meeting=meeting, name=f"Nr. {n}", state="coming", checked_in_at=meeting.starts_at) for n in range(count)
    )
    client.force_login(factories.coordinator(place))
    get(client, address(meeting))
    with django_assert_num_queries(13):
        get(client, address(meeting))
