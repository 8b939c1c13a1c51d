"""What was agreed about a grant, the claims for its money with their receipts, and the report of what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.models.applications import Application


class Agreement(models.Model):
    """A grant with its conditions. It is accepted by a day, or lapses; it ends when the money is accounted for."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="agreement")
    amount = models.PositiveBigIntegerField()  # øre, as granted
    texts = models.JSONField(default=dict)  # {"da": […], "en": […]}: the conditions, word for word as they were sent
    advance = models.PositiveBigIntegerField(default=0)  # øre that may be paid before there are receipts
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    accept_by_date = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    lapsed_at = models.DateTimeField(null=True, blank=True)
    lapsed_because = models.CharField(
        max_length=300, blank=True
    )  # given up by the applicant; empty: not accepted in time
    report_by_date = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)  # paid, reported, and what was not spent is back in the pot
    ended_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    reminded_of = models.CharField(max_length=20, blank=True)  # the latest reminder: "accept", "report", "report_late"
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(lapsed_at__isnull=True) | ~Q(lapsed_because=""),
                name="accepted_agreement_lapses_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(advance__lte=F("amount")), name="advance_is_part_of_the_grant"),
        ]

    def __str__(self) -> str:
        return str(self.application)


class Claim(models.Model):
    """Money asked for under an agreement: in advance, or on receipts, which are put in one by one before it is sent.

    It is approved, by two above a limit, and paid once. Where what was paid before covers the receipts there is nothing to pay.
    """

    class Kind(models.TextChoices):
        ADVANCE = "advance", _("In advance")
        RECEIPTS = "receipts", _("On receipts")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveSmallIntegerField()  # within the agreement
    kind = models.CharField(max_length=8, choices=Kind)
    amount = models.PositiveBigIntegerField(default=0)  # øre to pay; receipts are set against what was paid before
    note = models.CharField(_("A word to us"), max_length=500, blank=True)
    account = models.CharField(_("Account to pay to"), max_length=40, blank=True)  # registration and account number
    sent_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    refused_because = models.CharField(max_length=500, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="claim_number_once"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(kind="advance", refused_at__isnull=True),
                name="one_advance_per_agreement",
            ),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(sent_at__isnull=True), name="one_claim_being_written"
            ),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=True) | Q(refused_at__isnull=True, sent_at__isnull=False),
                name="claim_paid_was_sent_and_not_refused",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True) | ~Q(refused_because=""), name="claim_refused_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} · {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for the fund."""
        return self.sent_at is not None and self.paid_at is None and self.refused_at is None


class Receipt(models.Model):
    """A receipt or invoice, as a picture or a PDF, with what it was for."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="receipts")
    text = models.CharField(_("For what"), max_length=160)
    amount = models.PositiveBigIntegerField(_("Amount"))  # øre
    file = models.FileField(_("Picture or PDF of the receipt"), upload_to="receipts")
    name = models.CharField(max_length=160)  # as their own file was called
    is_picture = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_above_nil")]

    def __str__(self) -> str:
        return self.text


class Approval(models.Model):
    """Somebody of the fund looked at a claim and found it right; never twice the same."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="approvals")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["claim", "by"], name="claim_approved_once_by_each")]

    def __str__(self) -> str:
        return f"{self.claim} · {self.by}"


class Report(models.Model):
    """What came of a grant, in two questions and a picture. What was typed is kept until it is sent."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="report")
    happened = models.TextField(_("What happened?"), max_length=2000, blank=True)
    came_of_it = models.TextField(_("What came of it, also for others?"), max_length=2000, blank=True)
    people = models.PositiveIntegerField(_("How many took part?"), null=True, blank=True)
    newcomers = models.PositiveIntegerField(_("How many of them were new to you?"), null=True, blank=True)
    picture = models.ImageField(_("A picture"), upload_to="reports", blank=True)
    picture_text = models.CharField(_("What the picture shows"), max_length=160, blank=True)
    may_publish = models.BooleanField(_("The answers and the picture may be shown to everybody"), default=True)
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)  # a caseworker read it; shown to everybody from then on
    approved_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | Q(sent_at__isnull=False), name="report_approved_was_sent"
            ),
            models.CheckConstraint(
                condition=Q(newcomers__isnull=True) | Q(people__isnull=True) | Q(newcomers__lte=F("people")),
                name="report_newcomers_are_among_the_people",
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)
