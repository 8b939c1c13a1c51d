"""The register of networks and offers: for everybody, for those who keep it, and for an owner behind a link."""

from django.urls import URLPattern, path

from mikrovirk.landscape.views.entries import files, importing, keeping, link, public

urlpatterns: list[URLPattern] = [
    path("around/", public.choose, name="entries_choose"),
    path("around/entries/<int:pk>/", public.entry, name="entry"),
    path("around/entries/<int:pk>/yours/", public.yours, name="entry_yours"),
    path("around/link/<str:token>/", link.entry_link, name="entry_link"),
    path("around/link/<str:token>/change/", link.change, name="entry_link_change"),
    path("around/<str:code>/", public.entries, name="entries"),
    path("around/<str:code>/map/", public.on_a_map, name="entries_map"),
    path("around/<str:code>/matrix/", public.who_is_served, name="entries_matrix"),
    path("around/<str:code>/networks.csv", files.as_csv, name="entries_csv"),
    path("around/<str:code>/networks.json", files.as_json, name="entries_json"),
    path("around/<str:code>/keep/", keeping.entries, name="entries_keep"),
    path("around/<str:code>/keep/new/", keeping.new, name="entry_new"),
    path("around/<str:code>/keep/import/", importing.bring, name="entries_import"),
    path("around/<str:code>/keep/import/undo/", importing.undo, name="entries_import_undo"),
    path("around/<str:code>/keep/<int:pk>/", keeping.entry, name="entry_keep"),
    path("around/<str:code>/keep/<int:pk>/do/", keeping.do, name="entry_do"),
]
