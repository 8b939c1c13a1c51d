"""The fact sheet that opens a conference, and what the memo says was promised there."""

from datetime import timedelta

import pytest
import weasyprint
from django.test import Client
from django.utils import timezone

from mikrovirk.cooperation.models import Conference
from mikrovirk.cooperation.services import commitments, wishes
from mikrovirk.overview.services import goals
from mikrovirk.overview.services.goals import Measured
from tests import factories as f
from tests.cooperation import conference_rows as rows
from tests.overview.pages import officer, signed_in
from tests.overview.strategy_pages import with_figures
from tests.overview.views.test_reports import date, text_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]
HERE = "/overview/0390/"


@pytest.fixture(autouse=True)
def _figures(monkeypatch) -> None:
    with_figures(monkeypatch)


@pytest.fixture
def conference() -> Conference:
    """One to come with wishes, in a municipality with a goal, a year after one with promises."""
    network, coordinator = rows.area()
    made = rows.planned(network, coordinator)
    wishes.write_down(made, text="Lokaler, man har råd til", name="Bo Lund", by=coordinator, at=f.NOW)
    made.wishes.update(behind_count=14)
    wishes.send_in(made, text="Venter på at blive lukket igennem", name="", by=None, at=f.NOW)
    goal = goals.set_goal("0390", title="Flere små virksomheder", by=None, at=f.NOW)
    goals.measure_by(goal, Measured("micro_businesses", 3000, date(2024, 1, 1), 4000, 2029))
    last = rows.held(network, coordinator, title="Hvem gør hvad?")
    today = timezone.localdate()
    commitments.keep(rows.promise(last, text="Åbne læsesalen"), text="", at=timezone.now())
    rows.promise(last, text="Skrive til alle nye", due_date=today - timedelta(days=1))
    commitments.give_up(rows.promise(last, text="En messe"), why="Ingen penge", at=f.NOW)
    rows.promise(last, text="Én kalender", due_date=today + timedelta(days=90))
    return made


def test_needs_spread_potential_and_what_was_promised_last_on_page_and_paper(conference: Conference) -> None:
    client = signed_in(officer())
    page = text_of(client.get(f"{HERE}fact-sheet/{conference.pk}/"))
    paper = text_in(client.get(f"{HERE}fact-sheet/{conference.pk}/sheet.docx").content)
    for said in (
        "Faktaark: Sammen om de små",
        "Hvad gør vi sammen det næste år?",
        "Lokaler, man har råd til (14 personer bag)",
        "De fleste af dem er inden for",
        "Efter postnummer ligger de fleste i",
        "Flere små virksomheder",
        "Skrive til alle nye",
        "Metode og kilder",
    ):
        assert said in page
        assert said in paper
    assert "Venter på at blive lukket igennem" not in page + paper
    assert "Bo Lund" not in page + paper


def test_it_is_two_pages(conference: Conference, monkeypatch) -> None:
    made: list[int] = []
    write = weasyprint.Document.write_pdf

    def count(document, *args, **options):
        made.append(len(document.pages))
        return write(document, *args, **options)

    monkeypatch.setattr(weasyprint.Document, "write_pdf", count)
    reader = officer()
    for number in range(12):
        wishes.write_down(conference, text=f"Et langt ønske, nummer {number}. " * 8, name="", by=reader, at=f.NOW)
        goal = goals.set_goal("0390", title=f"Et mål med en ganske lang overskrift, nummer {number}", by=None, at=f.NOW)
        goals.measure_by(goal, Measured("micro_share_of_net_new_jobs", 0.1, date(2024, 1, 1), 0.9, 2029))
    signed_in(reader).get(f"{HERE}fact-sheet/{conference.pk}/sheet.pdf")
    assert made == [2]


def test_everybody_reads_it_once_the_municipality_shows_it(client: Client, conference: Conference) -> None:
    address = f"{HERE}fact-sheet/{conference.pk}/"
    assert client.get(address).status_code == 404
    own = Client()
    own.force_login(conference.made_by)
    assert "Kommunen kan vise det til alle." in own.get(address).content.decode()
    assert own.post(f"{address}show/").status_code == 404
    municipality = signed_in(officer())
    shown = municipality.post(f"{address}show/", follow=True)
    assert "Nu kan alle læse faktaarket." in shown.content.decode()
    assert client.get(address).status_code == 200
    assert client.get(f"{address}sheet.pdf").content[:4] == b"%PDF"
    municipality.post(f"{address}show/")
    assert client.get(address).status_code == 404
    assert client.get(f"/overview/0376/fact-sheet/{conference.pk}/").status_code == 404


@pytest.mark.usefixtures("conference")
def test_the_memo_says_what_was_promised_and_what_came_of_it() -> None:
    client = signed_in(officer())
    page = text_of(client.get(f"{HERE}memo/"))
    paper = text_in(client.get(f"{HERE}memo/memo.docx").content)
    for said in (
        "Lovet på konferencer",
        "På vej: 1, heraf venter på et ja: 0. Over tiden: 1. Holdt: 1. Opgivet eller sagt nej til: 1.",
        "Biblioteket: Skrive til alle nye (over tiden, skulle være sket",
        "Biblioteket: Åbne læsesalen (holdt",
        "Biblioteket: En messe (opgivet: Ingen penge)",
        "Biblioteket: Én kalender (på vej, senest",
    ):
        assert said in page
        assert said in paper


def test_a_municipality_without_conferences_has_no_such_section() -> None:
    assert "Lovet på konferencer" not in text_of(signed_in(officer()).get(f"{HERE}memo/"))
