"""One stream: whatever anybody said, where it came from, what it is about and what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Topic
from mikrovirk.voice.models.asking import InputRound, RoundQuestion
from mikrovirk.voice.models.consultations import Point
from mikrovirk.voice.models.steering import Decision


class Source(models.TextChoices):
    """Where an input came from."""

    ROUND_PAGE = "round_page", _("Answer to an input round")
    ROUND_MAIL = "round_mail", _("Reply by mail")
    MAIL = "mail", _("Mail")
    FEEDBACK = "feedback", _("After a meeting")
    HALL = "hall", _("From the hall")
    TOPIC = "topic", _("Suggested topic")
    CONSULTATION = "consultation", _("Comment on a draft")
    PAPER = "paper", _("On paper")
    OFFICE = "office", _("Told to the coordinator")


class Outcome(models.TextChoices):
    """What came of an input."""

    TAKEN_UP = "taken_up", _("Taken up")
    MERGED = "merged", _("Merged with another")
    LATER = "later", _("Later")
    NO = "no", _("No, because …")
    NOTED = "noted", _("Thank you, noted")


class Theme(models.Model):
    """What several inputs have in common, as the steering group sees it."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="themes")
    round = models.ForeignKey(InputRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="themes")
    name = models.CharField(_("Theme"), max_length=120)
    about = models.CharField(_("In one sentence"), max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)  # all of it has its outcome: no longer on the board

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Input(models.Model):
    """One thing somebody said. An anonymous one has no author anywhere: whoever wrote it follows it by the receipt."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="inputs")
    source = models.CharField(max_length=12, choices=Source)
    source_key = models.CharField(max_length=80, blank=True)  # "feedback:12": the same thing lands once
    text = models.TextField()
    rating = models.PositiveSmallIntegerField(null=True, blank=True)  # one to five, where it was asked
    at = models.DateTimeField(default=timezone.now)  # of an anonymous one: the day only
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="inputs")
    author_name = models.CharField(max_length=160, blank=True)  # somebody known by name only
    receipt = models.CharField(max_length=32, blank=True)  # of an anonymous one: opens the page with what came of it
    round = models.ForeignKey(InputRound, null=True, blank=True, on_delete=models.CASCADE, related_name="inputs")
    question = models.ForeignKey(RoundQuestion, null=True, blank=True, on_delete=models.SET_NULL, related_name="inputs")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="inputs")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="inputs")
    point = models.ForeignKey(Point, null=True, blank=True, on_delete=models.SET_NULL, related_name="inputs")
    is_unsure = models.BooleanField(default=False)  # a reply of which more may have been kept than the person wrote
    flags = models.JSONField(default=list, blank=True)  # domain.replies: attachment, cpr, other-sender
    support_count = models.PositiveIntegerField(default=0)  # how many others wanted the same, as it came
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="inputs")
    position = models.PositiveIntegerField(default=0)  # within its theme
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    outcome_words = models.CharField(_("What we say to them"), max_length=500, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="inputs")
    told_in = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # the one mail in which its author was told
    told_at = models.DateTimeField(
        null=True, blank=True
    )  # that mail was drafted, or the outcome could be read by the receipt
    told_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # who told the author in person, where no mail reaches them
    told_in_person_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)  # its author wished it gone: the text is empty

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "source_key"], condition=~Q(source_key=""), name="lands_once"),
            models.UniqueConstraint(fields=["receipt"], condition=~Q(receipt=""), name="one_input_per_receipt"),
            models.CheckConstraint(
                condition=Q(receipt="") | Q(person__isnull=True, author_name=""), name="anonymous_has_no_author"
            ),
            models.CheckConstraint(condition=Q(outcome="") | Q(outcome_at__isnull=False), name="outcome_has_moment"),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | ~Q(outcome=""), name="nobody_is_told_of_no_outcome"
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=False) | Q(told_in__isnull=True, told_in_person_at__isnull=True),
                name="told_has_moment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["network", "outcome", "at"]),
            models.Index(fields=["network", "theme", "position"]),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_anonymous(self) -> bool:
        return self.person_id is None and not self.author_name


class Conclusion(models.Model):
    """What a round came to. At most five a round; counts when office and steering group have both approved it."""

    AT_MOST = 5

    round = models.ForeignKey(InputRound, on_delete=models.CASCADE, related_name="conclusions")
    position = models.PositiveSmallIntegerField()  # 1 to 5
    text = models.TextField(_("Conclusion"), max_length=600)
    themes = models.ManyToManyField(Theme, blank=True, related_name="conclusions")  # the inputs behind it
    office_at = models.DateTimeField(null=True, blank=True)
    office_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    steering_at = models.DateTimeField(null=True, blank=True)
    steering_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "position"], name="one_conclusion_per_position"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=5), name="at_most_five_conclusions"),
            models.CheckConstraint(
                condition=Q(office_by__isnull=True)
                | Q(steering_by__isnull=True)
                | ~Q(office_by=models.F("steering_by")),
                name="two_people_approve",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_approved(self) -> bool:
        return self.office_at is not None and self.steering_at is not None
