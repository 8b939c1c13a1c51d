"""Writes: a person goes out of the division of roles; what their party agreed to stays."""

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Comment, Party, SignOff


def erase(user: User) -> None:
    """Their name goes from signatures and comments, and their address from the parties it was written down for."""
    SignOff.objects.filter(by=user).update(name="", by=None)
    Comment.objects.filter(by=user).update(name="", by=None)
    Party.objects.filter(email__iexact=user.email).update(email="")
