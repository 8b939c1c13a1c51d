"""The one table of who may do what in a fund. Applicants see their own cases; everybody sees what is public."""

from enum import StrEnum

from mikrovirk.fund.models import FundRole


class FundPermission(StrEnum):
    """What somebody may do in a fund."""

    SEE_CASES = "see_cases"  # applications with names, unless an interest locks one out of a case
    EDIT_CALLS = "edit_calls"  # write a call, open it, close it; the fund's page and people
    HANDLE_CASES = "handle_cases"  # eligibility, questions to the applicant, merging ideas, letters, the voters' list
    ASSESS = "assess"
    DECIDE = "decide"
    APPROVE_PAYMENTS = "approve_payments"
    KEEP_BOOKS = "keep_books"  # put money into the fund, pay, take money back, export for the accounts
    SEE_FIGURES = "see_figures"  # statistics and the ledger, without names


P = FundPermission
FUND_ROLE_PERMISSIONS: dict[str, frozenset[FundPermission]] = {
    FundRole.Name.CASEWORKER: frozenset({P.SEE_CASES, P.EDIT_CALLS, P.HANDLE_CASES, P.APPROVE_PAYMENTS, P.SEE_FIGURES}),
    FundRole.Name.ASSESSOR: frozenset({P.SEE_CASES, P.ASSESS}),
    FundRole.Name.DECIDER: frozenset({P.SEE_CASES, P.DECIDE, P.SEE_FIGURES}),
    FundRole.Name.BOOKKEEPER: frozenset({P.SEE_CASES, P.APPROVE_PAYMENTS, P.KEEP_BOOKS, P.SEE_FIGURES}),
}
# Held by way of the organisation that holds the fund, or of a municipality the fund is for: figures, no names.
OFFICER_PERMISSIONS = frozenset({P.SEE_FIGURES})
# An administrator appoints the first caseworker and sees figures.
ADMINISTRATOR_PERMISSIONS = frozenset({P.SEE_FIGURES})


def fund_roles_with(permission: FundPermission) -> list[str]:
    """The names of the fund's roles that carry `permission`."""
    return [name for name, held in FUND_ROLE_PERMISSIONS.items() if permission in held]
