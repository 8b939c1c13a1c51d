"""A fund, and who does what in it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Organisation


class Fund(models.Model):
    """Money an organisation has set aside for activities that spring from members' ideas. Amounts are whole øre."""

    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="funds")
    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(_("Address"), unique=True, max_length=60)
    purpose = models.CharField(_("In one sentence"), max_length=300, blank=True)
    about = models.TextField(_("About the fund"), blank=True)
    municipalities = models.JSONField(default=list, blank=True)  # codes: ["0390", "0376"]; empty: everywhere
    contact_name = models.CharField(_("Contact"), max_length=160, blank=True)
    contact_email = models.EmailField(_("Contact e-mail"), blank=True)
    contact_phone = models.CharField(_("Contact phone"), max_length=30, blank=True)
    complaint_text = models.TextField(
        _("How to complain"), blank=True
    )  # stands in every decision; empty: the usual one
    complaint_text_en = models.TextField(_("How to complain, in English"), blank=True)
    two_approve_over = models.PositiveBigIntegerField(default=10_000_00)  # a payment above it is approved by two
    idea_box_open = models.BooleanField(_("The idea box is open"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)  # kept as an archive

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class FundRole(models.Model):
    """What somebody does in a fund, from the first to the last day."""

    class Name(models.TextChoices):
        CASEWORKER = "caseworker", _("Caseworker")
        ASSESSOR = "assessor", _("Assessor")
        DECIDER = "decider", _("Decider")
        BOOKKEEPER = "bookkeeper", _("Bookkeeper")

    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="roles")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="fund_roles")
    name = models.CharField(max_length=12, choices=Name)
    since_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)  # the last day it counts

    class Meta:
        ordering: ClassVar = ["name", "since_date", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["fund", "user", "name"], name="fund_role_once"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=models.F("since_date")),
                name="fund_role_from_one_day_to_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_name_display()} · {self.fund}"
