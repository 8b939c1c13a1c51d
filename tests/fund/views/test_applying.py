"""Applying: begun, kept while one types, with files and lines that add up, sent, and taken back."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, Call
from mikrovirk.fund.services import applications
from tests import factories
from tests.factories.fund import make_call, make_fund, make_idea
from tests.fund.application_rows import CONTENT, QUESTIONS, mails, picture

pytestmark = pytest.mark.django_db
ANSWERED = replace(CONTENT, answers={"who": "Alle", "after": "Vi gentager det."})
TYPED = {
    "title": "Fælles julemarked",
    "summary": "Et marked for alle.",
    "municipality": "0390",
    "takes_place_date": "2027-11-28",
    "q_who": "Alle",
    "cost-TOTAL_FORMS": "2",
    "cost-INITIAL_FORMS": "0",
    "cost-0-text": "Leje af ridehuset",
    "cost-0-amount": "8.000",
    "cost-1-text": "Plakater",
    "cost-1-amount": "1.250,50",
    "own-TOTAL_FORMS": "1",
    "own-INITIAL_FORMS": "0",
    "own-0-text": "Standleje",
    "own-0-amount": "2.000 kr.",
    "together-TOTAL_FORMS": "1",
    "together-INITIAL_FORMS": "0",
}


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def call() -> Call:
    fund = make_fund(name="Idépuljen", slug="ideer", municipalities=["0390", "0376"])
    return make_call(fund, questions=QUESTIONS, small_up_to=10_000_00)


@pytest.fixture
def anna() -> Person:
    return factories.member(
        factories.network("moen"), "Anna Ø", firm=factories.business("Annas Keramik", cvr="25313763")
    )


@pytest.fixture
def as_anna(anna: Person) -> Client:
    client = Client()
    client.force_login(anna.user)
    return client


@pytest.fixture
def begun(call: Call, anna: Person) -> Application:
    return applications.start(call, anna, at=timezone.now())


def url(name: str, application: Application) -> str:
    return reverse(f"fund:{name}", args=["ideer", application.pk])


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


# --- begin -----------------------------------------------------------------------------------------------------------


def test_one_begins_from_nothing_or_from_an_idea_and_goes_on_with_what_is_begun(
    call: Call, anna: Person, as_anna: Client
) -> None:
    idea = make_idea(call.fund, anna, title="Fotodag for alle")
    page = reverse("fund:apply", args=["ideer", call.pk])
    assert "Fotodag for alle" in text_of(as_anna.get(page))
    answer = as_anna.post(page, {"idea": idea.pk})
    made = Application.objects.get()
    assert (answer["Location"], made.title, made.idea) == (url("application_edit", made), "Fotodag for alle", idea)
    assert "Du er allerede begyndt" in text_of(as_anna.get(page))
    assert "Fotodag for alle" in text_of(as_anna.get(url("application_edit", made)))


def test_nobody_begins_from_anothers_idea_or_in_a_closed_call(call: Call, as_anna: Client) -> None:
    page = reverse("fund:apply", args=["ideer", call.pk])
    theirs = make_idea(call.fund, factories.person())
    assert as_anna.post(page, {"idea": theirs.pk}).status_code == 404
    Call.objects.update(state=Call.State.ASSESSING)
    assert "Man kan ikke søge i ansøgningsrunden nu." in text_of(as_anna.get(page))
    as_anna.post(page)
    assert Application.objects.count() == 0


# --- kept while one types ----------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_also_half_and_the_sums_come_back(begun: Application, as_anna: Client) -> None:
    page = text_of(as_anna.post(url("application_save", begun), {**TYPED, "takes_place_date": "28/"}))
    assert "Gemt kl." in page
    assert "9.250,50 kr." in page
    assert "7.250,50 kr." in page
    begun.refresh_from_db()
    assert (begun.title, begun.amount, begun.takes_place_date) == ("Fælles julemarked", 7_250_50, None)
    again = text_of(as_anna.get(url("application_edit", begun)))
    assert 'value="1.250,50"' in again
    assert 'value="28/"' in again


def test_too_little_own_money_is_said_while_one_types(begun: Application, as_anna: Client) -> None:
    Call.objects.update(own_share=50)
    page = text_of(as_anna.post(url("application_save", begun), TYPED))
    assert "Egne og andre penge skal være mindst 4.625,25 kr., og nu er det 2.000 kr." in page


def test_a_cpr_number_is_kept_nowhere(begun: Application, as_anna: Client) -> None:
    for name in ("application_save", "application_edit"):
        page = text_of(as_anna.post(url(name, begun), {**TYPED, "cost-0-text": "Løn til 010170-1234"}))
        assert "CPR-nummer" in page
    begun.refresh_from_db()
    assert (begun.typed, begun.title) == ({}, "")


def test_more_lines_keep_what_was_typed_without_scripts(begun: Application, as_anna: Client) -> None:
    answer = as_anna.post(url("application_edit", begun), {**TYPED, "do": "more-cost"})
    assert answer["Location"].endswith("#cost")
    page = text_of(as_anna.get(url("application_edit", begun)))
    assert 'name="cost-4-amount"' in page
    assert 'value="Plakater"' in page


def test_a_draft_is_kept_by_its_button(begun: Application, as_anna: Client) -> None:
    answer = as_anna.post(url("application_edit", begun), {**TYPED, "do": "save"}, follow=True)
    assert "Kladden er gemt." in text_of(answer)
    begun.refresh_from_db()
    assert (begun.state, begun.budget.count()) == ("draft", 3)


# --- files -------------------------------------------------------------------------------------------------------------


def test_files_are_checked_kept_and_taken_away(begun: Application, as_anna: Client) -> None:
    pdf = SimpleUploadedFile("Tilbud på telt.pdf", b"%PDF-1.7 tilbud", content_type="application/pdf")
    photo = SimpleUploadedFile("ridehus.png", picture(), content_type="image/png")
    as_anna.post(url("application_edit", begun), {**TYPED, "do": "files", "files": [pdf, photo]})
    first, second = begun.attachments.all()
    assert [(each.name, each.is_picture) for each in (first, second)] == [
        ("Tilbud på telt.pdf", False),
        ("ridehus.png", True),
    ]
    assert second.file.name.endswith(".jpg")
    as_anna.post(url("application_edit", begun), {**TYPED, "remove_file": first.pk})
    assert list(begun.attachments.all()) == [second]
    begun.refresh_from_db()
    assert begun.title == "Fælles julemarked"


def test_a_file_that_is_something_else_is_refused_and_what_was_typed_kept(begun: Application, as_anna: Client) -> None:
    wrong = SimpleUploadedFile("tilbud.pdf", b"<html>", content_type="application/pdf")
    page = text_of(as_anna.post(url("application_edit", begun), {**TYPED, "do": "files", "files": [wrong]}))
    assert "“tilbud.pdf” er ikke den PDF, navnet siger." in page
    assert 'value="Plakater"' in page
    assert begun.attachments.count() == 0


# --- sent --------------------------------------------------------------------------------------------------------------


def test_sent_the_receipt_and_the_page_say_so(begun: Application, as_anna: Client, anna: Person) -> None:
    business = anna.memberships.get().business
    asked = {"business": business.pk if business else "", "help_venue": "on", "help_venue_text": "Med tag"}
    answer = as_anna.post(url("application_edit", begun), {**TYPED, **asked, "do": "send"}, follow=True)
    page = text_of(answer)
    assert "Tak. Din ansøgning er modtaget." in page
    assert "Med tag" in page
    begun.refresh_from_db()
    assert (begun.state, begun.number, begun.amount, begun.cvr) == ("sent", 1, 7_250_50, "25313763")
    assert begun.answers == {"who": "Alle"}
    assert len(mails("fund.application_received")) == 1


def test_what_is_missing_stands_beside_each_field(begun: Application, as_anna: Client) -> None:
    lacking = {**TYPED, "title": "", "q_who": "", "cost-0-amount": "30.000", "cost-1-amount": "", "own-0-text": ""}
    page = text_of(as_anna.post(url("application_edit", begun), {**lacking, "do": "send"}))
    assert page.count("Det her skal udfyldes.") == 2  # in the summary and at the field
    assert page.count("Skriv et svar her.") == 4  # a large sum answers both questions
    assert "Hvor meget?" in page
    assert "Til hvad?" in page
    begun.refresh_from_db()
    assert begun.state == "draft"


def test_small_sums_do_not_answer_the_other_questions(begun: Application, as_anna: Client) -> None:
    page = text_of(as_anna.get(url("application_edit", begun)))
    assert "Kun hvis du søger om mere end 10.000 kr." in page
    as_anna.post(url("application_edit", begun), {**TYPED, "do": "send"})
    begun.refresh_from_db()
    assert begun.state == "sent"


def test_a_change_is_sent_or_thrown_away(begun: Application, as_anna: Client, anna: Person) -> None:
    made = applications.send(begun, content=ANSWERED, by=anna.user, at=timezone.now())
    as_anna.post(url("application_save", made), {**TYPED, "title": "Andet navn"})
    assert "Du er begyndt på en ændring, der ikke er sendt." in text_of(as_anna.get(url("application", made)))
    as_anna.post(url("application_drop_changes", made))
    assert "Andet navn" not in text_of(as_anna.get(url("application_edit", made)))
    answer = as_anna.post(url("application_edit", made), {**TYPED, "title": "Nyt navn", "do": "send"}, follow=True)
    assert "Tak. Din ændring er modtaget." in text_of(answer)
    made.refresh_from_db()
    assert (made.title, made.number, made.versions.count()) == ("Nyt navn", 1, 2)


def test_after_the_deadline_nothing_is_filled_in(begun: Application, as_anna: Client) -> None:
    Call.objects.update(deadline_at=timezone.now() - timezone.timedelta(minutes=1))
    answer = as_anna.get(url("application_edit", begun), follow=True)
    page = text_of(answer)
    assert "Fristen er overskredet, eller sagen er afgjort" in page
    assert "kladden blev ikke sendt" in page
    assert as_anna.post(url("application_save", begun), TYPED).status_code == 404


# --- taken back --------------------------------------------------------------------------------------------------------


def test_taken_back_with_a_reason(begun: Application, as_anna: Client, anna: Person) -> None:
    made = applications.send(begun, content=ANSWERED, by=anna.user, at=timezone.now())
    assert "Vil du trække ansøgningen tilbage?" in text_of(as_anna.get(url("application_withdraw", made)))
    answer = as_anna.post(url("application_withdraw", made), {"because": "Vi nåede det ikke."}, follow=True)
    assert "Vi nåede det ikke." in text_of(answer)
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert as_anna.get(url("application_withdraw", made)).status_code == 404


def test_a_draft_is_thrown_away(begun: Application, as_anna: Client) -> None:
    assert "Kladden er slettet." in text_of(as_anna.post(url("application_withdraw", begun), follow=True))
    assert Application.objects.count() == 0


def test_nobody_else_opens_it(begun: Application) -> None:
    client = Client()
    client.force_login(factories.person().user)
    for name in ("application", "application_edit", "application_withdraw"):
        assert client.get(url(name, begun)).status_code == 404, name
    for name in ("application_save", "application_drop_changes", "application_write"):
        assert client.post(url(name, begun), TYPED).status_code == 404, name
