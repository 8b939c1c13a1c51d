"""The coordinator's mails, the page behind every way out of a mail, and the local mailbox."""

from django.urls import path

from mikrovirk.mailing import views

app_name = "mailing"
MAILS = "networks/<slug:network_slug>/mails/"
urlpatterns = [
    path(MAILS, views.mails, name="mails"),
    path(f"{MAILS}<int:pk>/", views.mailing, name="mailing"),
    path(f"{MAILS}<int:pk>/text/", views.edit, name="edit"),
    path(f"{MAILS}<int:pk>/approve/", views.approve, name="approve"),
    path(f"{MAILS}<int:pk>/stop/", views.stop, name="stop"),
    path(f"{MAILS}<int:pk>/resume/", views.resume, name="resume"),
    path(f"{MAILS}rules/", views.rule, name="rule"),
    path("mail/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("mail/mailbox/", views.mailbox, name="mailbox"),
]
