"""The addresses of the overview: one module by subject; each owner adds a line here."""

from django.urls import URLPattern

from mikrovirk.overview.urls import strategy

app_name = "overview"
urlpatterns: list[URLPattern] = [*strategy.urlpatterns]
