"""The addresses of the programme, one module by who uses them."""

from mikrovirk.programme.urls import attend, plan, stage, talks

app_name = "programme"
urlpatterns = [*attend.urlpatterns, *plan.urlpatterns, *talks.urlpatterns, *stage.urlpatterns]
