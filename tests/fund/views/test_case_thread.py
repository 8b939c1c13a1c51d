"""In the office: those who handle a case ask those who apply, and promise, decline and note help."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.fund.domain.applications import Help
from mikrovirk.fund.models import Application
from tests import factories
from tests.factories.fund import make_fund_role
from tests.fund.application_rows import CONTENT, fund_with_call, mails, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Application:
    _fund, call = fund_with_call()
    return sent(call, factories.person("Anna Ø"), content=replace(CONTENT, help_in_kind=(Help("venue", "Med tag"),)))


def client_of(made: Application, role: str) -> Client:
    user = factories.user("Karen Holm")
    make_fund_role(made.call.fund, user, role)
    client = Client()
    client.force_login(user)
    return client


def url(name: str, made: Application, *more: int) -> str:
    return reverse(f"fund:{name}", args=["ideer", made.pk, *more])


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def test_a_caseworker_asks_and_reads_the_answer_in_the_case(made: Application) -> None:
    client = client_of(made, "caseworker")
    answer = client.post(url("case_ask", made), {"text": "Hvem rydder op?"})
    assert answer["Location"] == f"{url('case', made)}#thread"
    assert "Hvem rydder op?" in text_of(client.get(url("case", made)))
    assert [mail.mailing.context["text"] for mail in mails("fund.asked")] == ["Hvem rydder op?"]
    assert "Her mangler et svar." in text_of(client.post(url("case_ask", made), {"text": ""}, follow=True))


def test_help_is_promised_given_and_then_not_declined(made: Application) -> None:
    client, row = client_of(made, "caseworker"), made.help_in_kind.get()
    address = url("case_help", made, row.pk)
    client.post(address, {"do": "promise", "who": "Stege Bibliotek"})
    client.post(address, {"do": "given", "hours": "6", "worth": "1.500"})
    page = text_of(client.post(address, {"do": "decline", "because": "Nej"}, follow=True))
    assert "det, der er givet, kan ikke afslås bagefter" in page
    assert "6 timer" in page
    row.refresh_from_db()
    assert (row.promised_by, row.hours, row.worth, row.declined_at) == ("Stege Bibliotek", 6, 1_500_00, None)


def test_what_cannot_be_given_is_declined_with_a_reason(made: Application) -> None:
    client, row = client_of(made, "caseworker"), made.help_in_kind.get()
    address = url("case_help", made, row.pk)
    assert "Hvorfor ikke?:" in text_of(client.post(address, {"do": "decline", "because": ""}, follow=True))
    client.post(address, {"do": "decline", "because": "Salen er optaget."})
    row.refresh_from_db()
    assert row.declined_because == "Salen er optaget."


def test_others_neither_ask_nor_promise(made: Application) -> None:
    row = made.help_in_kind.get()
    for role in ("assessor", "decider", "bookkeeper"):
        client = client_of(made, role)
        assert client.post(url("case_ask", made), {"text": "?"}).status_code == 404
        assert client.post(url("case_help", made, row.pk), {"do": "promise", "who": "x"}).status_code == 404


def test_who_applies_themselves_finds_no_such_case(made: Application) -> None:
    applicant = made.applicant
    assert applicant is not None
    make_fund_role(made.call.fund, applicant.user, "caseworker")
    client = Client()
    client.force_login(applicant.user)
    assert client.post(url("case_ask", made), {"text": "Til mig selv"}).status_code == 404
