"""The coordinator's side: seasons, meetings, formats, topics, venues."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
