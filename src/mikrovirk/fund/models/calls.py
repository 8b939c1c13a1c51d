"""A call for applications: what is given to whom, by which rules, and when."""

from typing import ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.models.funds import Fund


class Call(models.Model):
    """A call: a part of the fund's money, for a purpose, until a deadline. Its rules are fixed once it is open."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        OPEN = "open", _("Open for applications")
        ASSESSING = "assessing", _("Being assessed")
        VOTING = "voting", _("The members vote")
        DECIDED = "decided", _("Decided")
        CANCELLED = "cancelled", _("Cancelled")

    class Rule(models.TextChoices):
        EQUAL_SHARES = "equal-shares", _("Members' vote, equal shares")
        GREEDY = "greedy", _("Members' vote, most votes first")
        SCORE = "score", _("Assessment, best score first")

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="calls")
    title = models.CharField(_("Title"), max_length=160)
    purpose = models.TextField(_("What the money is for"))
    who_may_apply = models.TextField(_("Who may apply"), blank=True)
    pot = models.PositiveBigIntegerField(_("The pot"))  # øre
    smallest = models.PositiveBigIntegerField(_("Smallest amount"), default=0)  # øre
    largest = models.PositiveBigIntegerField(_("Largest amount"))  # øre
    own_share = models.PositiveSmallIntegerField(
        _("Own share in per cent"), default=0, validators=[MaxValueValidator(99)]
    )
    benefits_others = models.BooleanField(_("The activity must benefit other networks too"), default=False)
    questions = models.JSONField(
        default=list, blank=True
    )  # the form: [{"key", "label", "help", "kind", "required", "small"}]
    small_up_to = models.PositiveBigIntegerField(default=0)  # øre; up to it only the questions marked small are asked
    quick_up_to = models.PositiveBigIntegerField(default=0)  # øre; up to it one person decides within seven days
    quick_decider = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    recommends = models.CharField(_("Who recommends"), max_length=160, blank=True)
    decides = models.CharField(_("Who decides"), max_length=160, blank=True)
    rule = models.CharField(_("How the pot is divided"), max_length=12, choices=Rule, default=Rule.SCORE)
    advance_percent = models.PositiveSmallIntegerField(
        _("Paid in advance, per cent"), default=0, validators=[MaxValueValidator(100)]
    )
    report_days = models.PositiveSmallIntegerField(_("Days from the activity to the report"), default=30)
    accept_days = models.PositiveSmallIntegerField(_("Days to accept a grant"), default=14)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opens_at = models.DateTimeField(_("Opens"), null=True, blank=True)
    deadline_at = models.DateTimeField(_("Deadline"), null=True, blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)  # since then its rules are fixed
    decided_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-deadline_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(smallest__lte=F("largest")), name="call_smallest_to_largest"),
            models.CheckConstraint(condition=Q(largest__lte=F("pot")), name="call_largest_fits_the_pot"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | Q(opened_at__isnull=False, deadline_at__isnull=False),
                name="call_opened_has_moment_and_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(decided_at__isnull=False), name="call_decided_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Share(models.Model):
    """A part of a call's pot that is kept for a year, a municipality or a purpose."""

    class Kind(models.TextChoices):
        YEAR = "year", _("Year")
        MUNICIPALITY = "municipality", _("Municipality")
        PURPOSE = "purpose", _("Purpose")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="shares")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=60)  # "2027", "0390", or the purpose in words
    amount = models.PositiveBigIntegerField()  # øre
    lifted_at = models.DateTimeField(null=True, blank=True)  # from then on the money is for all
    lifted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_because = models.CharField(max_length=300, blank=True)  # public

    class Meta:
        ordering: ClassVar = ["kind", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "kind", "key"], name="one_share_per_key"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | ~Q(lifted_because=""), name="share_lifted_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"


class Criterion(models.Model):
    """What applications are scored by, from 0 to 5, and how much it weighs."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("Criterion"), max_length=120)
    help = models.CharField(_("What a high score takes"), max_length=300, blank=True)
    weight = models.PositiveSmallIntegerField(_("Weight"), default=1)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Condition(models.Model):
    """What an application must meet to be assessed at all; a caseworker ticks it with a reason."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="conditions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("Condition"), max_length=300)
    is_general_benefit = models.BooleanField(default=False)  # the one that municipal law asks of every call

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call"], condition=Q(is_general_benefit=True), name="one_condition_of_general_benefit"
            )
        ]

    def __str__(self) -> str:
        return self.text
