"""The speaker's page, a talk's material, and the toolbox."""

from django.urls import URLPattern, URLResolver, path

from mikrovirk.programme.views import talks, toolbox

NETWORK = "networks/<slug:network_slug>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("t/<str:token>/", talks.speaker, name="speaker"),
    path("t/<str:token>/material/", talks.speaker_material, name="speaker_material"),
    path("t/<str:token>/material/<int:pk>/", talks.speaker_material_file, name="speaker_material_file"),
    path("t/<str:token>/material/<int:pk>/remove/", talks.speaker_material_remove, name="speaker_material_remove"),
    path(f"{NETWORK}talks/<int:pk>/picture.jpg", talks.speaker_picture, name="speaker_picture"),
    path(f"{NETWORK}talks/<int:pk>/material/", talks.talk_material, name="talk_material"),
    path(f"{NETWORK}material/<int:pk>/remove/", talks.material_remove, name="material_remove"),
    path(f"{NETWORK}toolbox/", toolbox.toolbox, name="toolbox"),
    path(f"{NETWORK}toolbox/add/", toolbox.toolbox_add, name="toolbox_add"),
    path(f"{NETWORK}toolbox/<int:pk>/", toolbox.material_file, name="material_file"),
]
