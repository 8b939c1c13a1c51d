"""Consultations: a draft that members comment on point by point, online, in the hall and on paper."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, Season, Topic, Venue
from mikrovirk.voice.models.asking import InputRound


class Consultation(models.Model):
    """A draft season or plan shown to the members before it is adopted."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        OPEN = "open", _("Open for comments")
        CLOSED = "closed", _("Closed for comments")
        ADOPTED = "adopted", _("Adopted")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="consultations")
    title = models.CharField(_("What it is"), max_length=160)
    intro = models.TextField(_("In a few lines"), blank=True)
    round = models.ForeignKey(
        InputRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="consultations"
    )  # what it came of
    season = models.ForeignKey(
        Season, null=True, blank=True, on_delete=models.SET_NULL, related_name="consultations"
    )  # laid when it is adopted
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(_("Comments until"), null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("What we say to the comments on the whole"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    unanswered_because = models.CharField(
        max_length=300, blank=True
    )  # why it was adopted although comments had no answer
    decision = models.ForeignKey(
        "voice.Decision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # to adopt it
    made_season = models.BooleanField(default=False)  # the season came of the adoption; it goes when that is undone

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state="draft") | Q(opened_at__isnull=False), name="opened_has_moment"),
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(adopted_at__isnull=False), name="adopted_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Point(models.Model):
    """One point of a draft: a meeting of the season with its day and topic, or anything else that can be said yes to."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("Point"), max_length=160)
    text = models.TextField(_("In a few lines"), blank=True)
    starts_at = models.DateTimeField(_("When"), null=True, blank=True)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Topic")
    )
    format = models.ForeignKey(
        Format, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Format")
    )
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Venue")
    )
    speaker = models.ForeignKey(
        "voice.Speaker", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Speaker")
    )
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_meeting = models.BooleanField(default=False)  # the meeting came of the adoption
    planned = models.JSONField(default=dict, blank=True)  # this meeting as the season planner laid it
    before = models.JSONField(default=dict, blank=True)  # of a meeting that was there: what the adoption changed in it
    taken_out_at = models.DateTimeField(null=True, blank=True)  # after members had seen it: what they said stays
    answer = models.TextField(_("What we say to the comments"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class PointSupport(models.Model):
    """What one person, or one phone in the hall, thinks of a point. The last answer counts."""

    class Stance(models.TextChoices):
        FOR = "for", _("Good idea")
        AGAINST = "against", _("Not for me")

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="support")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    phone = models.UUIDField(null=True, blank=True)  # a phone in the hall of which nobody is known
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stance = models.CharField(max_length=7, choices=Stance)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["point", "person"], condition=Q(person__isnull=False), name="one_stance_per_person"
            ),
            models.UniqueConstraint(
                fields=["point", "phone"], condition=Q(phone__isnull=False), name="one_stance_per_phone"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, phone__isnull=True) | Q(person__isnull=True, phone__isnull=False),
                name="stance_is_somebody_s",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point}: {self.stance}"


class PaperCount(models.Model):
    """What was counted on paper at a meeting: how many were for a point and how many against."""

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="paper_counts")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    for_count = models.PositiveIntegerField(_("Good idea"), default=0)
    against_count = models.PositiveIntegerField(_("Not for me"), default=0)
    entered_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["point", "meeting"], condition=Q(meeting__isnull=False), name="one_count_per_meeting"
            ),
            models.UniqueConstraint(
                fields=["point"], condition=Q(meeting__isnull=True), name="one_count_outside_meetings"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point}: {self.for_count} − {self.against_count}"


class ConsultationVersion(models.Model):
    """A draft as it read at one moment: when it was opened, each time it was changed after, and as adopted."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # title, intro, points with texts, answers and counts
    why = models.CharField(max_length=300, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["consultation", "number"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.consultation} {self.number}"


class Comment(models.Model):
    """A comment on a draft: the input that holds its words, and which version its author had read."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="comments")
    input = models.OneToOneField("voice.Input", on_delete=models.CASCADE, related_name="comment")
    version = models.PositiveSmallIntegerField()  # number of the version it is about
    is_named = models.BooleanField(default=False)  # its author wishes to be named to the other members
    hidden_at = models.DateTimeField(
        null=True, blank=True
    )  # the other members are not shown it; it is dealt with all the same

    class Meta:
        indexes: ClassVar = [models.Index(fields=["consultation", "version"])]

    def __str__(self) -> str:
        return f"{self.consultation} {self.version}"
