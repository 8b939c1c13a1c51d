"""The figures: pages, files, open data."""

from django.urls import URLPattern, path

from mikrovirk.overview.views import files, municipality, open_data

urlpatterns: list[URLPattern] = [
    path("open-data/", open_data.open_data, name="open_data"),
    path("open-data/<str:name>.<str:ending>", open_data.open_file, name="open_file"),
    path("overview/", municipality.choose, name="choose"),
    path("overview/definitions/", open_data.definitions, name="definitions"),
    path("overview/<str:code>/", municipality.municipality, name="municipality"),
    path("overview/<str:code>/compare/", municipality.compare, name="compare"),
    path("overview/<str:code>/compare/all.<str:ending>", files.compare_file, name="compare_file"),
    path("overview/<str:code>/files/<slug:key>.<str:ending>", files.panel_file, name="panel_file"),
]
