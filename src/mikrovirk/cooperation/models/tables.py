"""Table discussions at a conference, and what is written down there."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mikrovirk.cooperation.models.conferences import Conference


class Table(models.Model):
    """One table with its question. Whoever holds the pen writes on a phone, by the table's own link."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(_("What the table talks about"), max_length=300)
    closed_at = models.DateTimeField(null=True, blank=True)  # its link takes no more notes
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conference", "number"],
                condition=models.Q(removed_at__isnull=True),
                name="table_once_in_a_conference",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.question}"


class TableNote(models.Model):
    """One thing a table wrote down."""

    class Kind(models.TextChoices):
        POINT = "point", _("What was said")
        PROPOSAL = "proposal", _("What we propose")
        PROMISE = "promise", _("What somebody will do")

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(_("What is it?"), max_length=8, choices=Kind, default=Kind.POINT)
    text = models.CharField(_("Note"), max_length=500)
    key = models.CharField(max_length=40)  # made by the phone: sent twice it counts once
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["table", "key"], name="table_note_once")]

    def __str__(self) -> str:
        return self.text
