"""What a conference came to: conclusions, and who promised what until when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models.conferences import Conference
from mikrovirk.networks.models import Network, Organisation


class Conclusion(models.Model):
    """One sentence a conference agreed on."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="conclusions")
    text = models.CharField(_("Conclusion"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Commitment(models.Model):
    """What one party does until a day: promised once its owner has said yes."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for a yes")
        OPEN = "open", _("Promised")
        KEPT = "kept", _("Kept")
        DROPPED = "dropped", _("Given up")
        DECLINED = "declined", _("Declined")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="commitments")
    conclusion = models.ForeignKey(
        Conclusion, null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments"
    )
    task = models.ForeignKey(  # of the division of roles: it is part of carrying that out
        "cooperation.Task", null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments"
    )
    text = models.CharField(_("What is done"), max_length=300)
    # Whose it is: exactly one of an organisation, a network, or somebody else by name.
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="commitments"
    )
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.CASCADE, related_name="commitments")
    owner_name = models.CharField(_("Who"), max_length=160, blank=True)
    owner_email = models.EmailField(_("Their e-mail"), blank=True)  # where the owner's link is sent
    due_date = models.DateField(_("Until"))
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    why = models.CharField(_("Why"), max_length=500, blank=True)  # it was given up or declined
    settled_at = models.DateTimeField(null=True, blank=True)  # kept, given up or declined
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["due_date", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "due_date"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, network__isnull=True, owner_name="")
                | Q(organisation__isnull=True, network__isnull=False, owner_name="")
                | (Q(organisation__isnull=True, network__isnull=True) & ~Q(owner_name="")),
                name="commitment_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "open"], settled_at__isnull=True)
                | Q(state__in=["kept", "dropped", "declined"], settled_at__isnull=False),
                name="commitment_settled_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["dropped", "declined"]) | ~Q(why=""), name="commitment_dropped_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owner(self) -> str:
        """The owner's name; reads the organisation or network."""
        return str(self.organisation or self.network or self.owner_name)


class FollowUp(models.Model):
    """One word on how a commitment is coming along, kept for good."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="follow_ups")
    state = models.CharField(max_length=8, choices=Commitment.State)  # after it
    text = models.CharField(_("How it is going"), max_length=500, blank=True)
    due_date = models.DateField(null=True, blank=True)  # the new day, where it was moved
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by_owner = models.BooleanField(default=False)  # came by the owner's link
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text or self.get_state_display()
