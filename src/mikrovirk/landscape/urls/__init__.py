"""The addresses of the landscape: one module by subject; each owner adds a line here."""

from django.urls import URLPattern

from mikrovirk.landscape.urls import calendar, circle, days, entries, tours

app_name = "landscape"
urlpatterns: list[URLPattern] = [
    *calendar.urlpatterns,
    *circle.urlpatterns,
    *days.urlpatterns,
    *entries.urlpatterns,
    *tours.urlpatterns,
]
