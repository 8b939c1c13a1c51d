"""The addresses of the members' voice, one module by subject."""

from mikrovirk.voice.urls import consultations, planner, rounds, steering, stream, wishes

app_name = "voice"
urlpatterns = [
    *consultations.urlpatterns,
    *planner.urlpatterns,
    *rounds.urlpatterns,
    *steering.urlpatterns,
    *wishes.urlpatterns,
    *stream.urlpatterns,
]
