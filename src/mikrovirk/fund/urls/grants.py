"""Grants: the agreement, money on receipts, the report, and what the fund does with them."""

from django.urls import URLPattern, path

from mikrovirk.fund.views import case_grant, own_grant

MINE = "fund/<slug:fund_slug>/applications/<int:pk>/"
CASE = "fund/<slug:fund_slug>/office/cases/<int:pk>/"
CLAIM = f"{CASE}claims/<int:number>/"
urlpatterns: list[URLPattern] = [
    path(f"{MINE}agreement/", own_grant.agreement, name="agreement"),
    path(f"{MINE}agreement.pdf", own_grant.agreement_pdf, name="agreement_pdf"),
    path(f"{MINE}agreement/accept/", own_grant.agreement_accept, name="agreement_accept"),
    path(f"{MINE}agreement/give-up/", own_grant.agreement_give_up, name="agreement_give_up"),
    path(f"{MINE}claim/", own_grant.claim, name="claim"),
    path(f"{MINE}receipts/<int:receipt_pk>/", own_grant.receipt_file, name="receipt_file"),
    path(f"{MINE}receipts/<int:receipt_pk>/remove/", own_grant.receipt_remove, name="receipt_remove"),
    path(f"{MINE}report/", own_grant.report, name="report"),
    path(f"{CLAIM}approve/", case_grant.claim_approve, name="claim_approve"),
    path(f"{CLAIM}refuse/", case_grant.claim_refuse, name="claim_refuse"),
    path(f"{CLAIM}pay/", case_grant.claim_pay, name="claim_pay"),
    path(f"{CASE}money-back/", case_grant.money_back, name="money_back"),
    path(f"{CASE}report/approve/", case_grant.report_approve, name="report_approve"),
    path(f"{CASE}report/again/", case_grant.report_again, name="report_again"),
    path(f"{CASE}end/", case_grant.grant_end, name="grant_end"),
]
