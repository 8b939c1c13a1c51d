"""The joint calendar as everybody sees it."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.landscape.models import OutsideEvent
from mikrovirk.landscape.queries.asked import Asked, asked_in
from mikrovirk.landscape.services.twins import find_twins
from tests import factories
from tests.factories import NOW
from tests.factories.landscape import VORDINGBORG, make_feed, make_outside_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
A_DAY = timedelta(days=1)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def own_meeting(title: str = "Bliv valgt", **fields: Any) -> Any:
    network = factories.network(name="MikroVirk", municipality_code=VORDINGBORG)
    return factories.meeting(network, **{"title": title, "starts_at": NOW + A_DAY, "state": "published", **fields})


def titles(client: Client, query: str = "", code: str = "all") -> list[str]:
    page = client.get(reverse("landscape:calendar_of", args=[code]) + query)
    return [line.title for line in page.context["lines"]]


def test_everything_in_one_list(client: Client) -> None:
    own_meeting()
    make_outside_event("Åben café", start=NOW + 2 * A_DAY, description="<b>Kom</b>")
    make_outside_event("Kursus", start=NOW + 3 * A_DAY, feed=make_feed("Nykøbing", municipality_code="0376"))
    make_outside_event("Var engang", start=NOW - A_DAY)
    page = client.get(reverse("landscape:calendar"))
    assert titles(client) == ["Bliv valgt", "Åben café", "Kursus"]
    assert titles(client, code=VORDINGBORG) == ["Bliv valgt", "Åben café"]
    text = page.content.decode()
    assert "3 aktiviteter" in text
    assert "Biblioteket" in text
    assert "sessionid" not in page.cookies
    assert client.get(reverse("landscape:calendar_of", args=["0000"])).status_code == 404


def test_each_choice(client: Client) -> None:
    own_meeting(price_line="50 kr.")
    make_outside_event("Moms", feed=make_feed("Råd", is_free=True, audience="starting"))
    english = make_outside_event("Tax in Denmark", feed=make_feed("Bibliotek", language="en"), location="Vordingborg")
    found = {
        query: titles(client, query)
        for query in ("?town=Stege", "?audience=established", "?audience=starting", "?language=en", "?free=1", "?q=moms+steg", "?q=intet",
                      f"?source={english.feed_id}", "?source=networks", "?from=2027-01-12&to=2027-01-12", "?town=%00&language=xx&source=--")
    }  # fmt: skip
    assert found == {
        "?town=Stege": ["Moms"],
        "?audience=established": ["Bliv valgt", "Tax in Denmark"],
        "?audience=starting": ["Bliv valgt", "Moms", "Tax in Denmark"],
        "?language=en": ["Tax in Denmark"],
        "?free=1": ["Moms"],
        "?q=moms+steg": ["Moms"],
        "?q=intet": [],
        f"?source={english.feed_id}": ["Tax in Denmark"],
        "?source=networks": ["Bliv valgt"],
        "?from=2027-01-12&to=2027-01-12": ["Bliv valgt"],
        "?town=%00&language=xx&source=--": ["Bliv valgt", "Moms", "Tax in Denmark"],
    }


def test_nothing_to_show(client: Client) -> None:
    assert "Der står ikke noget i kalenderen endnu" in client.get(reverse("landscape:calendar")).content.decode()
    assert "Intet passer til de valg" in client.get(reverse("landscape:calendar") + "?q=x").content.decode()


def test_the_same_in_two_calendars_names_both(client: Client) -> None:
    make_outside_event("Moms for begyndere", feed=make_feed("Rådet"))
    make_outside_event("Moms for begyndere", feed=make_feed("Avisen"))
    make_outside_event("MikroVirk: Bliv valgt", feed=make_feed("Kommunen"), start=NOW + A_DAY)
    own_meeting()
    find_twins(VORDINGBORG, since=NOW)
    page = client.get(reverse("landscape:calendar"))
    assert [(line.title, line.sources) for line in page.context["lines"]] == [
        ("Bliv valgt", ("MikroVirk", "Kommunen")),
        ("Moms for begyndere", ("Rådet", "Avisen")),
    ]
    assert titles(client, f"?source={OutsideEvent.objects.get(feed__name='Avisen').feed_id}") == ["Moms for begyndere"]


def test_cancelled_moved_and_all_day(client: Client) -> None:
    make_outside_event("Aflyst", cancelled=True)
    moved = make_outside_event("Flyttet", start=NOW + 4 * A_DAY)
    OutsideEvent.objects.filter(pk=moved.pk).update(moved_from=NOW + 2 * A_DAY)
    make_outside_event("Messe", start=date(2027, 1, 20), end=date(2027, 1, 23))
    text = client.get(reverse("landscape:calendar")).content.decode()
    assert "Aflyst</span>" in text
    assert "Flyttet fra onsdag 13. januar kl. 10.00" in text
    assert "onsdag 20. januar til fredag 22. januar" in text


@pytest.mark.parametrize("name", ["calendar_of", "month"])
def test_a_fixed_number_of_queries_for_one_and_for_many(
    client: Client, name: str, django_assert_num_queries: Any
) -> None:
    own_meeting()
    make_outside_event("A", feed=make_feed("A"))
    address = reverse(f"landscape:{name}", args=[VORDINGBORG])
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for number in range(3):
        own_meeting(f"M{number}")
        make_outside_event(f"Emne {number}", feed=make_feed(f"F{number}"))
        make_outside_event(f"Emne {number} igen {number}", feed=make_feed(f"G{number}"))
    with django_assert_num_queries(len(few)):
        client.get(address)
    assert len(few) <= 11


def test_ten_thousand_activities_cost_as_many_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    feed = make_feed()
    rows = [
        OutsideEvent(feed=feed, calendar_lines="BEGIN:VEVENT\r\nUID:{number}\r\nEND:VEVENT\r\n", municipality_code=VORDINGBORG, key=str(number), title=f"Nr. {number}", starts_at=NOW + timedelta(minutes=30 * number),
                     ends_at=NOW + timedelta(minutes=30 * number + 60), first_seen_at=NOW, changed_at=NOW)
        for number in range(10_000)
    ]  # fmt: skip
    OutsideEvent.objects.bulk_create(rows, batch_size=1000)
    for name in ("calendar_of", "month"):
        with django_assert_max_num_queries(11):
            page = client.get(reverse(f"landscape:{name}", args=[VORDINGBORG]))
        assert page.status_code == 200
    with django_assert_max_num_queries(11):
        last = client.get(reverse("landscape:calendar") + "?page=333")
    assert last.context["lines"][0].title == "Nr. 9960"
    assert "10.000 aktiviteter" in last.content.decode()
    with django_assert_max_num_queries(6):
        assert client.get(reverse("landscape:ics", args=["all"])).content.count(b"BEGIN:VEVENT") == 10_000


# --- a month ---------------------------------------------------------------------------------------------------------


def test_a_month(client: Client) -> None:
    own_meeting()
    make_outside_event("Messe", start=date(2027, 1, 30), end=date(2027, 2, 2))
    for number in range(6):
        make_outside_event(f"Nr. {number}", start=NOW + 5 * A_DAY + timedelta(minutes=number))
    page = client.get(reverse("landscape:month", args=[VORDINGBORG]))
    days = {day.date.isoformat(): [line.title for line in day.lines] for day in page.context["month"].days if day.lines}
    assert days == {
        "2027-01-12": ["Bliv valgt"],
        "2027-01-16": ["Nr. 0", "Nr. 1", "Nr. 2", "Nr. 3"],
        "2027-01-30": ["Messe"],
        "2027-01-31": ["Messe"],
    }
    text = page.content.decode()
    assert "og 2 mere" in text
    assert "?from=2027-01-16&amp;to=2027-01-16" in text
    assert "month=2026-12" in text
    assert "month=2027-02" in text


@pytest.mark.parametrize(
    ("month", "status"), [("2027-02", 200), ("2027-13", 404), ("x", 404), ("0001-01", 404), ("9999-12", 404)]
)
def test_which_month(client: Client, month: str, status: int) -> None:
    assert client.get(reverse("landscape:month", args=["all"]) + f"?month={month}").status_code == status


# --- one activity ----------------------------------------------------------------------------------------------------


def test_one_activity(client: Client) -> None:
    feed = make_feed("Biblioteket", website="https://bibliotek.example/", audience="starting", language="en")
    row = make_outside_event(
        "Start din virksomhed </script>", feed=feed, description="Linje 1\nLinje 2 <img src=x onerror=alert(1)>", url="https://bibliotek.example/start"
    )  # fmt: skip
    page = client.get(reverse("landscape:activity", args=[row.pk]))
    text = page.content.decode()
    assert "Linje 1<br>Linje 2" in text
    assert "onerror" not in text
    assert 'href="https://bibliotek.example/start"' in text
    assert "Dem, der er ved at starte" in text
    assert "Engelsk" in text
    told = json.loads(text.split('application/ld+json">')[1].split("</script>")[0])
    assert (told["name"], told["startDate"]) == (row.title, "2027-01-13T09:00:00+00:00")
    assert client.get(reverse("landscape:activity", args=[row.pk + 1])).status_code == 404


def test_one_activity_into_ones_own_calendar(client: Client) -> None:
    row = make_outside_event("Åben café")
    found = client.get(reverse("landscape:activity_ics", args=[row.pk]))
    assert f"UID:outside-{row.pk}@calendar.mikrovirk" in found.content.decode()
    assert found["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_twin_leads_to_the_one_that_is_shown(client: Client) -> None:
    lead = make_outside_event("Moms for begyndere", feed=make_feed("Rådet"))
    twin = make_outside_event("Moms for begyndere", feed=make_feed("Avisen"))
    find_twins(VORDINGBORG, since=NOW)
    assert client.get(reverse("landscape:activity", args=[twin.pk])).context["line"].pk == lead.pk


def test_what_an_address_asks_for() -> None:
    asked = asked_in(
        "0390",
        {"q": " moms  kursus ", "audience": "x", "free": "on", "source": "7", "from": "2027-01-01", "to": "soon"},
    )
    assert asked == Asked("0390", q="moms kursus", free=True, source="7", first_date=date(2027, 1, 1))
    assert asked.as_query == "?q=moms+kursus&free=1&source=7&from=2027-01-01"
    assert not Asked("0390").is_narrowed
