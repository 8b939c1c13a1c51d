"""The addresses of the cooperation: one module by subject; each owner adds a line here."""

from django.urls import URLPattern

app_name = "cooperation"
urlpatterns: list[URLPattern] = []
