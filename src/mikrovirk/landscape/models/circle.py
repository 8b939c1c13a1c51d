"""The coordinators' circle: what a network lets others use, what was made of it, and what coordinators ask each other."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Talk, Venue


class Shared(models.Model):
    """Something of a network's own that the others may use; taken back when the network likes. Copies stay."""

    class Kind(models.TextChoices):
        FORMAT = "format", _("Format")
        TALK = "talk", _("Talk with material")
        SPEAKER = "speaker", _("Speaker")
        VENUE = "venue", _("Venue")
        MAIL = "mail", _("Mail text")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="shared")
    kind = models.CharField(_("What is it?"), max_length=8, choices=Kind)
    # What is shown and copied is what stands there now; of a mail text the words themselves are kept.
    format = models.ForeignKey(Format, null=True, blank=True, on_delete=models.CASCADE, related_name="shared")
    talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.CASCADE, related_name="shared")
    venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.CASCADE, related_name="shared")
    title = models.CharField(_("What it is called"), max_length=160)
    note = models.CharField(_("When is it good, and what should one know?"), max_length=500, blank=True)
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    body = models.TextField(_("The text"), max_length=5000, blank=True)
    mail_kind = models.CharField(max_length=60, blank=True)  # of a mail text: the kind of mail it is the text of
    speaker_agreed_at = models.DateTimeField(null=True, blank=True)  # whoever shares says that the speaker said yes
    search_text = models.CharField(max_length=1000, blank=True, editable=False)
    shared_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)  # can be shared again

    class Meta:
        ordering: ClassVar = ["-shared_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["format"], condition=Q(kind="format"), name="format_shared_once"),
            models.UniqueConstraint(fields=["talk", "kind"], condition=Q(talk__isnull=False), name="talk_shared_once"),
            models.UniqueConstraint(fields=["venue"], condition=Q(kind="venue"), name="venue_shared_once"),
            models.CheckConstraint(
                condition=Q(kind="format", format__isnull=False, talk__isnull=True, venue__isnull=True)
                | Q(kind__in=["talk", "speaker"], talk__isnull=False, format__isnull=True, venue__isnull=True)
                | Q(kind="venue", venue__isnull=False, format__isnull=True, talk__isnull=True)
                | (Q(kind="mail", format__isnull=True, talk__isnull=True, venue__isnull=True) & ~Q(body="")),
                name="shared_is_what_it_says",
            ),
            models.CheckConstraint(
                condition=~Q(kind="speaker") | Q(speaker_agreed_at__isnull=False), name="shared_speaker_agreed"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["revoked_at", "kind", "-shared_at"])]

    def __str__(self) -> str:
        return self.title


class Borrowed(models.Model):
    """What a network made its own of what another shares: its copy, and where it came from."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="borrowed")
    shared = models.ForeignKey(Shared, null=True, blank=True, on_delete=models.SET_NULL, related_name="borrowings")
    kind = models.CharField(max_length=8, choices=Shared.Kind)
    title = models.CharField(max_length=160)  # as it was called there
    source = models.ForeignKey(Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    source_name = models.CharField(max_length=120)  # stays when the network is gone
    made_format = models.ForeignKey(Format, null=True, blank=True, on_delete=models.SET_NULL, related_name="borrowed")
    made_talk = models.ForeignKey(Talk, null=True, blank=True, on_delete=models.SET_NULL, related_name="borrowed")
    made_venue = models.ForeignKey(Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="borrowed")
    mail_kind = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=200, blank=True)  # of a mail text: the words as they were
    body = models.TextField(blank=True)
    thanks = models.CharField(_("What came of it"), max_length=300, blank=True)  # in the borrower's words, to both
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "shared"],
                condition=Q(undone_at__isnull=True, shared__isnull=False),
                name="borrowed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.network}"


class CircleQuestion(models.Model):
    """What a coordinator asks the others."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="circle_questions")
    subject = models.CharField(_("What is it about?"), max_length=120)
    text = models.TextField(_("Your question"), max_length=3000)
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    latest_at = models.DateTimeField()  # the question or its latest answer
    settled_at = models.DateTimeField(null=True, blank=True)  # who asked has what they need
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back

    class Meta:
        ordering: ClassVar = ["-latest_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["removed_at", "-latest_at"])]

    def __str__(self) -> str:
        return self.subject


class CircleAnswer(models.Model):
    """What a coordinator answers another."""

    question = models.ForeignKey(CircleQuestion, on_delete=models.CASCADE, related_name="answers")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="circle_answers")
    text = models.TextField(_("Your answer"), max_length=3000)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.network} · {self.question}"
