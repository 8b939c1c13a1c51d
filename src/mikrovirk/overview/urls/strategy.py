"""Goals, newcomers, the public page for those who move here, potential, memos and reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
