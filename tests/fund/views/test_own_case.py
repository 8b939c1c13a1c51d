"""The applicant's page of a case: where it stands, questions and answers, files, help, and one's own list."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mikrovirk.directory.models import Person
from mikrovirk.fund.domain.applications import Help, Together
from mikrovirk.fund.models import Application, Call
from mikrovirk.fund.services import applications, attachments, help_in_kind, thread
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund, make_fund_role, make_idea
from tests.fund.application_rows import CONTENT, mails

pytestmark = pytest.mark.django_db
SHARED = replace(CONTENT, together=(Together("Bo Lind", "bo@x.example"),), help_in_kind=(Help("venue", "Med tag"),))


@pytest.fixture
def call() -> Call:
    fund = make_fund(name="Idépuljen", slug="ideer", contact_email="puljen@kommune.example")
    return make_call(fund, recommends="Styregruppen", decides="Kommunalbestyrelsen")


@pytest.fixture
def anna() -> Person:
    return factories.person("Anna Ø")


@pytest.fixture
def made(call: Call, anna: Person) -> Application:
    begun = applications.start(call, anna, at=timezone.now())
    return applications.send(begun, content=SHARED, by=anna.user, at=timezone.now())


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def url(name: str, application: Application, *more: int) -> str:
    return reverse(f"fund:{name}", args=["ideer", application.pk, *more])


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def test_the_page_says_what_happens_next_and_what_has_happened(made: Application, anna: Person) -> None:
    client = signed_in(anna)
    page = text_of(client.get(url("application", made)))
    assert "Du kan rette den eller trække den tilbage indtil" in page
    assert "Vi modtog ansøgningen" in page
    assert "Bo Lind" in page
    assert "puljen@kommune.example" in page
    Call.objects.update(state=Call.State.ASSESSING, deadline_at=timezone.now() - timedelta(days=1))
    later = text_of(client.get(url("application", made)))
    assert "Den bliver vurderet." in later
    assert "Styregruppen" in later


def test_a_question_is_answered_on_the_page(made: Application, anna: Person) -> None:
    karen = factories.user("Karen Holm")
    make_fund_role(made.call.fund, karen, "caseworker")
    thread.ask(made, "Hvem rydder op?", by=karen, at=timezone.now())
    client = signed_in(anna)
    assert "Hvem rydder op?" in text_of(client.get(url("application", made)))
    page = text_of(client.post(url("application_write", made), {"text": "Det gør vi selv."}, follow=True))
    assert "Det gør vi selv." in page
    assert [mail.user for mail in mails("fund.answered")] == [karen]
    assert "Her mangler et svar." in text_of(client.post(url("application_write", made), {"text": ""}))


def test_help_that_was_promised_is_reported(made: Application, anna: Person) -> None:
    row = made.help_in_kind.get()
    client = signed_in(anna)
    report = url("application_help_report", made, row.pk)
    assert client.post(report, {"text": "Godt."}).status_code == 404
    help_in_kind.promise(row, who="Stege Bibliotek", at=timezone.now())
    assert "Stege Bibliotek" in text_of(client.get(url("application", made)))
    page = text_of(client.post(report, {"text": "Der var plads til alle."}, follow=True))
    assert "Der var plads til alle." in page


def test_a_file_is_for_those_who_may_see_the_case_and_always_a_download(
    made: Application, anna: Person, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(b"%PDF-1.7 tilbud", name="a.pdf")
    kept = attachments.add(made, file, name="Tilbud.pdf", is_picture=False, by=anna.user, at=timezone.now())
    address = url("application_file", made, kept.pk)
    answer = signed_in(anna).get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="Tilbud.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == b"%PDF-1.7 tilbud"  # type: ignore[attr-defined]  # read to its end, it is closed
    karen, stranger = factories.person(), factories.person()
    make_fund_role(made.call.fund, karen.user, "caseworker")
    assert signed_in(karen).get(address).getvalue() == b"%PDF-1.7 tilbud"  # type: ignore[attr-defined]
    assert signed_in(stranger).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    judge = factories.person()  # who is asked for points reads nothing before they say that they have no interest
    make_fund_role(made.call.fund, judge.user, "assessor")
    asked = made.assignments.create(assessor=judge.user)
    assert signed_in(judge).get(address).status_code == 404
    asked.impartial_at = asked.assigned_at
    asked.save()
    assert signed_in(judge).get(address).getvalue() == b"%PDF-1.7 tilbud"  # type: ignore[attr-defined]


def test_behind_the_link_a_button_says_yes_and_then_they_see_the_case(made: Application) -> None:
    (mail,) = mails("fund.together")
    link = mail.mailing.context["url"].removeprefix("http://localhost:8000")
    client = Client()
    page = text_of(client.get(link))
    assert "Anna Ø" in page
    assert "Fælles julemarked" in page
    assert made.co_applicants.get().accepted_at is None
    assert "Du har sagt ja." in text_of(client.post(link, {"says": "yes"}, follow=True))
    bo = Person.objects.get(user__email="bo@x.example")
    theirs = signed_in(bo)
    assert theirs.get(url("application", made)).status_code == 200
    assert theirs.get(url("application_edit", made)).status_code == 404
    assert "Du har sagt nej." in text_of(client.post(link, {"says": "no"}, follow=True))
    assert theirs.get(url("application", made)).status_code == 404
    assert client.get("/fund/link/together/eksempel/").status_code == 404


def test_once_decided_the_answer_stands(made: Application) -> None:
    (mail,) = mails("fund.together")
    link = mail.mailing.context["url"].removeprefix("http://localhost:8000")
    Application.objects.update(state="refused")
    page = text_of(Client().post(link, {"says": "yes"}))
    assert "Sagen er afgjort, så svaret kan ikke længere ændres." in page
    assert made.co_applicants.get().accepted_at is None


def test_ones_own_list_shows_where_everything_stands(made: Application, anna: Person) -> None:
    make_idea(made.call.fund, anna, title="Fotodag for alle")
    make_application(made.call, factories.person(), title="En andens")
    page = text_of(signed_in(anna).get(reverse("fund:mine")))
    assert "Fælles julemarked" in page
    assert "Fotodag for alle" in page
    assert "Modtaget" in page
    assert "En andens" not in page
    nothing = text_of(signed_in(factories.person()).get(reverse("fund:mine")))
    assert "Du har ikke søgt om noget endnu." in nothing


@pytest.mark.parametrize("count", [1, 3])
def test_ones_own_list_costs_the_same_for_one_and_for_three(call: Call, anna: Person, count: int) -> None:
    for _ in range(count):
        make_application(call, anna, idea=make_idea(call.fund, anna))
    client = signed_in(anna)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("fund:mine"))
    assert len(asked) == 9
