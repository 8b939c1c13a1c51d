"""The addresses of the members' voice, one module by subject."""

from django.urls import URLPattern

app_name = "voice"
urlpatterns: list[URLPattern] = []
