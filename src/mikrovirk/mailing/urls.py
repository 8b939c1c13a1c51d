"""The coordinator's mails, the page behind every way out of a mail, and the local mailbox."""

from django.urls import path

from mikrovirk.mailing.views import incoming, mailbox, mailing, mails, unsubscribe

app_name = "mailing"
MAILS = "networks/<slug:network_slug>/mails/"
ONE = f"{MAILS}<int:pk>/"
INCOMING = f"{MAILS}incoming/"
urlpatterns = [
    path(MAILS, mails.mails, name="mails"),
    path(ONE, mailing.mailing, name="mailing"),
    path(f"{ONE}text/", mailing.edit, name="edit"),
    path(f"{ONE}approve/", mailing.approve, name="approve"),
    path(f"{ONE}stop/", mailing.stop, name="stop"),
    path(f"{ONE}resume/", mailing.resume, name="resume"),
    path(f"{ONE}messages/<int:message_pk>/leave-out/", mailing.leave_out, name="leave_out"),
    path(f"{MAILS}kinds/<str:key>/", mails.kind, name="kind"),
    path(f"{MAILS}rules/", mails.rules, name="rules"),
    path(f"{MAILS}rules/<str:key>/", mails.rule, name="rule"),
    path(f"{MAILS}addresses/<int:pk>/", mails.address, name="address"),
    path(f"{MAILS}addresses/<int:pk>/mend/", mails.mend, name="mend"),
    path(f"{MAILS}messages/<int:pk>/again/", mails.again, name="again"),
    path(INCOMING, incoming.mails, name="incoming"),
    path(f"{INCOMING}<int:pk>/", incoming.mail, name="incoming_mail"),
    path(f"{INCOMING}<int:pk>/take/<str:key>/", incoming.take, name="incoming_take"),
    path(f"{INCOMING}<int:pk>/put-away/", incoming.put_away, name="incoming_put_away"),
    path(f"{INCOMING}<int:pk>/undo/", incoming.undo, name="incoming_undo"),
    path(f"{INCOMING}<int:pk>/whose/", incoming.whose, name="incoming_whose"),
    path("mail/unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("mail/mailbox/", mailbox.mailbox, name="mailbox"),
    path("mail/mailbox/<int:pk>/", mailbox.mailbox_mail, name="mailbox_mail"),
    path("mail/mailbox/<int:pk>/answer/", mailbox.mailbox_answer, name="mailbox_answer"),
    path("mail/mailbox/<int:pk>/html/", mailbox.mailbox_html, name="mailbox_html"),
]
