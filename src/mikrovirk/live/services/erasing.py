"""Writes: somebody is taken out of evenings that were: out of the programme as it ran, questions, photos and phones."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.live.models import Evening, HostAction, Photo, Question
from mikrovirk.live.services import cards, hands, seat_story

GONE = "…"


@transaction.atomic
def erase(user: User, *, networks: Iterable[int], at: datetime) -> None:
    """Take a person out of the evenings of `networks`. What was asked stays, as nobody's; a photo they are on is taken down.

    Call it before the programme takes the name off the sign-ups.
    """
    places = set(networks)
    Question.objects.filter(phone__sign_up__person__user=user).update(name="")
    if user.full_name:
        Question.objects.filter(evening__meeting__network__in=places, name=user.full_name).update(name="")
        if " " in user.full_name:  # "Bo" alone stands in too many words
            take_down_photos(user.full_name, places, at=at)
        forget_turns(user.full_name, places)
    hands.erase(user)
    seat_story.erase(user)
    cards.erase(user)


def take_down_photos(name: str, networks: set[int], *, at: datetime) -> None:
    """The photos they are named on are hidden, and deleted when hidden photos are."""
    named = Photo.objects.filter(evening__meeting__network__in=networks, who__contains=name)
    for photo in named:
        photo.who, photo.agreed, photo.in_recap = photo.who.replace(name, GONE), "", False
        photo.hidden_at = photo.hidden_at or at
        photo.save(update_fields=["who", "agreed", "in_recap", "hidden_at"])


def forget_turns(name: str, networks: set[int]) -> None:
    """The turn they had stays in the programme of the evening, without the name."""
    evenings = Evening.objects.filter(meeting__network__in=networks).only("pk", "programme")
    for evening in evenings:
        turns = [{**turn, "who": GONE} if turn.get("who") == name else turn for turn in evening.programme]
        if turns != evening.programme:
            Evening.objects.filter(pk=evening.pk).update(programme=turns)
    for press in HostAction.objects.filter(evening__meeting__network__in=networks, detail__who=name):
        HostAction.objects.filter(pk=press.pk).update(detail={**press.detail, "who": GONE})
