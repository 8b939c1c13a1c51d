"""Writes: a person goes out of the division of roles; what their party agreed to stays."""

from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Comment, Party, SignOff


def erase(user: User) -> None:
    """Their name goes from signatures and comments, and their address from the parties it was written down for."""
    theirs = Q(by=user)
    if " " in user.full_name:  # who came by the party's mailed link wrote their name; "Bo" may be many
        theirs |= Q(by=None, name__iexact=user.full_name)
    SignOff.objects.filter(theirs).update(name="", by=None)
    Comment.objects.filter(theirs).update(name="", by=None)
    Party.objects.filter(email__iexact=user.email).update(email="")
