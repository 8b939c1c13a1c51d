"""Ask everybody: a round of questions, and who was asked."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network


class InputRound(models.Model):
    """A personal mail from a named person that asks many the same, and what is done with the answers."""

    class Tone(models.TextChoices):
        WARM = "warm", _("Warm and personal")
        SHORT = "short", _("Short and straight")
        FORMAL = "formal", _("A little more formal")

    class Audience(models.TextChoices):
        MEMBERS = "members", _("All members")
        NEW = "new", _("Members who joined within a year")
        AWAY = "away", _("Members who have not come lately")
        ACTIVE = "active", _("Members who come")
        GUESTS = "guests", _("Members and those who have been guests")

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", _("Open for answers")
        CLOSED = "closed", _("Closed")
        CONCLUDED = "concluded", _("Concluded")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="input_rounds")
    title = models.CharField(_("What we call it"), max_length=120)  # for the steering group: "Before autumn 2027"
    tone = models.CharField(_("Tone"), max_length=8, choices=Tone, default=Tone.WARM)
    audience = models.CharField(_("Who is asked"), max_length=8, choices=Audience, default=Audience.MEMBERS)
    sender = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("From whom")
    )
    subject = models.CharField(_("Subject"), max_length=200)
    body = models.TextField(
        _("The mail")
    )  # in the sender's own words, with {first_name}; without questions and sign-off
    deadline_at = models.DateTimeField(_("Answers until"))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)  # the mail was drafted and people are on the list
    reminded_at = models.DateTimeField(null=True, blank=True)  # the one reminder was drafted
    closed_at = models.DateTimeField(null=True, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(opened_at__isnull=False), name="open_round_has_moment"
            )
        ]

    def __str__(self) -> str:
        return self.title


class RoundQuestion(models.Model):
    """One question of a round."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Free words")
        CHOICE = "choice", _("Choose one")
        SCALE = "scale", _("One to five")

    round = models.ForeignKey(InputRound, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("How it is answered"), max_length=6, choices=Kind, default=Kind.TEXT)
    text = models.CharField(_("Question"), max_length=300)
    choices = models.JSONField(default=list, blank=True)  # of texts

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Ask(models.Model):
    """One person of a round. That an anonymous answer came is known, so that nobody is reminded in vain; not which."""

    round = models.ForeignKey(InputRound, on_delete=models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="asks")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)  # of an anonymous answer: the day only
    declined_at = models.DateTimeField(null=True, blank=True)  # "do not ask me again in this round"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="asked_once_a_round")]
        indexes: ClassVar = [models.Index(fields=["round", "answered_at"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.round}"
