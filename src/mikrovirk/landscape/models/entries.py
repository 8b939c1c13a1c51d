"""The register of networks and offers: one entry for each, kept by whoever stands behind it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models.feeds import Feed
from mikrovirk.landscape.models.words import Audience, Language
from mikrovirk.networks.models import Network


class Entry(models.Model):
    """A network, an erfa group, an offer to businesses or a place to work: for whom, where, what it costs, whom to ask.

    Of one of our own networks the name, the contact and the activity come from the network itself.
    """

    class Kind(models.TextChoices):
        NETWORK = "network", _("Network")
        ERFA = "erfa", _("Erfa group")
        OFFER = "offer", _("Offer to businesses")
        COWORKING = "coworking", _("Co-working place")
        OTHER = "other", _("Something else")

    kind = models.CharField(_("What is it?"), max_length=10, choices=Kind, default=Kind.NETWORK)
    name = models.CharField(_("Name"), max_length=120)
    about = models.TextField(_("What it is, in a few lines"), max_length=600, blank=True)
    audience = models.CharField(_("For whom"), max_length=12, choices=Audience, default=Audience.EVERYBODY)
    industries = models.CharField(_("Trades"), max_length=21, blank=True)  # letters of DB07, "FGI"; "": every one
    place = models.CharField(_("Where"), max_length=160, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=4, blank=True)
    town = models.CharField(_("Town"), max_length=80, blank=True)
    latitude = models.FloatField(null=True, blank=True)  # where it lies, if somebody said; else its postcode's point
    longitude = models.FloatField(null=True, blank=True)
    price = models.CharField(_("Price"), max_length=120, blank=True)
    is_free = models.BooleanField(_("Free"), null=True, blank=True)
    how_often = models.CharField(_("How often"), max_length=120, blank=True)
    language = models.CharField(_("Language"), max_length=5, choices=Language, default=Language.DANISH)
    contact_name = models.CharField(_("Contact"), max_length=160, blank=True)
    contact_email = models.EmailField(_("Contact e-mail"), blank=True)
    contact_phone = models.CharField(_("Contact phone"), max_length=30, blank=True)
    website = models.URLField(_("Website"), max_length=500, blank=True)
    last_activity_date = models.DateField(_("Last activity"), null=True, blank=True)

    network = models.OneToOneField(Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="entry")
    feed = models.ForeignKey(  # its calendar, if we read it: tells when something was last held
        Feed, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries"
    )
    # Who keeps it: they get a link by mail twice a year, and need no account. Never shown to the public.
    owner_name = models.CharField(_("Who looks after it"), max_length=160, blank=True)
    owner_email = models.EmailField(_("Their e-mail"), blank=True)
    link_number = models.PositiveIntegerField(default=1)  # rises with a new owner: the old one's link is over
    asking_network = models.ForeignKey(  # whose coordinator approves the mails to the owner
        Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries_asked"
    )
    added_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)  # the owner last said that it is right
    asked_at = models.DateTimeField(null=True, blank=True)  # a mail to the owner was last drafted
    closed_at = models.DateTimeField(null=True, blank=True)  # it is no more; can be opened again
    removed_at = models.DateTimeField(null=True, blank=True)  # taken out by who keeps the register; can be put back
    search_text = models.CharField(max_length=1000, blank=True)  # name, text, place and trades in small letters

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="entry_point_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EntryArea(models.Model):
    """A municipality that an entry is for."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="areas")
    municipality_code = models.CharField(max_length=4)

    class Meta:
        ordering: ClassVar = ["municipality_code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "municipality_code"], name="entry_once_in_a_municipality")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality_code"])]

    def __str__(self) -> str:
        return f"{self.entry} · {self.municipality_code}"


class EntryChange(models.Model):
    """Something that was done with an entry, by whom, and what stood there before: so that it can be undone."""

    class What(models.TextChoices):
        ADDED = "added", _("Added")
        CONFIRMED = "confirmed", _("Confirmed")
        CHANGED = "changed", _("Changed")
        CLOSED = "closed", _("Closed")
        REOPENED = "reopened", _("Opened again")
        REMOVED = "removed", _("Taken out")
        PUT_BACK = "put_back", _("Put in again")
        ASKED = "asked", _("The owner is asked")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_owner = models.BooleanField(default=False)  # behind the link in the mail
    before = models.JSONField(default=dict, blank=True)  # field: its value before
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["entry", "-at"])]

    def __str__(self) -> str:
        return f"{self.entry} · {self.get_what_display()}"
