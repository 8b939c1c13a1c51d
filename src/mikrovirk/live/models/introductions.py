"""Whom to meet: the cards that were handed out, and what came of them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.models import Person
from mikrovirk.live.models.room import Evening
from mikrovirk.programme.models import SignUp


class Card(models.Model):
    """Two people who are to look for each other, and why. `first` has the lower number."""

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="cards")
    first = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="+")
    because_da = models.CharField(max_length=300)
    because_en = models.CharField(max_length=300)
    facts = models.JSONField(
        default=dict
    )  # what the reason is made of, for the first: it reads differently on each card
    score = models.IntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)  # of the timed rounds, from 1; 0: none
    made_at = models.DateTimeField()
    handed_out_at = models.DateTimeField(null=True, blank=True)  # seen on a phone, on the screen or on paper: stays

    class Meta:
        ordering: ClassVar = ["round", "-score", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evening", "first", "second"], name="one_card_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="card_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"


class CardAnswer(models.Model):
    """What one of the two says afterwards."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="answers")
    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="+")
    talked = models.BooleanField()
    useful = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "sign_up"], name="one_answer_per_card"),
            models.CheckConstraint(condition=Q(useful=False) | Q(talked=True), name="useful_if_talked"),
        ]

    def __str__(self) -> str:
        return f"{self.card}: {self.talked}"


class TablePlan(models.Model):
    """Tables for several rounds in which nobody meets the same person twice."""

    evening = models.OneToOneField(Evening, on_delete=models.CASCADE, related_name="table_plan")
    seats = models.PositiveSmallIntegerField()  # at a table
    rounds = models.JSONField(default=list)  # of tables of numbers of sign-ups
    repeats = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.evening)


class CardPlan(models.Model):
    """How the cards of an evening were made, how good they are, and which timed round is on."""

    evening = models.OneToOneField(Evening, on_delete=models.CASCADE, related_name="card_plan")
    made_at = models.DateTimeField(null=True, blank=True)
    people = models.JSONField(default=list)  # numbers of the sign-ups the cards were made for
    few = models.JSONField(default=dict)  # why somebody has fewer names: number of the sign-up → [Danish, English]
    score = models.IntegerField(default=0)
    bound = models.IntegerField(default=0)  # no plan scores more
    is_best = models.BooleanField(default=False)  # proven
    rounds = models.PositiveSmallIntegerField(default=0)  # 0: cards without timed rounds
    round_minutes = models.PositiveSmallIntegerField(default=5)
    round_now = models.PositiveSmallIntegerField(default=0)
    round_since = models.DateTimeField(null=True, blank=True)
    working_since = models.DateTimeField(null=True, blank=True)  # somebody has pressed, and it is not made yet

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(round_now__lte=F("rounds")), name="round_is_one_of_them")
        ]

    def __str__(self) -> str:
        return str(self.evening)


class CardHint(models.Model):
    """How to find somebody in the room, in their own words: "red jumper, by the window"."""

    sign_up = models.OneToOneField(SignUp, on_delete=models.CASCADE, related_name="card_hint")
    text = models.CharField(_("How the others find you"), max_length=80)

    def __str__(self) -> str:
        return self.text


class LeftOut(models.Model):
    """Somebody who does not want cards: at one meeting, or at none."""

    sign_up = models.OneToOneField(
        SignUp, null=True, blank=True, on_delete=models.CASCADE, related_name="left_out"
    )  # of that meeting
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="left_out"
    )  # always
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sign_up__isnull=False, person__isnull=True) | Q(sign_up__isnull=True, person__isnull=False),
                name="left_out_once_or_always",
            )
        ]

    def __str__(self) -> str:
        return str(self.sign_up or self.person)


class Apart(models.Model):
    """Somebody would rather not be put together with somebody. Nobody but they themselves is ever shown it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="apart_from")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "other"], name="apart_once"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="apart_from_others"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.other}"
