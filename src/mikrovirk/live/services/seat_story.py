"""What came of a turn in the seat, and the story it becomes when the member agrees and the coordinator says yes."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.live.models import SeatInput, SeatTaken, Story
from mikrovirk.programme.services import room_only


class NotAgreed(Exception):
    """The member has taken the story back, so it cannot be published."""


def answer(taken: SeatTaken, *, came: str, words: str, at: datetime) -> None:
    """Keep what came of it; the last answer counts."""
    taken.came, taken.came_of_it, taken.came_at = came, words, at
    taken.save(update_fields=["came", "came_of_it", "came_at"])


def tell(taken: SeatTaken, *, title: str, text: str, at: datetime) -> Story:
    """The member agrees to this text. Other words than those published wait for the coordinator again."""
    story = Story.objects.filter(seat=taken).first() or Story(seat=taken)
    if (story.title, story.text) != (title, text) or story.withdrawn_at:
        story.published_at = None
    story.title, story.text, story.agreed_at, story.withdrawn_at = title, text, at, None
    story.save()
    return story


def withdraw(taken: SeatTaken, *, at: datetime) -> None:
    """The member takes the story back: it is gone from every page at once."""
    Story.objects.filter(seat=taken).update(withdrawn_at=at, published_at=None)


@transaction.atomic
def publish(story: Story, *, at: datetime) -> None:
    """The coordinator's yes; raise NotAgreed where the member has taken it back meanwhile."""
    fresh = Story.objects.select_for_update().get(pk=story.pk)
    if fresh.withdrawn_at:
        raise NotAgreed
    if fresh.published_at is None:
        fresh.published_at = at
        fresh.save(update_fields=["published_at"])


def take_down(story: Story) -> None:
    """It waits again, and stands on no page."""
    Story.objects.filter(pk=story.pk).update(published_at=None)


@transaction.atomic
def erase(user: User) -> None:
    """Take a person out: their turns with all that was given to them, and their name off what they gave others."""
    for taken in SeatTaken.objects.filter(application__person__user=user).select_related("application"):
        room_only.make_unreadable(taken.application)
        taken.delete()
    given = SeatInput.objects.filter(phone__sign_up__person__user=user)
    given.exclude(sealed=None).delete()
    given.update(name="", phone=None)
