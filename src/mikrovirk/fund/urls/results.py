"""How the pot is divided, what was given and what came of it."""

from django.urls import URLPattern, path

from mikrovirk.fund.views import given, results

FUND = "fund/<slug:fund_slug>/"
DIVISION = f"{FUND}office/calls/<int:pk>/division/"
urlpatterns: list[URLPattern] = [
    path(f"{FUND}given/", given.given, name="given"),
    path(f"{FUND}given/<int:pk>/picture/", given.given_picture, name="given_picture"),
    path(f"{FUND}given.<str:ending>", given.given_file, name="given_file"),
    path(f"{FUND}open-data/", given.open_data, name="open_data"),
    path(f"{FUND}calls/<int:pk>/result/", results.result, name="result"),
    path(DIVISION, results.division, name="division"),
    path(f"{DIVISION}divide/", results.divide, name="divide"),
    path(f"{DIVISION}decide/", results.decide_all, name="decide_all"),
    path(f"{DIVISION}publish/", results.publish, name="publish_result"),
    path(f"{FUND}office/statistics/", given.statistics, name="statistics"),
    path(f"{FUND}office/statistics.csv", given.statistics_file, name="statistics_file"),
]
