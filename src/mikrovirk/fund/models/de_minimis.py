"""De minimis: is the support aid at all, what the applicant declares, what was granted, and at which rate."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.de_minimis import Finding as FindingCode
from mikrovirk.fund.models.applications import Application


class EuroRate(models.Model):
    """Kroner for 100 euro on a day, as Danmarks Nationalbank gave it."""

    date = models.DateField(_("Day"), unique=True)
    dkk_per_100_eur = models.DecimalField(_("Kroner for 100 euro"), max_digits=8, decimal_places=4)
    source = models.CharField(_("Where it is from"), max_length=160)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-date"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(dkk_per_100_eur__gt=0), name="rate_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d}: {self.dkk_per_100_eur}"


class AidAssessment(models.Model):
    """Whether the support of one application is aid to an undertaking. The last one counts; the others are kept."""

    class Finding(models.TextChoices):
        NO_AID = FindingCode.NO_AID.value, _("No aid to an undertaking")
        DE_MINIMIS = FindingCode.DE_MINIMIS.value, _("De minimis aid")
        EXCLUDED = FindingCode.EXCLUDED.value, _("Aid that may not be given as de minimis aid")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="aid_assessments")
    is_undertaking = models.BooleanField(_("Does whoever gets the support offer goods or services on a market?"))
    has_advantage = models.BooleanField(_("Do they get something they would not have had on the market?"))
    is_selective = models.BooleanField(_("Does it favour some businesses over others?"))
    affects_trade = models.BooleanField(_("Can it touch competition and trade with other countries?"))
    is_excluded = models.BooleanField(
        _("Is it for fishery, primary farming, export, or only for goods made in Denmark?"), default=False
    )
    finding = models.CharField(max_length=10, choices=Finding)
    reason = models.TextField(_("Reason"), max_length=2000)
    in_kind = models.PositiveBigIntegerField(default=0)  # øre; what the help in kind is worth: it is aid too
    industry_code = models.CharField(_("NACE code of the business"), max_length=8, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="aid_assessment_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.get_finding_display()}"


class AidDeclaration(models.Model):
    """What the applicant declares of the business and all it is linked with. The last one counts; the others are kept."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="aid_declarations")
    cvr = models.CharField(_("CVR number"), max_length=8)
    business_name = models.CharField(_("Business"), max_length=200)
    wording = models.TextField()  # what was agreed to, word for word
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=160)  # of who declared it, as they signed
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.business_name} · {self.at:%Y-%m-%d}"


class LinkedBusiness(models.Model):
    """A business that is one undertaking with the applicant's (article 2(2)): by majority, control or agreement."""

    declaration = models.ForeignKey(AidDeclaration, on_delete=models.CASCADE, related_name="linked")
    cvr = models.CharField(_("CVR number"), max_length=8)
    name = models.CharField(_("Business"), max_length=200)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["declaration", "cvr"], name="linked_business_once")]

    def __str__(self) -> str:
        return self.name


class DeclaredAid(models.Model):
    """De minimis aid that the undertaking says it got before."""

    class Currency(models.TextChoices):
        DKK = "DKK", _("kroner")
        EUR = "EUR", _("euro")

    declaration = models.ForeignKey(AidDeclaration, on_delete=models.CASCADE, related_name="earlier")
    cvr = models.CharField(_("CVR number"), max_length=8)
    granted_date = models.DateField(_("The day it was granted"))
    amount = models.PositiveBigIntegerField(_("Amount"))  # hundredths of the currency
    currency = models.CharField(_("Currency"), max_length=3, choices=Currency, default=Currency.DKK)
    authority = models.CharField(_("Who gave it"), max_length=160)

    class Meta:
        ordering: ClassVar = ["granted_date", "pk"]

    def __str__(self) -> str:
        return f"{self.authority} · {self.granted_date:%Y-%m-%d}"


class Undertaking(models.Model):
    """A CVR number that aid is given to: the row that two decisions about the same business wait for each other at."""

    cvr = models.CharField(max_length=8, unique=True)

    def __str__(self) -> str:
        return self.cvr


class AidGrant(models.Model):
    """De minimis aid that was granted, with the rate of that day; what goes into the central register."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="aid_grant")
    cvr = models.CharField(max_length=8)
    business_name = models.CharField(max_length=200)
    group = models.JSONField(default=list)  # CVR numbers of the single undertaking as declared, this one too
    authority = models.CharField(max_length=160)
    granted_date = models.DateField()
    amount = models.PositiveBigIntegerField()  # øre, help in kind too
    dkk_per_100_eur = models.DecimalField(max_digits=8, decimal_places=4)
    rate_date = models.DateField()
    rate_source = models.CharField(max_length=160)
    euro_cents = models.PositiveBigIntegerField()  # rounded up
    before_cents = models.PositiveBigIntegerField()  # what the undertaking had in the fullest three years before it
    instrument = models.CharField(max_length=40, default="grant")
    industry_code = models.CharField(max_length=8, blank=True)
    register_by_date = models.DateField()  # twenty working days
    registered_date = models.DateField(null=True, blank=True)
    registered_as = models.CharField(max_length=60, blank=True)  # the register's own reference
    registered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    void_date = models.DateField(null=True, blank=True)  # the right to it fell away: lapsed, or given back whole
    void_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["granted_date", "pk"]
        indexes: ClassVar = [models.Index(fields=["cvr", "granted_date"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(void_date__isnull=True) | ~Q(void_because=""), name="aid_void_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business_name} · {self.granted_date:%Y-%m-%d}"
