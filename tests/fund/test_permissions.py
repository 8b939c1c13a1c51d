from mikrovirk.fund.models import FundRole
from mikrovirk.fund.permissions import FUND_ROLE_PERMISSIONS, FundPermission, fund_roles_with

P = FundPermission


def test_every_role_and_permission() -> None:
    assert {str(name): {str(held) for held in granted} for name, granted in FUND_ROLE_PERMISSIONS.items()} == {
        "caseworker": {"see_cases", "edit_calls", "handle_cases", "approve_payments", "see_figures"},
        "assessor": {"see_cases", "assess"},
        "decider": {"see_cases", "decide", "see_figures"},
        "bookkeeper": {"see_cases", "approve_payments", "keep_books", "see_figures"},
    }
    assert set(FUND_ROLE_PERMISSIONS) == set(FundRole.Name.values)


def test_nobody_both_decides_and_pays() -> None:
    assert set(fund_roles_with(P.DECIDE)) & set(fund_roles_with(P.KEEP_BOOKS)) == set()
