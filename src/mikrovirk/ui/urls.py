"""The gallery of components at /ui/."""

from django.urls import path

from mikrovirk.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("paper/", views.gallery_paper, name="gallery_paper"),
]
