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
    accessibility = models.JSONField(default=dict, blank=True, editable=False)  # home.accessibility.facts.Statement

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="one_installation")]

    def __str__(self) -> str:
        return self.region or "MikroVirk"


class DataProtection(models.Model):
    """The one row about who answers for the personal data here, and how long whoever hosts keeps them."""

    controller = models.CharField(_("Who is responsible for the data"), max_length=160, blank=True)
    is_authority = models.BooleanField(_("It is a public authority"), default=False)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    contact = models.CharField(_("How to reach them"), max_length=200, blank=True)  # e-mail or telephone
    officer = models.CharField(_("Data protection officer"), max_length=200, blank=True)  # and how to reach them
    host = models.CharField(_("Who runs the server"), max_length=160, blank=True)  # empty: the controller does
    host_contact = models.CharField(_("How to reach whoever runs the server"), max_length=200, blank=True)
    processors = models.TextField(_("Others who handle data for them"), blank=True)  # one a line: who, for what, where
    keep_days = models.JSONField(default=dict, blank=True)  # rule of retention → days, where not as shipped
    begins = models.JSONField(default=dict, blank=True)  # rule of retention → the day it may first delete, ISO
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="one_data_protection")]

    def __str__(self) -> str:
        return self.controller or "–"


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
    watched_date = models.DateField(null=True, blank=True, editable=False)  # looked at whether somebody runs it
    offered_parts: frozenset[str] | None = (
        None  # no column: by the installation, once `queries.look_up_parts` has asked
    )

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What a user may do in one network or in one organisation. One with a last day counts from its first to its last."""

    class Name(models.TextChoices):
        MEMBER = "member", _("Member")
        STEERING = "steering", _("Steering group member")
        COORDINATOR = "coordinator", _("Coordinator")
        SUBSTITUTE = "substitute", _("Substitute coordinator")
        HOST = "host", _("Host organisation")
        MUNICIPALITY = "municipality", _("Municipality")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=16, choices=Name)
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="roles"
    )
    since_date = models.DateField()
    until_date = models.DateField(null=True, blank=True)  # the last day it counts
    away_from_date = models.DateField(null=True, blank=True)  # a coordinator said beforehand: I am on holiday
    away_until_date = models.DateField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=~models.Q(name="substitute") | models.Q(until_date__isnull=False),
                name="substitute_has_last_day",
            ),
            models.CheckConstraint(
                condition=models.Q(away_from_date__isnull=True, away_until_date__isnull=True)
                | models.Q(away_until_date__gte=models.F("away_from_date")),
                name="away_from_one_day_to_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_name_display()} · {self.network or self.organisation}"


class RoleChange(models.Model):
    """Who got or gave back which role in a network, by whom and why. What a role may do stands in `Role` alone."""

    class What(models.TextChoices):
        GIVEN = "given", _("given")
        ENDED = "ended", _("ended")
        RAN_OUT = "ran_out", _("ran out")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="role_changes")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_changes")
    role = models.CharField(max_length=16, choices=Role.Name)
    what = models.CharField(max_length=8, choices=What)
    since_date = models.DateField(null=True, blank=True)
    until_date = models.DateField(null=True, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)  # the mails about it are made

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["told_at"])]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.get_what_display()}"


class KnowHow(models.Model):
    """Something whoever runs the network should know: an agreement, whom to ask, where the money is."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("An agreement")
        PERSON = "person", _("Who knows what")
        MONEY = "money", _("Money and payment")
        OTHER = "other", _("Good to know")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="know_how")
    kind = models.CharField(_("What is it?"), max_length=10, choices=Kind, default=Kind.OTHER)
    subject = models.CharField(_("Subject"), max_length=120)
    text = models.TextField(_("What to know"), max_length=2000)
    who = models.CharField(_("Whom to ask"), max_length=200, blank=True)  # a name, and how to reach them
    written_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back

    class Meta:
        ordering: ClassVar = ["kind", "subject", "pk"]

    def __str__(self) -> str:
        return self.subject


class WatchCase(models.Model):
    """A reason to worry whether somebody runs the network; open until it is no longer so."""

    class Matter(models.TextChoices):
        NOBODY = "nobody", _("Nobody runs the network")
        SILENT = "silent", _("Nobody who runs the network has done anything for four weeks")
        UNPREPARED = "unprepared", _("A meeting is near and not prepared")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="watch_cases")
    matter = models.CharField(max_length=10, choices=Matter)
    about = models.CharField(max_length=40, blank=True)  # "meeting:12"
    opened_at = models.DateTimeField()
    steering_told_at = models.DateTimeField(null=True, blank=True)  # since then the steering group may appoint
    host_told_at = models.DateTimeField(null=True, blank=True)  # since then the host organisation may, too
    told_at = models.DateTimeField(null=True, blank=True)  # the latest mails about it
    told_count = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["opened_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "matter", "about"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_case_per_matter",
            )
        ]

    def __str__(self) -> str:
        return f"{self.network} · {self.get_matter_display()}"
