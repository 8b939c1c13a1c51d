"""De minimis aid: in a case, on the applicant's page, and in the office."""

from django.urls import URLPattern, path

from mikrovirk.fund.views import case_aid, office_aid

OFFICE = "fund/<slug:fund_slug>/office/"
CASE = f"{OFFICE}cases/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(f"{CASE}aid/", case_aid.assess, name="case_aid"),
    path(f"{CASE}aid/ask/", case_aid.ask, name="case_aid_ask"),
    path("fund/<slug:fund_slug>/applications/<int:pk>/de-minimis/", case_aid.declare, name="aid_declare"),
    path(f"{OFFICE}aid/", office_aid.aid, name="office_aid"),
    path(f"{OFFICE}aid.csv", office_aid.aid_csv, name="office_aid_csv"),
    path(f"{OFFICE}aid/<int:pk>/registered/", office_aid.registered, name="office_aid_registered"),
]
