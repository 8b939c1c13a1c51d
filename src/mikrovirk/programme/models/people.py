"""Who comes, who came, how it was, and who follows the meetings by mail."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models.meetings import Meeting


class SignUp(models.Model):
    """One person's answer to one meeting. A walk-in without an e-mail has a name only."""

    class State(models.TextChoices):
        COMING = "coming", _("Coming")
        WAITING = "waiting", _("On the waiting list")
        CANCELLED = "cancelled", _("Cancelled")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="sign_ups")
    name = models.CharField(_("Name"), max_length=160, blank=True)  # walk-in, or a guest somebody brings
    brought_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="brings"
    )  # takes a place of its own
    as_guest = models.BooleanField(default=False)  # was no member when signing up
    comes_with = models.ForeignKey(  # the partner whose person this is, at a joint meeting; None: the host's
        Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State)
    made_at = models.DateTimeField(default=timezone.now)  # decides the order of the waiting list
    placed_at = models.DateTimeField(null=True, blank=True)  # got the place
    cancelled_at = models.DateTimeField(null=True, blank=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)
    is_listed = models.BooleanField(default=False)  # agreed to be shown to the others who come
    is_walk_in = models.BooleanField(default=False)
    via = models.CharField(max_length=12, blank=True)  # mail, page, office, calendar: how it came
    client_id = models.CharField(
        max_length=40, blank=True
    )  # a phone's own name for a walk-in: the same tap twice is one

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="one_sign_up_per_person"
            ),
            models.UniqueConstraint(
                fields=["meeting", "client_id"], condition=~Q(client_id=""), name="walk_in_once_per_tap"
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(name=""), name="sign_up_is_somebody"),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(cancelled_at__isnull=False), name="cancelled_has_moment"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "state", "made_at"])]

    def __str__(self) -> str:
        return f"{self.name or self.person} · {self.meeting}"


class Feedback(models.Model):
    """How it was, from somebody who came: one to five, and free words."""

    sign_up = models.OneToOneField(SignUp, on_delete=models.CASCADE, related_name="feedback")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback")
    rating = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.TextField(_("What should we know?"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="rating_one_to_five")
        ]

    def __str__(self) -> str:
        return f"{self.rating} · {self.meeting}"


class Follower(models.Model):
    """Somebody who gets the meetings by mail without being a member; confirmed once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="followers")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "network"], name="follows_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.network}"
