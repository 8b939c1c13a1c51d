"""What belongs to an application beside the form: files, help in kind, questions and answers, and what was sent when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.models.applications import Application


class Attachment(models.Model):
    """A file with an application: a PDF, or a picture that was written anew. Only who may see the case opens it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(_("File"), upload_to="cases")
    name = models.CharField(max_length=160)  # as the applicant's own file was called
    size = models.PositiveIntegerField()  # bytes
    is_picture = models.BooleanField(default=False)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name


class HelpInKind(models.Model):
    """Help that is no money: asked for, promised or declined, given, and reported; counted beside the money."""

    class Kind(models.TextChoices):
        VENUE = "venue", _("A place to be")
        SPEAKER = "speaker", _("A speaker")
        PRINTING = "printing", _("Printing")
        INVITATIONS = "invitations", _("Somebody to send the invitations")
        OTHER = "other", _("Something else")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="help_in_kind")
    kind = models.CharField(_("What kind of help?"), max_length=12, choices=Kind)
    text = models.CharField(_("What exactly?"), max_length=300, blank=True)
    promised_by = models.CharField(_("Who helps?"), max_length=160, blank=True)  # a name or an organisation
    promised_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_because = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    hours = models.PositiveSmallIntegerField(_("Hours"), default=0)
    worth = models.PositiveBigIntegerField(_("Worth about"), default=0)  # øre; what it would have cost
    reported_at = models.DateTimeField(null=True, blank=True)  # the applicant said what it was good for
    reported_text = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(given_at__isnull=True) | Q(promised_at__isnull=False), name="help_given_was_promised"
            ),
            models.CheckConstraint(
                condition=Q(promised_at__isnull=True) | Q(declined_at__isnull=True), name="help_promised_or_declined"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.text}"


class CaseMessage(models.Model):
    """A question from the fund's people to the applicant, or an answer or question back."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="thread")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    is_from_fund = models.BooleanField()
    text = models.TextField(_("Message"), max_length=4000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class SentVersion(models.Model):
    """An application exactly as it was sent: the first time, and each time it was changed before the deadline."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "number"], name="sent_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.number}"
