"""The evening as a whole, the phones in the room, and what is asked and answered from them."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import Meeting, SignUp


class Evening(models.Model):
    """One meeting while it runs. Its clock follows from the host's actions; see domain.running."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="evening")
    code = models.CharField(max_length=6, unique=True)  # typed on a phone to come in
    programme = models.JSONField(default=list)  # the turns as they were laid out; domain.running.Turn.as_plain()
    opened_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    number = models.PositiveBigIntegerField(default=0)  # of the last change that the phones were told of
    showing = models.JSONField(default=dict, blank=True)  # on the screen instead of what is on: {"what", "pk"}

    def __str__(self) -> str:
        return str(self.meeting)


class Region(models.Model):
    """A part of the pages of an evening, and the number of its last change: what a phone with an older number is sent.

    Nothing of the content stands here, so nothing is kept that should not be.
    """

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="regions")
    name = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["evening", "name"], name="one_row_per_region")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class HostAction(models.Model):
    """What the host pressed, and when: by the host's own phone, which may have been without net."""

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="actions")
    client_id = models.UUIDField(default=uuid.uuid4)  # the same press sent twice is one
    at = models.DateTimeField()  # when it was pressed, by the server's clock as the phone knows it
    kind = models.CharField(max_length=12)  # domain.running.Press
    turn = models.CharField(max_length=24, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["at", "client_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evening", "client_id"], name="one_action_per_press"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.turn}"


class Phone(models.Model):
    """A phone in the room. Whoever holds it is known by the place on the list that they said is theirs, or by name."""

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="phones")
    key = models.UUIDField(default=uuid.uuid4, unique=True)  # in the phone's signed cookie
    sign_up = models.ForeignKey(SignUp, null=True, blank=True, on_delete=models.SET_NULL, related_name="phones")
    name = models.CharField(_("Your name"), max_length=160, blank=True)
    contact = models.CharField(max_length=254, blank=True)  # left by who came in by name: e-mail, or phone as E.164
    is_host = models.BooleanField(default=False)  # was handed the evening by a link
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evening", "sign_up"], condition=models.Q(sign_up__isnull=False), name="one_phone_per_sign_up"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.sign_up or self.pk)


class Question(models.Model):
    """Something raised from the hall: a question or a wish."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        WISH = "wish", _("Wish")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ON_SCREEN = "on_screen", _("On the screen")
        ANSWERED = "answered", _("Answered")
        HIDDEN = "hidden", _("Hidden")

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="questions")
    phone = models.ForeignKey(Phone, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions")
    client_id = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.QUESTION)
    text = models.CharField(max_length=500)
    name = models.CharField(max_length=160, blank=True)  # who asks, if they wish to be named
    turn = models.CharField(max_length=24, blank=True)  # what was on
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evening", "client_id"], name="one_question_per_sending")
        ]

    def __str__(self) -> str:
        return self.text


class Support(models.Model):
    """Somebody else wants to know that too."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="support")
    phone = models.ForeignKey(Phone, on_delete=models.CASCADE, related_name="support")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "phone"], name="supports_once")]

    def __str__(self) -> str:
        return f"{self.phone} · {self.question}"


class Poll(models.Model):
    """A quick question to everybody in the room, with a few answers to choose from."""

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="polls")
    client_id = models.UUIDField(default=uuid.uuid4)
    question = models.CharField(_("What do you want to ask?"), max_length=200)
    choices = models.JSONField(default=list)  # of texts
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["opened_at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["evening", "client_id"], name="one_poll_per_sending")]

    def __str__(self) -> str:
        return self.question


class Ballot(models.Model):
    """One phone's answer to a poll; the last one counts."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    phone = models.ForeignKey(Phone, on_delete=models.CASCADE, related_name="ballots")
    choice = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["poll", "phone"], name="one_ballot_per_phone")]

    def __str__(self) -> str:
        return f"{self.poll}: {self.choice}"
