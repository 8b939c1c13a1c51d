"""The addresses of the members' voice, one module by subject."""

from mikrovirk.voice.urls import consultations, rounds, steering

app_name = "voice"
urlpatterns = [*consultations.urlpatterns, *rounds.urlpatterns, *steering.urlpatterns]
