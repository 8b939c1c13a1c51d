"""Whom the networks of a municipality reach, and whom a network could invite."""

from django.urls import URLPattern, path

from mikrovirk.overview.views import coverage, inviting

OF = "overview/<str:code>/coverage"
HERE = "networks/<slug:network_slug>/invite/"
ONE = f"{HERE}list/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(f"{OF}/", coverage.coverage, name="coverage"),
    path(f"{OF}.csv", coverage.as_csv, name="coverage_csv"),
    path(f"{OF}.xlsx", coverage.as_xlsx, name="coverage_xlsx"),
    path(HERE, inviting.candidates, name="invite"),
    path(f"{HERE}choose/", inviting.choose, name="invite_choose"),
    path(f"{HERE}list/", inviting.own_list, name="invite_list"),
    path(f"{HERE}list/print/", inviting.print_list, name="invite_print"),
    path(f"{HERE}list/clear/", inviting.clear, name="invite_clear"),
    path(f"{ONE}", inviting.outcome, name="invite_outcome"),
    path(f"{ONE}remove/", inviting.remove, name="invite_remove"),
    path(f"{HERE}log/", inviting.log, name="invite_log"),
]
