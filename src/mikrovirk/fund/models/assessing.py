"""How a case is judged: the conditions ticked, who has an interest in it, who scores it, and what they gave."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.models.applications import Application
from mikrovirk.fund.models.calls import Condition, Criterion

HIGHEST = 5  # points


class ConditionCheck(models.Model):
    """A caseworker's answer to one condition of the call, with the reason. The last answer counts; the log keeps all."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="checks")
    is_met = models.BooleanField()
    reason = models.CharField(_("Reason"), max_length=500)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["condition__position", "condition"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "condition"], name="condition_checked_once")
        ]

    def __str__(self) -> str:
        return f"{self.condition}: {self.is_met}"


class Interest(models.Model):
    """Somebody's interest in a case: while it stands they are locked out of it (forvaltningsloven §§ 3 and 6)."""

    class Ground(models.TextChoices):
        OWN = "own", _("I, or my business, may gain or lose by it")  # § 3, 1, no. 1
        FAMILY = "family", _("Somebody close to me may gain or lose by it")  # no. 2
        COMPANY = "company", _("I help to lead, or work for, whoever applies")  # no. 3
        EARLIER = "earlier", _("I helped to write the application, or took part in the case elsewhere")  # no. 4
        OTHER = "other", _("Something else that may cast doubt on my being impartial")  # no. 5

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="interests")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="fund_interests")
    ground = models.CharField(_("What is it?"), max_length=8, choices=Ground)
    note = models.CharField(_("In a few words"), max_length=300, blank=True)
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)  # somebody else found that it is none
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["declared_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "user"], condition=Q(lifted_at__isnull=True), name="one_standing_interest"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_because=""), name="interest_lifted_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_ground_display()}"


class Assignment(models.Model):
    """An assessor's part in a case: first they say that they have no interest in it, then they score it, once."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assignments")
    assessor = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="fund_assignments"
    )  # points that were given stay, also when nobody may know any more whose they were
    assigned_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now)
    impartial_at = models.DateTimeField(null=True, blank=True)  # said: I have no interest in this
    note = models.TextField(_("In a few words"), max_length=2000, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)  # from then on it stands, and they see the others'

    class Meta:
        ordering: ClassVar = ["assigned_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "assessor"], name="assessor_assigned_once"),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True) | Q(impartial_at__isnull=False),
                name="scored_by_the_impartial",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} · {self.application}"


class Score(models.Model):
    """What one assessor gave one criterion: 0 to 5 points."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="scores")
    points = models.PositiveSmallIntegerField(validators=[MaxValueValidator(HIGHEST)])
    note = models.CharField(_("Why"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["criterion__position", "criterion"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "criterion"], name="criterion_scored_once"),
            models.CheckConstraint(condition=Q(points__lte=HIGHEST), name="score_up_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class CaseEntry(models.Model):
    """One line of a case's log: who did what, when. Lines are only added."""

    class Kind(models.TextChoices):
        CHECKED = "checked", _("Conditions checked")
        INTEREST = "interest", _("Interest declared")
        LOCKED_OUT = "locked_out", _("Locked out")
        INTEREST_LIFTED = "lifted", _("Found to have no interest")
        ASSIGNED = "assigned", _("Asked to assess")
        UNASSIGNED = "unassigned", _("No longer asked to assess")
        IMPARTIAL = "impartial", _("Declared to have no interest")
        SCORED = "scored", _("Handed in points")
        RECOMMENDED = "recommended", _("Recommendation")
        DECIDED = "decided", _("The case was decided")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="log")
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # whom
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # None: by itself
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.at:%Y-%m-%d}"
