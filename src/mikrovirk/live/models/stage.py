"""Hands held out to those who tell of themselves, and what the room gives the one in the hot seat."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.models import Person
from mikrovirk.live.models.room import Evening, Phone
from mikrovirk.programme.models import HotSeatApplication


class Hand(models.Model):
    """One tap while a new member tells of themselves. Both get the other's contact when the new member agrees too."""

    class Kind(models.TextChoices):
        HELP = "help", _("I can help")
        TALK = "talk", _("Let us talk")
        KNOW = "know", _("I know somebody")

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="hands")
    turn = models.CharField(max_length=24)
    speaker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="hands_held_out")
    phone = models.ForeignKey(Phone, on_delete=models.CASCADE, related_name="hands")
    kind = models.CharField(max_length=4, choices=Kind)
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)  # the speaker said yes
    declined_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)  # each was mailed the other's contact

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["turn", "phone", "evening", "kind"], name="one_hand_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.phone} · {self.kind}"


class SeatTaken(models.Model):
    """A turn in the hot seat or on the brag spot that was held, and what came of it."""

    class Came(models.TextChoices):
        GOOD = "good", _("Something good")
        BEGUN = "begun", _("It is on its way")
        NOTHING = "nothing", _("Nothing yet")

    application = models.OneToOneField(HotSeatApplication, on_delete=models.CASCADE, related_name="taken")
    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="seats")
    key_destroyed_at = models.DateTimeField(null=True, blank=True)  # of what was said in the room only
    asked_14_at = models.DateTimeField(null=True, blank=True)
    asked_60_at = models.DateTimeField(null=True, blank=True)
    came = models.CharField(_("What came of it?"), max_length=8, blank=True, choices=Came)
    came_of_it = models.TextField(blank=True)  # the member's own words, the last answer
    came_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.application)


class SeatGroup(models.Model):
    """A heading the host gathers inputs under."""

    seat = models.ForeignKey(SeatTaken, on_delete=models.CASCADE, related_name="groups")
    client_id = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=8, blank=True)  # of the inputs that come under it by themselves
    title = models.CharField(max_length=80, blank=True)  # the host's own words; empty: the kind's name, or sealed
    sealed = models.BinaryField(null=True, blank=True)  # the title, where it stays in the room
    is_shown = models.BooleanField(default=False)  # on the screen
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "kind"], condition=~Q(kind=""), name="one_heading_for_a_kind"),
            models.CheckConstraint(condition=Q(sealed__isnull=True) | Q(title=""), name="sealed_title_is_nowhere_else"),
        ]

    def __str__(self) -> str:
        return self.title or self.kind


class SeatInput(models.Model):
    """A question, advice, an offer or a contact for the one in the seat: in plain text, or sealed for this room only."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        ADVICE = "advice", _("Advice")
        OFFER = "offer", _("Offer")
        CONTACT = "contact", _("Contact")
        WELL = "well", _("What went well")
        LEARN = "learn", _("What others can learn")

    seat = models.ForeignKey(SeatTaken, on_delete=models.CASCADE, related_name="inputs")
    phone = models.ForeignKey(Phone, null=True, blank=True, on_delete=models.SET_NULL, related_name="seat_inputs")
    client_id = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ADVICE)
    text = models.TextField(blank=True)
    name = models.CharField(max_length=160, blank=True)  # who gives it; empty where sealed (the name is sealed too)
    sealed = models.BinaryField(null=True, blank=True)  # text and name, encrypted with the key of that seat
    group = models.ForeignKey(SeatGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="inputs")
    position = models.PositiveSmallIntegerField(default=0)
    is_hidden = models.BooleanField(default=False)  # the host found that it does not belong here
    is_answered = models.BooleanField(default=False)  # a question that needs the screen no more
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["position", "at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "client_id"], name="one_seat_input_per_sending"),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True) | (Q(text="") & Q(name="")), name="sealed_is_nowhere_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
