from datetime import date, timedelta

import pytest

from mikrovirk.fund.models import Application, Interest
from mikrovirk.fund.queries import ledger as books
from mikrovirk.fund.queries.ledger import Balances
from mikrovirk.fund.services import agreements, claims, reports
from mikrovirk.fund.services.agreements import NotStanding, NotYet
from mikrovirk.fund.services.interests import LockedOut
from mikrovirk.fund.services.ledger import NotEnough
from mikrovirk.mailing.models import Message
from tests.factories import NOW, TODAY
from tests.fund.granted import applicant, claimed, granted, paid, staff

pytestmark = pytest.mark.django_db
State = Application.State


def state_of(agreement) -> str:
    return Application.objects.get(pk=agreement.application_id).state


def reported(agreement) -> None:
    told = {"happened": "40 kom.", "came_of_it": "Vi gør det igen."}
    report = reports.save(agreement.application, told, at=NOW)
    reports.send(report, by=applicant(agreement), at=NOW)
    reports.approve(report, by=staff(agreement.application), at=NOW)


def test_an_agreement_has_its_conditions_in_both_languages_and_its_days() -> None:
    made = granted(accepted=False, advance_percent=50, accept_days=14, report_days=30)
    assert (made.amount, made.advance) == (9_000_00, 4_500_00)
    assert made.accept_by_date == TODAY + timedelta(days=14)
    assert made.report_by_date == TODAY + timedelta(days=30)
    assert {language: len(lines) for language, lines in made.texts.items()} == {"da": 9, "en": 9}
    assert made.texts["en"][0] == (
        "The grant is up to DKK\u00a09,000 for “Fælles julemarked” as it is described in the application and its budget."
    )


def test_the_report_is_due_after_the_activity() -> None:
    made = granted(accepted=False, report_days=30)
    made.application.takes_place_date = date(2027, 5, 1)
    again = agreements.Agreement(application=made.application, amount=1, accept_by_date=TODAY, report_by_date=TODAY)
    made.delete()
    again = agreements.make(made.application, 9_000_00, by=staff(made.application), at=NOW)
    assert again.report_by_date == date(2027, 5, 31)


def test_saying_yes_twice_is_one_yes() -> None:
    made = granted(accepted=False)
    first = agreements.accept(made, by=applicant(made), at=NOW)
    second = agreements.accept(made, by=applicant(made), at=NOW + timedelta(days=1))
    assert first.accepted_at == second.accepted_at == NOW


def test_what_is_given_up_is_in_the_call_again_and_cannot_be_accepted() -> None:
    made = granted(accepted=False)
    agreements.give_up(made, by=applicant(made), at=NOW, because="Vi flytter.")
    assert state_of(made) == State.LAPSED
    assert books.balances(made.application.call) == Balances(available=100_000_00, returned=9_000_00)
    with pytest.raises(NotStanding):
        agreements.accept(made, by=applicant(made), at=NOW)


def test_who_asked_for_money_cannot_give_the_grant_up() -> None:
    made = granted()
    claimed(made, 1_000_00)
    with pytest.raises(NotStanding):
        agreements.give_up(made, by=applicant(made), at=NOW, because="Vi flytter.")


def test_at_the_end_what_was_not_spent_goes_back_to_the_pot() -> None:
    made = granted()
    paid(made, 4_000_00)
    reported(made)
    agreements.end(made, by=staff(made.application), at=NOW)
    assert state_of(made) == State.CLOSED
    assert books.balances(made.application.call) == Balances(available=96_000_00, paid=4_000_00, returned=5_000_00)
    assert Message.objects.filter(mailing__kind="fund.ended", user=applicant(made)).count() == 1
    with pytest.raises(NotStanding):
        agreements.end(made, by=staff(made.application), at=NOW)


def test_a_grant_does_not_end_before_report_claims_and_money_back_are_in_order() -> None:
    made = granted(advance_percent=50)
    worker = staff(made.application)

    def why() -> str:
        with pytest.raises(NotYet) as caught:
            agreements.end(made, by=worker, at=NOW)
        return caught.value.why

    assert why() == "report"
    reported(made)
    waiting = claimed(made, 1_000_00)
    assert why() == "claims"
    waiting.receipts.all().delete()
    waiting.delete()
    advance = claims.claim_advance(made, account="4700 1", by=applicant(made), at=NOW)
    claims.approve(advance, by=worker, at=NOW)
    claims.pay(advance, by=worker, at=NOW)
    paid(made, 3_000_00)
    assert why() == "money_back"
    agreements.take_back(made, 1_500_00, by=worker, at=NOW, text="Ubrugt")
    agreements.end(made, by=worker, at=NOW)
    assert books.of_application(made.application) == Balances(paid=3_000_00, returned=6_000_00)


def test_no_more_comes_back_than_was_paid() -> None:
    made = granted()
    paid(made, 1_000_00)
    with pytest.raises(NotEnough):
        agreements.take_back(made, 1_000_01, by=staff(made.application), at=NOW)


def test_who_has_an_interest_ends_no_grant() -> None:
    made = granted()
    worker = staff(made.application)
    Interest.objects.create(application=made.application, user=worker, ground="own", declared_at=NOW)
    with pytest.raises(LockedOut):
        agreements.end(made, by=worker, at=NOW)
    with pytest.raises(LockedOut):
        agreements.take_back(made, 1, by=worker, at=NOW)
