"""Writes: wishes for a conference."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Conference, Wish
from mikrovirk.cooperation.queries.conferences import takes_wishes
from mikrovirk.live.models import Question
from mikrovirk.voice.models import Theme


class NoMoreWishes(Exception):
    """The day for wishes is past, or the conference is no longer to come."""


def send_in(conference: Conference, *, text: str, name: str, by: User | None, at: datetime) -> Wish:
    """What somebody wrote on the public page; it waits to be let through. Sent twice it counts once. Raise NoMoreWishes."""
    if not takes_wishes(conference, today=timezone.localdate(at)):
        raise NoMoreWishes
    same = conference.wishes.filter(origin=Wish.Origin.PAGE, text=text, name=name).first()
    return same or conference.wishes.create(text=text, name=name, origin=Wish.Origin.PAGE, made_by=by, made_at=at)


def write_down(conference: Conference, *, text: str, name: str, by: User, at: datetime) -> Wish:
    """What an organiser was told; shown at once."""
    return conference.wishes.create(
        text=text, name=name, origin=Wish.Origin.OFFICE, made_by=by, made_at=at, shown_at=at
    )


def bring_theme(conference: Conference, theme: Theme, *, behind: int, by: User, at: datetime) -> None:
    """A theme with how many are behind it, and nobody's words; brought twice it stands once."""
    text = f"{theme.name}: {theme.about}" if theme.about else theme.name
    once(
        Wish(
            conference=conference, text=text, origin=Wish.Origin.VOICE, network=theme.network, theme=theme,
            behind_count=behind, made_by=by, made_at=at, shown_at=at,
        )
    )  # fmt: skip


def bring_question(conference: Conference, question: Question, *, support: int, by: User, at: datetime) -> None:
    """What was asked at an evening, without who asked; brought twice it stands once."""
    once(
        Wish(
            conference=conference, text=question.text, origin=Wish.Origin.LIVE,
            network=question.evening.meeting.network, live_question=question,
            behind_count=1 + support, made_by=by, made_at=at, shown_at=at,
        )
    )  # fmt: skip


def once(wish: Wish) -> None:
    try:
        with transaction.atomic():
            wish.save()
    except IntegrityError:
        return  # it stands there already


def show(wish: Wish, *, at: datetime) -> None:
    """Let it through: everybody sees it."""
    Wish.objects.filter(pk=wish.pk).update(shown_at=at, set_aside_at=None)


def set_aside(wish: Wish, *, at: datetime) -> None:
    """Not for this conference."""
    Wish.objects.filter(pk=wish.pk).update(shown_at=None, set_aside_at=at)


def answer(wish: Wish, *, text: str) -> None:
    """What became of it, in words that everybody reads."""
    Wish.objects.filter(pk=wish.pk).update(answer=text)
