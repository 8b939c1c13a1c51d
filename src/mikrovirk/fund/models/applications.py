"""Applications: what somebody asks a call for, and what becomes of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, Person
from mikrovirk.fund.models.calls import Call
from mikrovirk.fund.models.ideas import Idea
from mikrovirk.networks.models import Network


class Application(models.Model):
    """One application to one call. What is asked for is the sum of its budget less the own share, in øre."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Received")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        NOT_ELIGIBLE = "not_eligible", _("Does not meet the conditions")
        REFUSED = "refused", _("Refused")
        GRANTED = "granted", _("Granted")
        LAPSED = "lapsed", _("Lapsed")  # the grant was not accepted in time, or given back whole
        CLOSED = "closed", _("Closed")  # paid, reported, and unspent money back in the pot

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    number = models.PositiveIntegerField(null=True, blank=True)  # within the call, in the order received
    applicant = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="applications")
    business = models.ForeignKey(
        Business, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    idea = models.ForeignKey(Idea, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications")
    municipality = models.CharField(
        _("Municipality"), max_length=4, blank=True
    )  # where the activity takes place: its code
    title = models.CharField(_("Title"), max_length=160, blank=True)
    summary = models.TextField(_("In a few lines"), max_length=1000, blank=True)  # public once money is given
    answers = models.JSONField(default=dict, blank=True)  # by key of the call's questions
    amount = models.PositiveBigIntegerField(_("Amount asked for"), default=0)  # øre; kept equal to the budget's
    takes_place_date = models.DateField(_("When it takes place"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    typed = models.JSONField(default=dict, blank=True)  # the form as it stands on the page, not sent yet
    typed_at = models.DateTimeField(null=True, blank=True)
    put_up_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # who helped an idea on to this application
    quick_by = models.DateTimeField(null=True, blank=True)  # on the quick track: when it must be decided

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "number"], condition=Q(number__isnull=False), name="application_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False, number__isnull=False) | Q(state="withdrawn"),
                name="application_received_has_moment_and_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.pk}"


class BudgetLine(models.Model):
    """One line of an application's budget: what something costs, or what the applicant pays or gets elsewhere."""

    class Side(models.TextChoices):
        COST = "cost", _("Cost")
        OWN = "own", _("Own or other money")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="budget")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=4, choices=Side, default=Side.COST)
    text = models.CharField(_("For what"), max_length=160)
    amount = models.PositiveBigIntegerField(_("Amount"))  # øre

    class Meta:
        ordering: ClassVar = ["side", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class CoApplicant(models.Model):
    """Somebody who applies together with the applicant; sees the case, and may not take part in deciding it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="co_applicants")
    name = models.CharField(_("Name"), max_length=160)
    email = models.EmailField(_("E-mail"))
    cvr = models.CharField(_("CVR number"), max_length=8, blank=True)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # once they said yes
    invited_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["application", "email"], name="co_applicant_once"),
        ]

    def __str__(self) -> str:
        return self.name
