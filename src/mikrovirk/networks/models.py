"""Organisations, networks and who has which role."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User


class Installation(models.Model):
    """The one row about this installation: its region, and which parts whoever hosts it offers."""

    region = models.CharField(_("Region"), max_length=120, blank=True)
    parts_off = models.JSONField(default=list, blank=True)  # keys of networks.parts that no network may switch on
    is_example = models.BooleanField(default=False, editable=False)  # made by `mikrovirk demo`: may be thrown away
    no_meeting_weeks = models.JSONField(default=list, blank=True)  # [{"name", "first", "last"}]: school holidays etc.

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="one_installation")]

    def __str__(self) -> str:
        return self.region or "MikroVirk"


class Organisation(models.Model):
    """A municipality, business council, library or association that networks work with."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        BUSINESS_COUNCIL = "business_council", _("Business council")
        ASSOCIATION = "association", _("Association")
        OTHER = "other", _("Other")

    name = models.CharField(_("Name"), max_length=160)
    slug = models.SlugField(unique=True, max_length=60)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    municipality_code = models.CharField(_("Municipality code"), max_length=4, blank=True)
    website = models.URLField(_("Website"), blank=True)
    email = models.EmailField(_("E-mail"), blank=True)

    def __str__(self) -> str:
        return self.name


class Network(models.Model):
    """A local network of micro-businesses."""

    slug = models.SlugField(_("Address"), unique=True, max_length=60)
    name = models.CharField(_("Name"), max_length=120)
    purpose = models.CharField(_("In one sentence"), max_length=300, blank=True)
    about = models.TextField(_("About the network"), blank=True)
    host = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="networks",
        verbose_name=_("Host organisation"),
    )
    municipality_code = models.CharField(_("Municipality code"), max_length=4, blank=True)
    place = models.CharField(_("Place"), max_length=120, blank=True)
    founded_date = models.DateField(_("Founded"), null=True, blank=True)
    contact_name = models.CharField(_("Contact"), max_length=160, blank=True)
    contact_email = models.EmailField(_("Contact e-mail"), blank=True)
    contact_phone = models.CharField(_("Contact phone"), max_length=30, blank=True)
    parts = models.JSONField(default=list, blank=True)  # keys of networks.parts that are switched on
    is_open = models.BooleanField(default=True)  # False: closed, kept as an archive
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What a user may do now, in one network, in one organisation, or (neither) in the whole installation."""

    class Name(models.TextChoices):
        MEMBER = "member", _("Member")
        STEERING = "steering", _("Steering group member")
        COORDINATOR = "coordinator", _("Coordinator")
        HOST = "host", _("Host organisation")
        MUNICIPALITY = "municipality", _("Municipality")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=16, choices=Name)
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    since_date = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "name", "network"],
                condition=models.Q(network__isnull=False),
                name="role_once_per_network",
            ),
            models.UniqueConstraint(
                fields=["user", "name", "organisation"],
                condition=models.Q(organisation__isnull=False),
                name="role_once_per_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(network__isnull=False, organisation__isnull=True)
                | models.Q(network__isnull=True, organisation__isnull=False),
                name="role_in_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_name_display()} · {self.network or self.organisation}"
