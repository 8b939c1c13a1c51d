"""The addresses of a network's health."""

from django.urls import path

from mikrovirk.health.views import acting, comparison, figures, health

HERE = "networks/<slug:network_slug>/health/"
app_name = "health"
urlpatterns = [
    path(HERE, health.health, name="health"),
    path(f"{HERE}measure/", health.measure_now, name="measure"),
    path(f"{HERE}drifted/", acting.write_to_drifted, name="drifted"),
    path(f"{HERE}warnings/<int:pk>/act/", acting.act, name="act"),
    path(f"{HERE}warnings/<int:pk>/set-aside/", acting.set_aside, name="set_aside"),
    path(f"{HERE}warnings/<int:pk>/undo/", acting.take_back, name="take_back"),
    path(f"{HERE}comparison/", comparison.comparison, name="comparison"),
    path(f"{HERE}comparison/join/", comparison.join, name="comparison_join"),
    path(f"{HERE}comparison/leave/", comparison.leave, name="comparison_leave"),
    path(f"{HERE}figures.json", figures.as_json, name="figures_json"),
    path(f"{HERE}figures.csv", figures.as_csv, name="figures_csv"),
]
