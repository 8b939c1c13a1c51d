import pytest

from mikrovirk.fund.models import Interest, LedgerEntry
from mikrovirk.fund.queries import agreements as queries
from mikrovirk.fund.queries import ledger as books
from mikrovirk.fund.services import claims
from mikrovirk.fund.services.agreements import NotStanding
from mikrovirk.fund.services.claims import ClaimIsOver, NoReceipts, NotApproved, NothingInAdvance, TooManyReceipts
from mikrovirk.fund.services.interests import LockedOut
from mikrovirk.mailing.models import Message
from tests.factories import NOW
from tests.fund.granted import applicant, claimed, granted, paid, put_in, staff

pytestmark = pytest.mark.django_db


def paid_of(agreement) -> int:
    return books.of_application(agreement.application).paid


def test_money_is_paid_in_parts_on_receipts_and_never_more_than_granted() -> None:
    made = granted(9_000_00)
    assert paid(made, 2_000_00, 1_500_00).amount == 3_500_00
    assert paid(made, 4_000_00).amount == 4_000_00
    assert paid(made, 4_000_00).amount == 1_500_00
    assert paid_of(made) == 9_000_00
    assert list(LedgerEntry.objects.filter(kind="paid").values_list("reference", flat=True)) == [
        f"{made.application.call_id}-1-{number}" for number in (1, 2, 3)
    ]
    assert Message.objects.filter(mailing__kind="fund.paid", user=applicant(made)).count() == 3


def test_receipts_are_put_in_one_by_one_and_taken_out_again(
    settings, tmp_path, django_capture_on_commit_callbacks
) -> None:
    settings.MEDIA_ROOT = tmp_path
    made = granted()
    kept, wrong = put_in(made, 1_000_00), put_in(made, 7_00, text="Forkert")
    assert kept.claim == wrong.claim == queries.claim_being_written(made)
    with django_capture_on_commit_callbacks(execute=True):
        claims.remove_receipt(wrong)
    assert len(list(tmp_path.rglob("*.pdf"))) == 1
    claim = claims.send_receipts(made, account="4700 1", by=applicant(made), at=NOW)
    assert (claim.amount, claim.sent_by, [row.claim for row in queries.claim_rows(made)]) == (
        1_000_00, applicant(made), [claim]
    )  # fmt: skip
    with pytest.raises(NoReceipts):
        claims.send_receipts(made, account="4700 1", by=applicant(made), at=NOW)


def test_there_is_an_end_to_the_receipts(monkeypatch) -> None:
    monkeypatch.setattr(claims, "RECEIPTS_AT_MOST", 1)
    made = granted()
    put_in(made, 1_00)
    with pytest.raises(TooManyReceipts):
        put_in(made, 1_00)


def test_own_money_carries_its_part_of_every_receipt() -> None:
    made = granted(9_000_00, own=3_000_00)
    assert paid(made, 400_00).amount == 300_00


def test_receipts_are_set_against_what_was_paid_in_advance() -> None:
    made = granted(9_000_00, advance_percent=50)
    worker = staff(made.application)
    advance = claims.claim_advance(made, account="4700 1", by=applicant(made), at=NOW)
    claims.approve(advance, by=worker, at=NOW)
    claims.pay(advance, by=worker, at=NOW)
    with pytest.raises(NothingInAdvance):
        claims.claim_advance(made, account="4700 1", by=applicant(made), at=NOW)
    covered = claimed(made, 3_000_00)
    assert covered.amount == 0
    claims.approve(covered, by=worker, at=NOW)
    covered.refresh_from_db()
    assert covered.paid_at == NOW  # dealt with: there is nothing to pay
    assert paid(made, 2_000_00).amount == 500_00
    assert paid_of(made) == 5_000_00


def test_no_advance_where_the_call_has_none() -> None:
    with pytest.raises(NothingInAdvance):
        claims.claim_advance(granted(), account="4700 1", by=staff(granted().application), at=NOW)


def test_above_the_limit_two_must_find_it_right() -> None:
    made = granted(30_000_00)
    claim, one, two = claimed(made, 12_000_00), staff(made.application), staff(made.application)
    for _twice in range(2):
        claims.approve(claim, by=one, at=NOW)
    with pytest.raises(NotApproved):
        claims.pay(claim, by=one, at=NOW)
    assert list(queries.claims_to_approve(one)) == []
    assert list(queries.claims_to_approve(two)) == [claim]
    claims.approve(claim, by=two, at=NOW)
    assert claims.pay(claim, by=one, at=NOW).paid_by == one
    with pytest.raises(ClaimIsOver):
        claims.pay(claim, by=one, at=NOW)
    assert paid_of(made) == 12_000_00


def test_a_claim_that_is_refused_says_why_and_another_can_be_sent() -> None:
    made = granted()
    claim = claimed(made, 1_000_00)
    claims.refuse(claim, because="Kvitteringen kan ikke læses.", by=staff(made.application), at=NOW)
    mail = Message.objects.get(mailing__kind="fund.claim_refused")
    assert (mail.user, mail.mailing.context["why"]) == (applicant(made), "Kvitteringen kan ikke læses.")
    with pytest.raises(ClaimIsOver):
        claims.approve(claim, by=staff(made.application), at=NOW)
    assert paid(made, 1_000_00).number == 2


def test_nothing_is_claimed_before_the_agreement_is_accepted() -> None:
    with pytest.raises(NotStanding):
        claimed(granted(accepted=False), 1_000_00)


def test_who_has_an_interest_neither_sees_nor_approves_nor_pays() -> None:
    made = granted()
    claim, worker = claimed(made, 1_000_00), staff(made.application, "bookkeeper")
    assert list(queries.claims_to_approve(worker)) == [claim]
    Interest.objects.create(application=made.application, user=worker, ground="family", declared_at=NOW)
    assert list(queries.claims_to_approve(worker)) == []
    for act in (claims.approve, claims.pay):
        with pytest.raises(LockedOut):
            act(claim, by=worker, at=NOW)
    with pytest.raises(LockedOut):
        claims.refuse(claim, because="nej", by=worker, at=NOW)
