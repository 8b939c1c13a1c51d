"""The addresses of the programme, one module by who uses them."""

from mikrovirk.programme.urls import attend, plan, stage, talks

app_name = "programme"
urlpatterns = [*plan.urlpatterns, *talks.urlpatterns, *attend.urlpatterns, *stage.urlpatterns]
