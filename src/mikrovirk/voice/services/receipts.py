"""Writes: what an anonymous author does by the receipt."""

from datetime import datetime

from django.db import transaction

from mikrovirk.common.cpr import masked
from mikrovirk.voice.models import Input, InputWord
from mikrovirk.voice.services.stream import day_only

AT_MOST = 10  # words: a receipt that was passed on must not fill the stream


class TooManyWords(Exception):
    """As many words were added as one input carries."""


@transaction.atomic
def add_word(row: Input, text: str, *, at: datetime) -> InputWord:
    """A word more from whoever wrote it; the day only is kept. Raise TooManyWords."""
    locked = Input.objects.select_for_update().get(pk=row.pk)
    if locked.words.filter(is_from_author=True).count() >= AT_MOST:
        raise TooManyWords
    word: InputWord = locked.words.create(is_from_author=True, text=masked(text.strip()), at=day_only(at))
    return word


def mark_seen(word: InputWord, *, at: datetime) -> None:
    """The steering group has read it."""
    InputWord.objects.filter(pk=word.pk, seen_at=None).update(seen_at=at)
