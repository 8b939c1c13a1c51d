"""The addresses of the programme, one module by who uses them."""

from mikrovirk.programme.urls import attend, friends, joint, plan, sessions, stage, talks

app_name = "programme"
urlpatterns = [
    *attend.urlpatterns,
    *friends.urlpatterns,
    *plan.urlpatterns,
    *joint.urlpatterns,
    *sessions.urlpatterns,
    *talks.urlpatterns,
    *stage.urlpatterns,
]
