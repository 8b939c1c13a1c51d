"""The agreement on who does what in a municipality, or in several together: its parties, its versions, who signed them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network, Organisation


class Agreement(models.Model):
    """Who does what. Its tasks and parts are the draft everybody writes on; what is signed are its versions."""

    network = models.ForeignKey(  # whose coordinator approves the mails to the parties
        Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="agreements"
    )
    begun_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}"


class AgreementArea(models.Model):
    """A municipality the agreement holds in. A municipality has one agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="areas")
    municipality_code = models.CharField(_("Municipality"), max_length=4, unique=True)

    class Meta:
        ordering: ClassVar = ["municipality_code"]

    def __str__(self) -> str:
        return self.municipality_code


class Party(models.Model):
    """Somebody who does something: an organisation, a network, or another by name, who signs by a mailed link."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="parties"
    )
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="parties")
    other_name = models.CharField(_("Name"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)  # where the link to sign by is sent
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, network__isnull=True, other_name="")
                | Q(organisation__isnull=True, network__isnull=False, other_name="")
                | (Q(organisation__isnull=True, network__isnull=True) & ~Q(other_name="")),
                name="party_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=Q(organisation__isnull=False),
                name="party_organisation_once",
            ),
            models.UniqueConstraint(
                fields=["agreement", "network"], condition=Q(network__isnull=False), name="party_network_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called; reads the organisation or network."""
        return str(self.organisation or self.network or self.other_name)


class Version(models.Model):
    """The agreement as it was put to the parties, word for word. It is never changed: what is changed is the next version."""

    class State(models.TextChoices):
        OUT = "out", _("Waits for signatures")
        FORCE = "force", _("In force")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Taken back")

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # domain.roles.Content as plain values
    digest = models.CharField(max_length=64)  # SHA-256 of the content: what a signature is bound to
    review_date = models.DateField(_("Looked at again at the latest"))
    note = models.CharField(_("What is new, in one sentence"), max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OUT)
    put_out_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    put_out_at = models.DateTimeField()
    in_force_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # replaced or taken back
    reminded_date = models.DateField(null=True, blank=True)  # the last time the parties were told of the review

    class Meta:
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [models.Index(fields=["state", "review_date"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["agreement"], condition=Q(state="out"), name="version_one_waits"),
            models.UniqueConstraint(fields=["agreement"], condition=Q(state="force"), name="version_one_in_force"),
            models.CheckConstraint(
                condition=Q(state__in=["out", "withdrawn"], in_force_at__isnull=True)
                | Q(state__in=["force", "replaced"], in_force_at__isnull=False),
                name="version_in_force_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class SignOff(models.Model):
    """What one party said to one version. `digest` is that of the words they read."""

    class Said(models.TextChoices):
        SIGNED = "signed", _("Signed")
        DECLINED = "declined", _("Declined")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="sign_offs")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="sign_offs")
    said = models.CharField(max_length=8, choices=Said)
    digest = models.CharField(max_length=64)
    name = models.CharField(_("Your name"), max_length=120)
    why = models.CharField(_("Why not"), max_length=500, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_link = models.BooleanField(default=False)  # came by the party's mailed link
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "party"], name="sign_off_once"),
            models.CheckConstraint(condition=Q(said="signed") | ~Q(why=""), name="sign_off_declined_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_said_display()}"
