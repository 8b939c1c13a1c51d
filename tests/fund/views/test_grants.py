"""Pages of a grant: what those who got it do, what the fund's people do, and what nobody else finds."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from mikrovirk.fund.models import Agreement, Claim, Receipt, Report
from mikrovirk.fund.queries import ledger
from tests import factories
from tests.factories import NOW
from tests.fund.granted import applicant, claimed, granted, put_in, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def signed_in(user: Any) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


def at(name: str, made: Agreement, *more: object) -> str:
    return reverse(f"fund:{name}", args=[made.application.call.fund.slug, made.application_id, *more])


def picture() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "JPEG")
    return SimpleUploadedFile("kvittering.jpg", file.getvalue(), "image/jpeg")


def test_an_agreement_is_read_printed_and_accepted() -> None:
    made = granted(accepted=False)
    client = signed_in(applicant(made))
    page = client.get(at("agreement", made)).content.decode()
    assert made.texts["da"][0] in page
    paper = client.get(at("agreement_pdf", made))
    assert "Fælles julemarked" in PdfReader(io.BytesIO(paper.content)).pages[0].extract_text()
    answer = client.post(at("agreement_accept", made), follow=True)
    made.refresh_from_db()
    assert (made.accepted_by, answer.redirect_chain[0][0]) == (applicant(made), at("application", made))
    assert at("claim", made) in answer.content.decode()


def test_a_grant_is_given_back_with_a_reason() -> None:
    made = granted(accepted=False)
    client = signed_in(applicant(made))
    assert "error-summary" in client.post(at("agreement_give_up", made), {"because": ""}).content.decode()
    client.post(at("agreement_give_up", made), {"because": "Vi flytter."})
    made.refresh_from_db()
    assert made.lapsed_because == "Vi flytter."
    assert client.post(at("agreement_accept", made)).status_code == 302
    made.refresh_from_db()
    assert made.accepted_at is None


def test_receipts_are_put_in_and_sent() -> None:
    made = granted()
    client = signed_in(applicant(made))
    told = {"do": "add", "text": "Leje", "amount": "1.250,50", "file": picture()}
    assert client.post(at("claim", made), told).status_code == 302
    row = Receipt.objects.get()
    assert (row.text, row.amount, row.name, row.is_picture) == ("Leje", 1_250_50, "kvittering.jpg", True)
    kept = client.get(at("receipt_file", made, row.pk))
    assert kept["Content-Disposition"] == 'attachment; filename="kvittering.jpg"'
    assert kept.getvalue()  # type: ignore[attr-defined]  # read to its end, it is closed
    assert "error-summary" in client.post(at("claim", made), {"do": "send", "account": "12"}).content.decode()
    assert client.post(at("claim", made), {"do": "send", "account": "4700-0001234567"}).status_code == 302
    claim = Claim.objects.get()
    assert (claim.amount, claim.account, claim.sent_by) == (1_250_50, "4700 0001234567", applicant(made))


def test_a_receipt_without_an_amount_is_not_taken_and_what_was_typed_is_kept() -> None:
    made = granted()
    page = signed_in(applicant(made)).post(at("claim", made), {"do": "add", "text": "Leje", "amount": "x"})
    assert ("error-summary" in page.content.decode(), 'value="Leje"' in page.content.decode()) == (True, True)
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("do", ["send", "advance"])
def test_there_must_be_something_to_send(do: str) -> None:
    made = granted()
    answer = signed_in(applicant(made)).post(at("claim", made), {"do": do, "account": "4700 1234567"}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert not Claim.objects.filter(sent_at__isnull=False).exists()


def test_a_file_that_is_neither_picture_nor_pdf_is_refused() -> None:
    made = granted()
    file = SimpleUploadedFile("kvittering.pdf", b"<html>", "application/pdf")
    told = {"do": "add", "text": "Leje", "amount": "100", "file": file}
    assert "error-summary" in signed_in(applicant(made)).post(at("claim", made), told).content.decode()
    assert not Receipt.objects.exists()


def test_a_receipt_is_taken_out_before_it_is_sent_and_not_after() -> None:
    made = granted()
    row, client = put_in(made, 100_00), signed_in(applicant(made))
    client.post(at("receipt_remove", made, row.pk))
    assert not Receipt.objects.exists()
    sent = claimed(made, 100_00).receipts.get()
    assert client.post(at("receipt_remove", made, sent.pk)).status_code == 404


def test_money_in_advance_is_asked_for() -> None:
    made = granted(advance_percent=50)
    signed_in(applicant(made)).post(at("claim", made), {"do": "advance", "account": "4700 1234567"})
    assert list(Claim.objects.values_list("kind", "amount")) == [("advance", 4_500_00)]


def test_a_report_is_kept_and_then_sent() -> None:
    made = granted()
    client = signed_in(applicant(made))
    client.post(at("report", made), {"do": "keep", "happened": "40 kom."})
    page = client.post(at("report", made), {"do": "send", "happened": "40 kom.", "came_of_it": ""}).content.decode()
    assert ("error-summary" in page, "40 kom." in page, Report.objects.get().sent_at) == (True, True, None)
    told = {"happened": "40 kom.", "came_of_it": "Igen næste år.", "people": "40", "newcomers": "41"}
    assert "error-summary" in client.post(at("report", made), {"do": "send", **told}).content.decode()
    told |= {"newcomers": "12", "picture": picture(), "picture_text": "Torvet", "may_publish": "on", "do": "send"}
    assert client.post(at("report", made), told)["Location"] == at("application", made)
    report = Report.objects.get()
    assert (report.people, report.newcomers, report.sent_by, bool(report.picture)) == (40, 12, applicant(made), True)


def test_the_funds_people_approve_pay_read_and_close() -> None:
    made = granted()
    claim = claimed(made, 4_000_00)
    worker, keeper = signed_in(staff(made.application)), signed_in(staff(made.application, "bookkeeper"))
    page = worker.get(at("case", made)).content.decode()
    assert at("claim_approve", made, claim.number) in page
    assert at("claim_pay", made, claim.number) not in page
    worker.post(at("claim_approve", made, claim.number))
    assert at("claim_pay", made, claim.number) in keeper.get(at("case", made)).content.decode()
    assert worker.post(at("claim_pay", made, claim.number)).status_code == 404  # a caseworker keeps no books
    keeper.post(at("claim_pay", made, claim.number))
    keeper.post(at("claim_pay", made, claim.number))
    assert ledger.of_application(made.application).paid == 4_000_00
    assert "error-summary" in keeper.post(at("money_back", made), {"amount": "5.000"}).content.decode()
    keeper.post(at("money_back", made), {"amount": "500"})
    assert ledger.of_application(made.application).paid == 3_500_00
    signed_in(applicant(made)).post(
        at("report", made), {"do": "send", "happened": "a", "came_of_it": "b", "people": "4"}
    )
    worker.post(at("grant_end", made))
    made.refresh_from_db()
    assert made.ended_at is None  # the report is not read
    worker.post(at("report_again", made), {"why": "Hvor mange var nye?"})
    assert Report.objects.get().sent_at is None
    signed_in(applicant(made)).post(
        at("report", made), {"do": "send", "happened": "a", "came_of_it": "b", "people": "4", "newcomers": "1"}
    )
    worker.post(at("report_approve", made))
    worker.post(at("grant_end", made))
    made.refresh_from_db()
    assert made.ended_at is not None
    assert ledger.balances(made.application.call).available == 96_500_00


def test_a_claim_is_sent_back_with_a_reason() -> None:
    made = granted()
    claim, worker = claimed(made, 100_00), signed_in(staff(made.application))
    assert worker.get(at("claim_refuse", made, claim.number)).status_code == 200
    assert "error-summary" in worker.post(at("claim_refuse", made, claim.number), {"why": ""}).content.decode()
    worker.post(at("claim_refuse", made, claim.number), {"why": "Ulæselig"})
    claim.refresh_from_db()
    assert claim.refused_because == "Ulæselig"
    worker.post(at("claim_approve", made, claim.number))
    assert not claim.approvals.exists()


def test_nobody_else_finds_any_of_it() -> None:
    made = granted()
    claim = claimed(made, 100_00)
    row = claim.receipts.get()
    mine = [("agreement", ()), ("agreement_pdf", ()), ("claim", ()), ("report", ()), ("receipt_file", (row.pk,))]
    office = [("claim_approve", (1,)), ("claim_refuse", (1,)), ("claim_pay", (1,)), ("money_back", ())]
    office += [("report_approve", ()), ("report_again", ()), ("grant_end", ())]
    stranger, member = factories.user(), applicant(granted())
    for user in (stranger, member):
        client = signed_in(user)
        for name, more in mine:
            assert client.get(at(name, made, *more)).status_code == 404, name
        for name, more in office:
            assert client.post(at(name, made, *more), {"why": "x"}).status_code == 404, name
    owner = signed_in(applicant(made))
    for name, more in office:
        assert owner.post(at(name, made, *more), {"why": "x"}).status_code == 404, name
    assert Client().get(at("agreement", made)).status_code == 302


def test_who_has_an_interest_finds_no_receipt() -> None:
    made = granted()
    row, worker = claimed(made, 100_00).receipts.get(), staff(made.application)
    found = signed_in(worker).get(at("receipt_file", made, row.pk))
    assert found.status_code == 200
    assert found.getvalue()  # type: ignore[attr-defined]
    made.application.interests.create(user=worker, ground="own", declared_at=NOW)
    assert signed_in(worker).get(at("receipt_file", made, row.pk)).status_code == 404


def test_the_pages_cost_the_same_for_one_and_three_claims() -> None:
    made = granted()
    counts = []
    client = signed_in(staff(made.application))
    for _each in range(2):
        claimed(made, 100_00)
        client.get(at("case", made))
        with CaptureQueriesContext(connection) as asked:
            client.get(at("case", made))
        counts.append(len(asked))
        claimed(made, 100_00, 50_00)
    assert counts[0] == counts[1]
