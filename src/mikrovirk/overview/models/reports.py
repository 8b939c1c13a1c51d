"""Memos and reports that were handed on: their figures as they were, so that the next can say what changed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User


class KeptReport(models.Model):
    """The figures of one memo or yearly report on the day it was handed on."""

    class Kind(models.TextChoices):
        MEMO = "memo", _("Committee memo")
        YEARLY = "yearly", _("Yearly status report")

    municipality = models.CharField(max_length=4)
    kind = models.CharField(max_length=6, choices=Kind)
    as_of_date = models.DateField()
    words = models.TextField(_("What the committee should know"), blank=True)
    figures = models.JSONField(default=dict)  # key: value, as domain.reports.Figures counts what changed
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-kept_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "kind", "kept_at"])]

    def __str__(self) -> str:
        return f"{self.municipality} · {self.get_kind_display()} · {self.as_of_date}"
