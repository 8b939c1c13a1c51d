"""The talk of a meeting, its speaker, and what they leave behind."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models.formats import Topic
from mikrovirk.programme.models.meetings import Meeting


class Talk(models.Model):
    """A professional talk. The speaker needs no account: a signed link in a mail is enough."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="talks")
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="talk")
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks", verbose_name=_("Topic")
    )
    title = models.CharField(_("Title of the talk"), max_length=160, blank=True)
    lines = models.TextField(_("Three lines about it"), max_length=600, blank=True)
    speaker = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="talks")
    speaker_name = models.CharField(_("Speaker"), max_length=160, blank=True)
    speaker_from = models.CharField(_("From"), max_length=160, blank=True)  # the speaker's business or post
    picture = models.ImageField(_("Picture"), upload_to="speakers", blank=True)
    equipment = models.CharField(_("Equipment"), max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title or self.speaker_name


class Material(models.Model):
    """Slides, a link or a checklist that stays with the talk: together they are the toolbox."""

    class Kind(models.TextChoices):
        FILE = "file", _("File")
        LINK = "link", _("Link")
        CHECKLIST = "checklist", _("Checklist")

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(_("Title"), max_length=160)
    file = models.FileField(_("File"), upload_to="materials", blank=True)
    file_name = models.CharField(max_length=200, blank=True)  # as it was called by who added it
    file_size = models.PositiveIntegerField(default=0)  # bytes
    url = models.URLField(_("Link"), blank=True)
    text = models.TextField(_("Checklist, one line for each point"), blank=True)
    search_text = models.TextField(blank=True, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title
