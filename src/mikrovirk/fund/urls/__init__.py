"""The addresses of the fund: one module by subject; each owner adds a line here."""

from django.urls import URLPattern

from mikrovirk.fund.urls import aid, applications, cases, funds, grants, ideas, results, votes

app_name = "fund"
urlpatterns: list[URLPattern] = [
    *funds.urlpatterns,
    *ideas.urlpatterns,
    *applications.urlpatterns,
    *cases.urlpatterns,
    *grants.urlpatterns,
    *results.urlpatterns,
    *aid.urlpatterns,
    *votes.urlpatterns,
]
