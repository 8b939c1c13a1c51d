"""Imports of registers that were asked for on the page. The registers themselves lie in files, see `queries.copies`."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User


class ImportRun(models.Model):
    """One import: what was asked for, how far it is, and what it came to."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the worker")
        READING = "reading", _("Being read")
        DONE = "done", _("Read in")
        FAILED = "failed", _("Nothing was changed")
        STOPPED = "stopped", _("Stopped")

    class Source(models.TextChoices):
        CVR = "cvr", _("CVR: documents of the distribution (virk.dk)")
        DATAFORDELER = "datafordeler", _("CVR: files of Datafordeleren")
        BRREG = "brreg", _("Brønnøysund (Norway)")
        TABLE = "table", _("Another register, as a table with a mapping")

    source = models.CharField(_("Source"), max_length=12, choices=Source)
    files = models.JSONField(default=list)  # names in the folder of files that were brought
    mapping = models.CharField(
        _("Mapping"), max_length=200, blank=True
    )  # the same, or the name of one that comes along
    as_of = models.DateField(_("The day it tells of"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # the process that reads it was at it
    ended_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)  # how often a process was started for it
    bytes_done = models.BigIntegerField(default=0)
    bytes_total = models.BigIntegerField(default=0)
    documents = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)  # of the process that reads it
    seconds_left = models.FloatField(null=True, blank=True)
    read = models.BigIntegerField(default=0)
    kept = models.BigIntegerField(default=0)
    is_new = models.BooleanField(default=True)  # False: the same files had been brought in before
    reasons = models.JSONField(default=dict)  # how many were set aside, by reason
    warned = models.JSONField(default=dict)  # warnings likewise
    set_aside = models.JSONField(default=list)  # the first of them: file, position, reason, detail
    reason = models.CharField(max_length=40, blank=True)  # why nothing was changed
    detail = models.CharField(max_length=300, blank=True)
    copy = models.CharField(max_length=120, blank=True)  # the name of the copy it became

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="import_ended_when_over",
                condition=models.Q(state__in=["waiting", "reading"], ended_at=None)
                | models.Q(state__in=["done", "failed", "stopped"], ended_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.files)

    @property
    def badge(self) -> str:
        """The kind of its badge."""
        kinds = {self.State.DONE: "good", self.State.FAILED: "bad", self.State.STOPPED: ""}
        return kinds.get(self.State(self.state), "wait")

    @property
    def is_running(self) -> bool:
        return self.state in (self.State.WAITING, self.State.READING)

    @property
    def set_aside_count(self) -> int:
        return sum(self.reasons.values())
