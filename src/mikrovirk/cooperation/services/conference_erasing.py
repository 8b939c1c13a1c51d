"""Writes: takes a person out of the conferences they took part in."""

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Commitment, Wish

NAMELESS = "–"


def erase(user: User) -> None:
    """Wishes and promises stay without the person's name and address: others have acted on them."""
    Wish.objects.filter(made_by=user).exclude(name="").update(name="")
    theirs = Commitment.objects.filter(owner_email__iexact=user.email)
    theirs.filter(owner_name__iexact=user.full_name).exclude(owner_name="").update(owner_name=NAMELESS)
    theirs.update(owner_email="")
