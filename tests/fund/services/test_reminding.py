from datetime import timedelta

import pytest

from mikrovirk.fund.models import Agreement, Application
from mikrovirk.fund.queries import agreements as queries
from mikrovirk.fund.queries import ledger as books
from mikrovirk.fund.services import reports
from mikrovirk.fund.services.reminding import remind
from mikrovirk.mailing.models import Message
from tests.factories import NOW
from tests.fund.granted import applicant, granted, staff

pytestmark = pytest.mark.django_db


def after(days: int) -> list[str]:
    """The kinds of all mails so far, when the clock has gone on to a day."""
    for _twice in range(2):
        remind(now=NOW + timedelta(days=days))
    return list(Message.objects.order_by("pk").values_list("mailing__kind", flat=True))


def test_who_has_not_said_yes_is_reminded_once_and_then_the_grant_lapses() -> None:
    made = granted(accepted=False, accept_days=14)
    assert after(10) == []
    assert after(11) == ["fund.accept_soon"]
    assert after(14) == ["fund.accept_soon"]
    assert after(15) == ["fund.accept_soon", "fund.lapsed"]
    assert Application.objects.get().state == Application.State.LAPSED
    assert books.balances(made.application.call).available == 100_000_00


def test_a_report_is_asked_for_before_its_day_and_three_times_after() -> None:
    made = granted(report_days=30)
    soon, late = "fund.report_soon", "fund.report_late"
    assert after(22) == []
    assert after(23) == [soon]
    assert after(30) == [soon]
    assert after(31) == [soon, late]
    assert after(37) == [soon, late]
    assert after(38) == [soon, late, late]
    assert after(45) == [soon, late, late, late]
    assert after(90) == [soon, late, late, late]
    worker = staff(made.application)
    today = made.report_by_date + timedelta(days=1)
    assert list(queries.late_reports(worker, today=today)) == [made]
    assert list(queries.late_reports(worker, today=made.report_by_date)) == []


def test_who_has_reported_is_not_reminded() -> None:
    made = granted(report_days=30)
    reports.send(reports.save(made.application, {"happened": "…"}, at=NOW), by=applicant(made), at=NOW)
    assert after(40) == []
    assert Agreement.objects.get().reminded_of == ""
