"""Who moves here or begins, who welcomes them, and what the public page for them says."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting


class WelcomeHost(models.Model):
    """A member who said yes to welcoming newcomers, until they take it back."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="welcome_hosts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="welcome_hosts")
    trade = models.CharField(_("My trade"), max_length=120, blank=True)
    place = models.CharField(_("My village or town"), max_length=80, blank=True)
    words = models.CharField(_("A word to those who think of moving here"), max_length=300, blank=True)
    is_public = models.BooleanField(_("My name may stand on the public page"), default=False)
    wording = models.TextField()  # what they said yes to
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["given_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_welcome_host_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.network}"


class Newcomer(models.Model):
    """A business that moves here, moved here or began, and how it is welcomed."""

    class Came(models.TextChoices):
        PLANS = "plans", _("Thinks of moving here")
        MOVED = "moved", _("Moved here")
        STARTED = "started", _("Started here")

    class Source(models.TextChoices):
        PAGE = "page", _("Wrote on the page")
        QR = "qr", _("Came by the QR code")
        OFFICE = "office", _("Written down by the office")
        REGISTER = "register", _("Found in the register")

    municipality = models.CharField(max_length=4)  # its code: 0390
    place = models.CharField(_("Village or town"), max_length=80, blank=True)
    name = models.CharField(_("Name"), max_length=160)
    email = models.EmailField(_("E-mail"), blank=True)
    trade = models.CharField(_("What the business does"), max_length=200, blank=True)
    wish = models.TextField(_("What they look for"), blank=True)
    came = models.CharField(_("How it is"), max_length=8, choices=Came, default=Came.PLANS)
    source = models.CharField(max_length=8, choices=Source, default=Source.OFFICE)
    unit_id = models.CharField(_("CVR number"), max_length=20, blank=True)  # as the register writes it
    wording = models.TextField(blank=True)  # what they said yes to by writing
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    host = models.ForeignKey(WelcomeHost, null=True, blank=True, on_delete=models.SET_NULL, related_name="newcomers")
    host_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)  # somebody wrote or called
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True)  # signed up for the meeting
    welcomed_at = models.DateTimeField(null=True, blank=True)  # noted by hand; a check-in at a meeting counts by itself
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)  # the office was told that nobody has answered
    erased_at = models.DateTimeField(null=True, blank=True)  # name, address and words are taken out, the count stays

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["municipality", "made_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(closed_because=""), name="newcomer_closed_has_reason"
            ),
            models.UniqueConstraint(
                fields=["municipality", "unit_id"],
                condition=~Q(unit_id=""),
                name="one_newcomer_per_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MovePage(models.Model):
    """What the public page Move your business here says of a municipality (no place) or of one village in it."""

    municipality = models.CharField(max_length=4)
    place = models.CharField(_("Village or town"), max_length=80, blank=True)
    slug = models.SlugField(max_length=60, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=10, blank=True)  # whose figures a village shows
    text = models.TextField(_("What is good here"), blank=True)
    host = models.ForeignKey(WelcomeHost, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.CharField(_("Who answers"), max_length=160, blank=True)
    email = models.EmailField(_("E-mail for what is written on the page"), blank=True)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["municipality", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="one_move_page_per_place"),
        ]

    def __str__(self) -> str:
        return self.place or self.municipality


class Premises(models.Model):
    """A place to work that stands on the public page: to let, or shared with others."""

    class Kind(models.TextChoices):
        COWORKING = "coworking", _("Co-working")
        SHOP = "shop", _("Shop")
        OFFICE = "office", _("Office")
        WORKSHOP = "workshop", _("Workshop or hall")

    municipality = models.CharField(max_length=4)
    place = models.CharField(_("Village or town"), max_length=80)
    kind = models.CharField(_("What it is"), max_length=10, choices=Kind)
    name = models.CharField(_("Name or address"), max_length=160)
    about = models.CharField(_("In one line"), max_length=300, blank=True)
    website = models.URLField(_("Website"), blank=True)
    contact = models.CharField(_("Whom to ask"), max_length=160, blank=True)
    listed_date = models.DateField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["place", "kind", "name"]
        verbose_name_plural = "premises"

    def __str__(self) -> str:
        return self.name
