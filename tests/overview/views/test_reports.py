"""The memo and the yearly report: the page's figures, in PDF and DOCX, and what changed since the last."""

import io
import re
import zipfile
from datetime import date, timedelta

import docx
import pytest
import weasyprint
from django.utils import timezone

from mikrovirk.overview import words
from mikrovirk.overview.models import KeptReport, Newcomer
from mikrovirk.overview.queries import own_counts
from mikrovirk.overview.services import goals, newcomers
from mikrovirk.overview.services.goals import Measured, Planned
from mikrovirk.overview.views.reports import a_year_before
from tests import factories as f
from tests.overview import made_figures, settlement
from tests.overview.made_figures import Area
from tests.overview.pages import officer, signed_in
from tests.overview.strategy_pages import with_figures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]
HERE = "/overview/0390/"
AS_OF = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _figures(monkeypatch) -> None:
    with_figures(monkeypatch)


def text_of(answer) -> str:
    page = re.sub(r"(?s)<head>.*?</head>", "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("\xa0", " ")


def text_in(file: bytes) -> str:
    """All words of a DOCX, with those in its tables."""
    paper = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in paper.paragraphs), *cells]).replace("\xa0", " ")


def a_municipality() -> None:
    """Goals in every state, a network with a held meeting, and newcomers."""
    made = goals.set_goal("0390", title="Flere små virksomheder", by=None, at=f.NOW)
    goals.measure_by(made, Measured("micro_businesses", 3000, date(2024, 1, 1), 4000, 2029))
    goals.plan_activity(made, Planned("Iværksætterkursus", "Erhvervsservice", due_date=date(2026, 3, 1)), at=f.NOW)
    given_up = goals.set_goal("0390", title="Et havnekontor", by=None, at=f.NOW)
    goals.close_goal(given_up, state="given_up", because="Lejemålet gik til en anden", at=f.NOW)
    place = settlement.network()
    settlement.wrote(settlement.page(by_host=settlement.host(place, "Lise Holm")))


def test_every_figure_of_the_memo_is_the_pages_on_the_page_in_pdf_and_in_docx() -> None:
    a_municipality()
    client = signed_in(officer())
    own, before = (made_figures.made(Area("0390"), day) for day in (AS_OF, a_year_before(AS_OF)))
    expected = [
        words.told(found[key].value, as_share="share" in key)
        for found in (own, before)
        for key in ("micro_businesses", "sole_proprietors", "births", "moves_in", "micro_share_of_jobs")
    ]
    page = text_of(client.get(f"{HERE}memo/"))
    paper = text_in(client.get(f"{HERE}memo/memo.docx").content)
    for number in (each.replace("\xa0", " ") for each in expected):
        assert number in page
        assert number in paper
    for said in (
        "Flere små virksomheder",
        "Iværksætterkursus",
        "forsinket",
        "Metode og kilder",
        "Hvad der er usikkert",
    ):
        assert said in page
        assert said in paper
    assert "Netværkene når" in page


def test_newcomers_are_counted_on_one_day_in_the_sentence_and_in_the_table(time_machine) -> None:
    """On the day the memo is made; in a memo of an earlier day, on that day."""
    a_municipality()
    newcomers.note_welcomed(Newcomer.objects.get(), at=f.NOW + timedelta(days=2))
    time_machine.move_to(f.NOW + timedelta(days=5))
    client = signed_in(officer())
    now, before = text_of(client.get(f"{HERE}memo/")), text_of(client.get(f"{HERE}memo/?on=2026-05-01"))
    assert "Budt velkommen: 1." in now
    assert "Nytilkomne budt velkommen på et år 1 0 +1" in now
    assert "Budt velkommen: 0." in before
    assert "Nytilkomne budt velkommen på et år 0 0 0" in before


def test_the_memo_is_two_pages(monkeypatch) -> None:
    a_municipality()
    made: list[int] = []
    write = weasyprint.Document.write_pdf

    def count(document, *args, **options):
        made.append(len(document.pages))
        return write(document, *args, **options)

    monkeypatch.setattr(weasyprint.Document, "write_pdf", count)
    for number in range(12):
        goal = goals.set_goal("0390", title=f"Et mål med en ganske lang overskrift, nummer {number}", by=None, at=f.NOW)
        goals.measure_by(goal, Measured("micro_share_of_net_new_jobs", 0.1, date(2024, 1, 1), 0.9, 2029))
        goals.plan_activity(goal, Planned(f"Forsinket nummer {number}", due_date=date(2026, 3, 1)), at=f.NOW)
    words_of_the_officer = "Udvalget bedes drøfte målene. " * 50
    signed_in(officer()).get(f"{HERE}memo/memo.pdf", {"words": words_of_the_officer})
    assert made == [2]


def test_the_pdf_is_one_and_another_ending_is_not_there() -> None:
    client = signed_in(officer())
    answer = client.get(f"{HERE}memo/memo.pdf")
    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")
    assert 'filename="udvalgsnotat-0390-2026-11-01.docx"' in client.get(f"{HERE}memo/memo.docx")["Content-Disposition"]
    assert client.get(f"{HERE}memo/memo.exe").status_code == 404


def test_a_link_keeps_the_words_and_the_day() -> None:
    client = signed_in(officer())
    query = "?on=2025-06-30&words=Til+dr%C3%B8ftelse"
    page = client.get(f"{HERE}memo/{query}")
    assert "Til drøftelse" in text_of(page)
    assert "30. juni 2025" in text_of(page)
    link = re.search(r'href="(/overview/0390/memo/memo\.docx[^"]*)"', page.content.decode())
    assert link is not None
    paper = text_in(client.get(link[1].replace("&amp;", "&")).content)
    assert "Til drøftelse" in paper
    assert "30. juni 2025" in paper


def test_the_next_memo_says_what_changed_since_the_kept_one() -> None:
    client = signed_in(officer())
    assert "et år før" in text_of(client.get(f"{HERE}memo/"))
    client.post(f"{HERE}reports/keep/?on=2026-01-31&words=Januar")
    kept = KeptReport.objects.get()
    then = made_figures.made(Area("0390"), date(2026, 1, 31))
    assert (kept.as_of_date, kept.words, kept.figures["births"]) == (
        date(2026, 1, 31),
        "Januar",
        then["births"].value,
    )
    KeptReport.objects.update(figures=kept.figures | {"micro_businesses": 3000})
    found = text_of(client.get(f"{HERE}memo/"))
    now = made_figures.made(Area("0390"), AS_OF)["micro_businesses"].value
    assert "sidste notat, " in found
    assert f"Mikrovirksomheder: 3.000 dengang, {words.whole(now)} nu (+{words.whole(now - 3000)})" in found
    client.post(f"{HERE}reports/keep/?on=2026-01-31")
    assert KeptReport.objects.count() == 1


def test_the_yearly_report_is_of_the_end_of_the_year() -> None:
    a_municipality()
    client = signed_in(officer())
    found = text_of(client.get(f"{HERE}yearly/?year=2025"))
    own = made_figures.made(Area("0390"), date(2025, 12, 31))
    for said in (
        "Status for de små virksomheder i Vordingborg 2025",
        words.whole(own["businesses"].value),
        words.whole(made_figures.made(Area("0390"), date(2024, 12, 31))["businesses"].value),
        "Landbrug",
        "Lejemålet gik til en anden",
        "skjult",
    ):
        assert said in found
    paper = text_in(client.get(f"{HERE}yearly/2025.docx").content)
    assert words.whole(own["businesses"].value) in paper
    assert client.get(f"{HERE}yearly/2025.pdf").content.startswith(b"%PDF")
    assert client.get(f"{HERE}yearly/1999.pdf").status_code == 404
    assert "2026" in text_of(client.get(f"{HERE}yearly/?year=nonsense"))


def test_a_docx_opens_and_says_its_language() -> None:
    file = signed_in(officer()).get(f"{HERE}memo/memo.docx").content
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        core = parts.read("docProps/core.xml").decode()
    assert "da-DK" in core
    assert "Vordingborg Kommune" in core


def test_who_reads_them_and_who_keeps_them() -> None:
    coordinator = signed_in(f.coordinator(f.network("moen", municipality_code="0390")))
    assert coordinator.get(f"{HERE}memo/").status_code == 200
    assert coordinator.post(f"{HERE}reports/keep/").status_code == 404
    other = signed_in(officer("0376"))
    for page in ("memo/", "memo/memo.pdf", "yearly/", "yearly/2025.docx", "reports/", "potential/"):
        assert other.get(f"{HERE}{page}").status_code == 404
    assert KeptReport.objects.count() == 0


def test_without_a_register_the_pages_say_how_to_begin(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    client = signed_in(officer())
    for page in ("memo/", "yearly/", "potential/"):
        assert "Virksomhedsregistret er ikke" in text_of(client.get(f"{HERE}{page}"))


def test_what_is_measured_stands_apart_from_what_is_calculated() -> None:
    client = signed_in(officer())
    own = made_figures.made(Area("0390"), AS_OF)
    found = text_of(client.get(f"{HERE}potential/"))
    assert words.whole(own["jobs_of_former_micro"].value) in found
    assert "64 %" in found
    assert "Et regnestykke, ikke noget målt" in found
    assert f'value="{own["micro_businesses"].value}"' in client.get(f"{HERE}potential/").content.decode()
    typed = "micro=1000&jobs_each=2&more_births=10&survival=50&growing=1&years=3&tax_each=50000"
    found = text_of(client.get(f"{HERE}potential/?{typed}"))
    assert "Efter 3 år: 18 flere virksomheder og 65 flere job end i dag" in found
    assert "3.250.000" in found
    assert "Efter" not in text_of(client.get(f"{HERE}potential/?{typed.replace('=50&', '=150&')}"))


def test_one_or_two_people_are_not_told() -> None:
    place = settlement.network()
    today = timezone.localdate()
    f.member(place, "Mie", joined=date(2026, 1, 1))
    assert own_counts.count("network_members", "0390", on=today) is None
    for name in ("Bo", "Ida"):
        f.member(place, name, joined=date(2026, 1, 1))
    assert own_counts.count("network_members", "0390", on=today) == 3
    assert own_counts.count("network_members", "0390", on=date(2025, 1, 1)) == 0
    assert own_counts.count("networks", "0376", on=today) == 0
