"""The addresses of the overview: one module by subject; each owner adds a line here."""

from django.urls import URLPattern

from mikrovirk.overview.urls import coverage, pages, strategy

app_name = "overview"
urlpatterns: list[URLPattern] = [*pages.urlpatterns, *coverage.urlpatterns, *strategy.urlpatterns]
