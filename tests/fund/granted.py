"""A grant with its agreement, and receipts for it."""

from typing import Any

from django.core.files.base import ContentFile

from mikrovirk.fund.models import Agreement, Application, BudgetLine, Claim, Receipt
from mikrovirk.fund.services import agreements, claims, ledger
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_call, make_fund, make_fund_role

State = Application.State


def granted(amount: int = 9_000_00, *, own: int = 0, accepted: bool = True, **call_fields: Any) -> Agreement:
    """A grant of `amount` øre; the fund has 100,000 kroner in the call."""
    call = make_call(make_fund(), **call_fields)
    ledger.appropriate(call.fund, call.pot, by=None, at=NOW, text="Bevilling")
    ledger.allot(call, call.pot, by=None, at=NOW)
    case = make_application(call, factories.person("Karen Holm"), amount=amount, state=State.GRANTED)
    if own:
        BudgetLine.objects.create(application=case, position=2, side="own", text="Egne penge", amount=own)
    ledger.grant(case, amount, by=None, at=NOW, key=f"grant:{case.pk}")
    made = agreements.make(case, amount, by=staff(made_in=case, name="decider"), at=NOW)
    return agreements.accept(made, by=applicant(made), at=NOW) if accepted else made


def applicant(agreement: Agreement) -> Any:
    assert agreement.application.applicant is not None
    return agreement.application.applicant.user


def staff(made_in: Application, name: str = "caseworker") -> Any:
    user = factories.user()
    make_fund_role(made_in.call.fund, user, name)
    return user


def claimed(agreement: Agreement, *amounts: int) -> Claim:
    """Receipts of these amounts (øre), put in and sent."""
    for amount in amounts:
        put_in(agreement, amount)
    return claims.send_receipts(agreement, account="4700 1234567", by=applicant(agreement), at=NOW)


def put_in(agreement: Agreement, amount: int, *, text: str = "Leje af ridehuset") -> Receipt:
    file = ContentFile(b"%PDF-1.4", name="kvittering.pdf")
    return claims.add_receipt(
        agreement, file, text=text, amount=amount, name="kvittering.pdf", is_picture=False, at=NOW
    )


def paid(agreement: Agreement, *amounts: int) -> Claim:
    """Receipts that were handed in, found right and paid."""
    made, case = claimed(agreement, *amounts), agreement.application
    claims.approve(made, by=staff(case), at=NOW)
    made.refresh_from_db()
    if not made.is_open:
        return made
    claims.approve(made, by=staff(case, "bookkeeper"), at=NOW)
    return claims.pay(made, by=staff(case, "bookkeeper"), at=NOW)
