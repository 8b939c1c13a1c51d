"""Cases as the fund's people handle, assess and decide them."""

from django.urls import URLPattern, path

from mikrovirk.fund.views import case_assessing, case_deciding, case_interests, cases, summaries

CASES = "fund/<slug:fund_slug>/office/cases/"
ONE = f"{CASES}<int:pk>/"
CALL = "fund/<slug:fund_slug>/office/calls/<int:pk>/"
OWN = "fund/<slug:fund_slug>/applications/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(CASES, cases.cases, name="cases"),
    path(ONE, cases.case, name="case"),
    path(f"{ONE}impartial/", case_interests.impartial, name="case_impartial"),
    path(f"{ONE}interest/", case_interests.interest, name="case_interest"),
    path(f"{ONE}interest/<int:interest_pk>/lift/", case_interests.lift, name="case_lift"),
    path(f"{ONE}conditions/", case_assessing.eligibility, name="case_eligibility"),
    path(f"{ONE}assessors/", case_assessing.assessors, name="case_assessors"),
    path(f"{ONE}assessors/<int:assignment_pk>/remove/", case_assessing.unassign, name="case_unassign"),
    path(f"{ONE}points/", case_assessing.score, name="case_score"),
    path(f"{ONE}recommend/", case_deciding.recommend, name="case_recommend"),
    path(f"{ONE}decide/", case_deciding.decide, name="case_decide"),
    path(f"{ONE}summary.pdf", summaries.case_summary, name="case_summary"),
    path(f"{CALL}summaries/", summaries.summaries, name="summaries"),
    path(f"{CALL}summaries.pdf", summaries.summaries_pdf, name="summaries_pdf"),
    path(f"{OWN}decision/", case_deciding.decision, name="decision"),
    path(f"{OWN}decision.pdf", case_deciding.decision_pdf, name="decision_pdf"),
]
