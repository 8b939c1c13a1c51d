"""A network's settings and the installation's pages."""

from django.urls import path

from mikrovirk.networks.views import installation, settings

app_name = "networks"
SETTINGS = "networks/<slug:network_slug>/settings/"
ORGANISATION = "installation/organisations/<int:pk>/"
urlpatterns = [
    path(SETTINGS, settings.settings, name="settings"),
    path(f"{SETTINGS}parts/", settings.switch_parts, name="switch_parts"),
    path(f"{SETTINGS}place/", settings.place, name="place"),
    path(f"{SETTINGS}roles/", settings.grant_role, name="grant_role"),
    path(f"{SETTINGS}roles/<int:pk>/end/", settings.revoke_role, name="revoke_role"),
    path("installation/", installation.installation, name="installation"),
    path("installation/organisations/add/", installation.add_organisation, name="add_organisation"),
    path(ORGANISATION, installation.organisation, name="organisation"),
    path(f"{ORGANISATION}people/", installation.appoint, name="appoint"),
    path(f"{ORGANISATION}people/<int:role_pk>/end/", installation.dismiss, name="dismiss"),
]
