"""Who is on stage: the 3 × 3 minutes of the newest members, and the hot seat or the brag spot."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.common import sealing
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models.meetings import Meeting


class SlotOffer(models.Model):
    """Three minutes offered to a new member at one meeting, and the three short texts of who accepts."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        DROPPED = "dropped", _("Could not after all")  # had said yes
        CLOSED = (
            "closed",
            _("Not answered in time"),
        )  # with answered_at: said yes too late, and was promised the next evening

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="slot_offers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="slot_offers")
    wave = models.PositiveSmallIntegerField(default=0)  # days before the meeting it was made; 0: the first
    state = models.CharField(max_length=8, choices=State, default=State.OFFERED)
    offered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    ask_again = models.BooleanField(default=False)  # declined, and wishes to be asked another time
    texts_at = models.DateTimeField(
        null=True, blank=True
    )  # the member saw to the three texts; before that they come from the profile
    business_text = models.CharField(_("My business"), max_length=300, blank=True)
    contribution_text = models.CharField(_("My contribution"), max_length=300, blank=True)
    expectation_text = models.CharField(_("What I expect of the network"), max_length=300, blank=True)
    expectation_met = models.CharField(
        max_length=8, blank=True, choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("Not yet"))]
    )
    expectation_note = models.TextField(blank=True)
    expectation_asked_at = models.DateTimeField(null=True, blank=True)
    expectation_answered_at = models.DateTimeField(null=True, blank=True)
    expectation_seen_at = models.DateTimeField(null=True, blank=True)  # the coordinator saw to what is still missing

    class Meta:
        ordering: ClassVar = ["offered_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_offer_per_meeting"),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
                name="answered_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.meeting}"


READABLE_AFTER = timedelta(hours=24)  # after the meeting: so long can be read what stays in the room


@dataclass(frozen=True, slots=True)
class Told:
    """What an application says. Both are empty when it stayed in the room and the evening is over."""

    title: str = ""
    brief: str = ""

    def __bool__(self) -> bool:
        return bool(self.title or self.brief)


class HotSeatApplication(models.Model):
    """A member's wish to take the hot seat (a challenge) or the brag spot (a new customer or order).

    What is only for those in the room is stored sealed from the first moment, so that no backup holds it: read `told`.
    """

    class Kind(models.TextChoices):
        HOT_SEAT = "hot_seat", _("The hot seat")
        BRAG_SPOT = "brag_spot", _("The brag spot")

    class Openness(models.TextChoices):
        OPEN = "open", _("Everybody may hear about it")
        MEMBERS = "members", _("Only members")
        ROOM = "room", _("Only those in the room")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CHOSEN = "chosen", _("Chosen")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="hot_seat_applications")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hot_seat_applications")
    kind = models.CharField(_("What do you want?"), max_length=10, choices=Kind)
    title = models.CharField(_("In one line"), max_length=120, blank=True)  # empty where sealed
    brief = models.TextField(_("Your challenge, or your new customer or order"), max_length=2000, blank=True)
    sealed = models.BinaryField(null=True, blank=True)  # title and brief, locked with the key
    room_key = models.CharField(max_length=32, blank=True)  # name of the key of what stays in the room; common.sealing
    openness = models.CharField(_("Who may hear about it?"), max_length=8, choices=Openness, default=Openness.MEMBERS)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="hot_seat")
    applied_at = models.DateTimeField(default=timezone.now)
    chosen_at = models.DateTimeField(null=True, blank=True)
    told_later_at = models.DateTimeField(null=True, blank=True)  # was kindly told that it is kept for later

    class Meta:
        ordering: ClassVar = ["applied_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="chosen") | Q(chosen_at__isnull=False), name="chosen_has_moment"),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True) | Q(title="", brief=""), name="sealed_brief_is_nowhere_else"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())

    @property
    def stays_in_the_room(self) -> bool:
        return self.openness == self.Openness.ROOM

    @property
    def told(self) -> Told:
        """The words as they can be read now."""
        return self.told_at(timezone.now())

    def told_at(self, now: datetime, *, until: datetime | None = None) -> Told:
        """The words, or nothing once they have stayed in the room. `until`: when that is, if later than planned."""
        if self.stays_in_the_room and (now >= (until or self.readable_until or now + READABLE_AFTER)):
            return Told()
        if self.sealed is None:
            return Told(self.title, self.brief)
        try:
            return Told(*sealing.key_of(self.room_key).unseal(self.sealed, bound_to=self.bound_to))
        except sealing.KeyGone:
            return Told()

    @property
    def readable_until(self) -> datetime | None:
        """When what stays in the room can be read no more, by the meeting's plan; None while no evening is chosen."""
        return self.meeting.ends_at + READABLE_AFTER if self.meeting else None

    @property
    def bound_to(self) -> str:
        return f"hot seat {self.room_key}"


class HotSeatAsk(models.Model):
    """A member was asked in person to take the seat, because nobody had applied."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="hot_seat_asks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hot_seat_asks")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    declined_at = models.DateTimeField(null=True, blank=True)
    ask_again = models.BooleanField(default=False)  # declined, and wishes to be asked another time

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_hot_seat_ask_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.meeting}"
