"""Finding a day for a meeting."""

from django.urls import URLPattern, path

from mikrovirk.landscape.views import days

urlpatterns: list[URLPattern] = [path("networks/<slug:network_slug>/plan/find-a-day/", days.days, name="days")]
