"""Applying, and the applicant's page of a case."""

from django.urls import URLPattern, path

from mikrovirk.fund.views import applying, case_thread, own_case

CASE = "fund/<slug:fund_slug>/applications/<int:pk>/"
OFFICE_CASE = "fund/<slug:fund_slug>/office/cases/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("me/fund/", own_case.mine, name="mine"),
    path("fund/link/together/<str:token>/", own_case.together_answer, name="together"),
    path("fund/<slug:fund_slug>/calls/<int:pk>/apply/", applying.apply, name="apply"),
    path(CASE, own_case.application, name="application"),
    path(f"{CASE}edit/", applying.application_edit, name="application_edit"),
    path(f"{CASE}save/", applying.application_save, name="application_save"),
    path(f"{CASE}drop-changes/", applying.application_drop_changes, name="application_drop_changes"),
    path(f"{CASE}withdraw/", applying.application_withdraw, name="application_withdraw"),
    path(f"{CASE}write/", own_case.application_write, name="application_write"),
    path(f"{CASE}help/<int:help_pk>/", own_case.application_help_report, name="application_help_report"),
    path(f"{CASE}files/<int:file_pk>/", own_case.application_file, name="application_file"),
    path(f"{OFFICE_CASE}ask/", case_thread.case_ask, name="case_ask"),
    path(f"{OFFICE_CASE}help/<int:help_pk>/", case_thread.case_help, name="case_help"),
]
