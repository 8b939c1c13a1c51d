"""What is kept about the health of a network: dated snapshots, warnings that were raised, and consents to be compared."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.health.domain.warnings import MEASURE_AND_ACTION, EarlyWarning, Kind
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network


class Snapshot(models.Model):
    """The measures of one network as they were on a day: numbers only, nobody is named. Kept, so that years can be compared."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="snapshots")
    on_date = models.DateField()
    made_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField()  # of the definitions: domain.definitions.VERSION
    measures = models.JSONField(default=dict)  # queries.measuring.Measured.as_plain()

    class Meta:
        ordering: ClassVar = ["-on_date"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "on_date"], name="one_snapshot_a_day")]

    def __str__(self) -> str:
        return f"{self.network} · {self.on_date}"


class RaisedWarning(models.Model):
    """An early warning, from the day it was first given until somebody acted, set it aside, or it no longer holds."""

    class State(models.TextChoices):
        OPEN = "open", _("Stands open")
        ACTED = "acted", _("Something was done")
        DISMISSED = "dismissed", _("Set aside")
        OVER = "over", _("No longer so")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="raised_warnings")
    kind = models.CharField(max_length=16)  # domain.warnings.Kind
    measure = models.CharField(max_length=24)
    evidence = models.JSONField(default=dict)  # whole numbers by name, as the words of the warning take them
    days = models.JSONField(default=list, blank=True)  # the evenings it rests on: [day, how many came]
    people = models.ManyToManyField(Person, blank=True, related_name="+")  # whom the drafted mail would go to
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    since = models.DateTimeField()  # first given
    seen_at = models.DateTimeField()  # last found to hold
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    word = models.CharField(_("Why it is set aside"), max_length=200, blank=True)
    mailing = models.ForeignKey(Mailing, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "kind"], condition=Q(state="open"), name="one_open_warning_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "over"]) | Q(decided_at__isnull=False), name="decided_has_moment"
            ),
            models.CheckConstraint(condition=~Q(state="dismissed") | ~Q(word=""), name="set_aside_with_a_word"),
        ]
        indexes: ClassVar = [models.Index(fields=["network", "state"])]

    def __str__(self) -> str:
        return f"{self.network} · {self.kind}"

    def as_early_warning(self) -> EarlyWarning:
        """The warning as the rules know it, without its people."""
        return EarlyWarning(Kind(self.kind), self.measure, self.evidence, MEASURE_AND_ACTION[Kind(self.kind)][1])


class ComparisonConsent(models.Model):
    """A network lets its numbers be part of what others are compared with, without its name, until it takes that back."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="comparison_consents")
    wording = models.TextField()  # what was agreed to
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-given_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network"], condition=Q(withdrawn_at__isnull=True), name="one_comparison_consent_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.network} · {self.given_at:%Y-%m-%d}"
