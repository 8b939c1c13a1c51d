"""The gallery of components at /ui/, and the choice between light and dark."""

from django.urls import path

from mikrovirk.ui import looks, views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("paper/", views.gallery_paper, name="gallery_paper"),
    path("look/", looks.choose, name="look"),
]
