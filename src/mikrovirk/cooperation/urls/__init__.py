"""The addresses of the cooperation: one module by subject; each owner adds a line here."""

from django.urls import URLPattern

from mikrovirk.cooperation.urls import conferences, roles

app_name = "cooperation"
urlpatterns: list[URLPattern] = [*conferences.urlpatterns, *roles.urlpatterns]
