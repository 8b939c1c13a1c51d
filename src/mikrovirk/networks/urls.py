"""A network's settings and the installation's page."""

from django.urls import path

from mikrovirk.networks import views

app_name = "networks"
urlpatterns = [
    path("networks/<slug:network_slug>/settings/", views.settings, name="settings"),
    path("networks/<slug:network_slug>/settings/parts/", views.switch_parts, name="switch_parts"),
    path("networks/<slug:network_slug>/settings/roles/", views.grant_role, name="grant_role"),
    path("networks/<slug:network_slug>/settings/roles/<int:pk>/end/", views.revoke_role, name="revoke_role"),
    path("installation/", views.installation, name="installation"),
]
