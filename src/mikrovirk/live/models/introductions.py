"""Whom to meet: the cards that were handed out, and what came of them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from mikrovirk.live.models.room import Evening
from mikrovirk.programme.models import SignUp


class Card(models.Model):
    """Two people who are to look for each other, and why. `first` has the lower number."""

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="cards")
    first = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="+")
    because_da = models.CharField(max_length=300)
    because_en = models.CharField(max_length=300)
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
