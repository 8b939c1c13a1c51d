"""Which businesses of the register a network wants to invite, what came of it, and every use that was made of their addresses."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network


class ListedBusiness(models.Model):
    """A business on a network's list. Only its number is kept: name and address are read from the register each time, and not of
    who has become protected since."""

    class State(models.TextChoices):
        CHOSEN = "chosen", _("To be invited")
        INVITED = "invited", _("Invited")
        COMING = "coming", _("Wants to come")
        LATER = "later", _("Perhaps later")
        DECLINED = "declined", _("No thanks, do not ask again")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="listed_businesses")
    country = models.CharField(max_length=2, default="DK")
    unit_id = models.CharField(max_length=20)  # the company's number, as the register writes it
    state = models.CharField(_("What came of it"), max_length=8, choices=State, default=State.CHOSEN)
    host = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(_("Note"), max_length=300, blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    invited_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["chosen_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "country", "unit_id"], name="once_on_a_network_list"),
        ]
        indexes: ClassVar = [models.Index(fields=["country", "unit_id"])]

    def __str__(self) -> str:
        return f"{self.country} {self.unit_id} · {self.network}"


class ContactUse(models.Model):
    """One use of names and addresses out of the register: who, when, what for, of whom, and how many were left out."""

    class Form(models.TextChoices):
        LETTERS = "letters", _("Letters")
        LABELS = "labels", _("Labels")
        VISITS = "visits", _("Visit list")
        COMMAND = "command", _("From the command line")
        SEEN = "seen", _("Seen on the page")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="contact_uses")
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    form = models.CharField(max_length=8, choices=Form)
    purpose = models.CharField(_("What for"), max_length=200)
    text = models.TextField(_("The letter"), blank=True)
    register_date = models.DateField()  # of the copy that was asked
    unit_ids = models.JSONField(default=list, blank=True)  # emptied after two years
    count = models.PositiveIntegerField()
    left_out = models.JSONField(default=dict, blank=True)  # how many, by register.queries.invitable.Reason

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(purpose=""), name="use_has_a_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.network} · {self.get_form_display()} · {self.count}"

    @property
    def left_out_count(self) -> int:
        """How many were left out, for whatever reason."""
        return sum(self.left_out.values())
