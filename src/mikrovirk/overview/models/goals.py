"""What a municipality wants to reach: goals, the indicators they are measured by, and what is done about them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting


class Goal(models.Model):
    """One goal of a municipality's business policy. Where it stands is counted anew each time it is read."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        REACHED = "reached", _("Reached")
        GIVEN_UP = "given_up", _("Given up")

    municipality = models.CharField(max_length=4)  # its code: 0390
    title = models.CharField(_("Goal"), max_length=160)
    reason = models.TextField(_("Why it matters"), blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "state"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_at__isnull=False), name="goal_closed_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="given_up") | ~Q(closed_because=""), name="goal_given_up_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GoalIndicator(models.Model):
    """What a goal is measured by: where it began and where it should be by the end of a year."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    key = models.CharField(_("Measured by"), max_length=40)  # domain.goals.COUNTED, or one counted by hand
    name = models.CharField(_("What is counted"), max_length=160, blank=True)  # of one counted by hand
    baseline = models.FloatField(_("Where it began"))
    baseline_date = models.DateField(_("Day of the beginning"))
    target = models.FloatField(_("Where it should be"))
    target_year = models.PositiveSmallIntegerField(_("By the end of"))

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(target=models.F("baseline")), name="goal_indicator_wants_change"),
        ]

    def __str__(self) -> str:
        return self.name or self.key


class GoalReading(models.Model):
    """A value of an indicator that somebody counted by hand."""

    indicator = models.ForeignKey(GoalIndicator, on_delete=models.CASCADE, related_name="readings")
    on_date = models.DateField(_("Day"))
    value = models.FloatField(_("Value"))
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["on_date"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["indicator", "on_date"], name="one_goal_reading_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} · {self.on_date}: {self.value}"


class GoalActivity(models.Model):
    """What is done to reach a goal, by whom and until when."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not done")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="activities")
    title = models.CharField(_("What is done"), max_length=160)
    responsible = models.CharField(_("Who sees to it"), max_length=160, blank=True)
    network = models.ForeignKey(
        Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Network")
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Meeting")
    )
    due_date = models.DateField(_("At the latest"), null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    done_date = models.DateField(null=True, blank=True)
    because = models.CharField(_("Why not"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = [models.F("due_date").asc(nulls_last=True), "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_date__isnull=False), name="activity_done_has_day"
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(because=""), name="activity_dropped_has_reason"),
        ]

    def __str__(self) -> str:
        return self.title
