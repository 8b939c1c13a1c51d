"""A network's settings and the installation's pages."""

from django.urls import path

from mikrovirk.networks.views import installation, know_how, roles, settings

app_name = "networks"
SETTINGS = "networks/<slug:network_slug>/settings/"
NOTES = "networks/<slug:network_slug>/handover/notes/"
ORGANISATION = "installation/organisations/<int:pk>/"
urlpatterns = [
    path(SETTINGS, settings.settings, name="settings"),
    path(f"{SETTINGS}parts/", settings.switch_parts, name="switch_parts"),
    path(f"{SETTINGS}place/", settings.place, name="place"),
    path(f"{SETTINGS}roles/", roles.grant_role, name="grant_role"),
    path(f"{SETTINGS}roles/<int:pk>/end/", roles.revoke_role, name="revoke_role"),
    path(f"{SETTINGS}roles/again/<int:pk>/", roles.give_again, name="give_role_again"),
    path(f"{SETTINGS}away/", roles.say_away, name="say_away"),
    path(f"{SETTINGS}away/over/", roles.be_back, name="be_back"),
    path(f"{NOTES}new/", know_how.note_new, name="note_new"),
    path(f"{NOTES}<int:pk>/", know_how.note_edit, name="note_edit"),
    path(f"{NOTES}<int:pk>/remove/", know_how.note_remove, name="note_remove"),
    path(f"{NOTES}<int:pk>/put-back/", know_how.note_put_back, name="note_put_back"),
    path("installation/", installation.installation, name="installation"),
    path("installation/organisations/", installation.organisations, name="organisations"),
    path("installation/organisations/add/", installation.add_organisation, name="add_organisation"),
    path(ORGANISATION, installation.organisation, name="organisation"),
    path(f"{ORGANISATION}people/", installation.appoint, name="appoint"),
    path(f"{ORGANISATION}people/<int:role_pk>/end/", installation.dismiss, name="dismiss"),
]
