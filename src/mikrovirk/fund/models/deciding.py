"""What is recommended and decided in a case, and where the deciders went another way than the division of the pot."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.models.applications import Application
from mikrovirk.fund.models.calls import Call


class Outcome(models.TextChoices):
    """How a case can end when it is decided."""

    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    NOT_ELIGIBLE = "not_eligible", _("Does not meet the conditions")


class Recommendation(models.Model):
    """What whoever recommends in the call says about a case. The last one counts; the log keeps all."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="recommendation")
    outcome = models.CharField(_("Recommended"), max_length=12, choices=Outcome)
    amount = models.PositiveBigIntegerField(default=0)  # øre
    reason = models.TextField(_("Reason"), max_length=2000)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.application} · {self.get_outcome_display()}"


class Decision(models.Model):
    """The decision in a case: made once. What the applicant was told is kept word for word in each language."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=12, choices=Outcome)
    asked = models.PositiveBigIntegerField()  # øre, as it was asked for when this was decided
    amount = models.PositiveBigIntegerField(default=0)  # øre
    reason = models.TextField(_("Reason"), max_length=4000)  # as it was written
    reason_en = models.TextField(_("Reason in English"), max_length=4000, blank=True)
    decides = models.CharField(max_length=160, blank=True)  # the body that decided, as the call names it
    is_quick = models.BooleanField(default=False)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    texts = models.JSONField(default=dict, blank=True)  # {"da": …, "en": …}: the letter as it was sent

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount=0) | Q(outcome="granted"), name="decision_refused_is_nothing"),
            # Who asked for help in kind alone is granted that, and no money.
            models.CheckConstraint(
                condition=~Q(outcome="granted") | Q(amount__gt=0) | Q(asked=0), name="decision_granted_is_an_amount"
            ),
            models.CheckConstraint(condition=Q(amount__lte=F("asked")), name="decision_grants_what_was_asked_at_most"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.get_outcome_display()}"

    @property
    def is_part(self) -> bool:
        return 0 < self.amount < self.asked


class Deviation(models.Model):
    """The deciders went another way than the division of the pot said; the reason is public."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="deviation")
    proposed = models.PositiveBigIntegerField()  # øre, what the division gave
    reason = models.TextField(_("Public reason"), max_length=1000)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(reason=""), name="deviation_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.decision} · {self.proposed}"


class Division(models.Model):
    """How a call's pot is divided by its rule, with what went in and a reason for every project. Made once."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="division")
    pot = models.PositiveBigIntegerField()  # øre that were divided
    projects = models.JSONField()  # [{"id", "number", "title", "cost", "score"}]: id is the application's key as text
    funded = models.JSONField()  # their ids, in the order they were bought
    explanation = models.JSONField()  # see domain.explained; ballots, where there were any, stand in the vote's count
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.call)
