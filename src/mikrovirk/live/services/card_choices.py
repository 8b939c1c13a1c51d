"""Writes: what people choose for themselves: to be left out, not to meet somebody again, and how the others find them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mikrovirk.directory.models import Person
from mikrovirk.live.changes import touch
from mikrovirk.live.models import Apart, Card, CardHint, Evening, LeftOut
from mikrovirk.programme.models import SignUp


class NotBothKnown(Exception):
    """One of the two is on the list by a name only, so another time nobody could know them."""


@transaction.atomic
def leave_out(sign_up: SignUp, *, evening: Evening, at: datetime) -> None:
    """No cards for this one tonight: those not talked over yet are taken back, and the others can get somebody else."""
    LeftOut.objects.get_or_create(sign_up=sign_up, defaults={"at": at})
    evening.cards.filter(Q(first=sign_up) | Q(second=sign_up), answers=None).delete()
    touch(evening, "cards", "cards_host", "mine")


def take_in_again(sign_up: SignUp, *, evening: Evening) -> None:
    LeftOut.objects.filter(sign_up=sign_up).delete()
    touch(evening, "cards_host")


def leave_out_always(person: Person, *, at: datetime) -> None:
    """No cards for this person at any meeting, until they say otherwise."""
    LeftOut.objects.get_or_create(person=person, defaults={"at": at})


def take_in_always(person: Person) -> None:
    LeftOut.objects.filter(person=person).delete()


def keep_apart(person: int, other: int, *, at: datetime) -> None:
    """Never put these two together again; only the first of them ever sees it."""
    if person != other:
        Apart.objects.get_or_create(person_id=person, other_id=other, defaults={"at": at})


def set_apart(card: Card, reader: SignUp, *, takes_back: bool, at: datetime) -> None:
    """Rather not with the other one on this card another time, or yes after all. Raise NotBothKnown."""
    other = card.second if card.first_id == reader.pk else card.first
    if reader.person_id is None or other.person_id is None:
        raise NotBothKnown
    if takes_back:
        no_longer_apart(reader.person_id, other.person_id)
    else:
        keep_apart(reader.person_id, other.person_id, at=at)


def no_longer_apart(person: int, other: int) -> None:
    Apart.objects.filter(person=person, other=other).delete()


def tell_how_to_find(sign_up: SignUp, text: str) -> None:
    """Keep in somebody's own words how the others find them; empty: nothing.

    The others see it when their phone next asks: a whole room that writes at once must not make every phone ask each time.
    """
    text = " ".join(text.split())[:80]
    if text:
        CardHint.objects.update_or_create(sign_up=sign_up, defaults={"text": text})
    else:
        CardHint.objects.filter(sign_up=sign_up).delete()
