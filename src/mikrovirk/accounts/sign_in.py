"""The link in the sign-in mail: good for a quarter of an hour, and once."""

from datetime import timedelta

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User

GOOD_FOR = timedelta(minutes=15)
PURPOSE = "sign-in"
MAIL = "account/email/login_code"  # the mail that carries it, as allauth names it


def token_for(user: User) -> str:
    """The token of a link that signs `user` in; a later sign-in makes it worthless."""
    return links.sign(PURPOSE, user.pk, _stamp(user))


def user_of(token: str) -> User:
    """Whose link it is; raise LinkExpired or LinkInvalid, also when it was used or the account is switched off."""
    values = links.read(PURPOSE, token, max_age=GOOD_FOR)
    user = User.objects.filter(pk=values[0], is_active=True).first()
    if user is None:
        raise links.LinkInvalid
    if values[1] != _stamp(user):
        raise links.LinkExpired
    return user


def _stamp(user: User) -> str:
    """Changes with every sign-in, so that a link works once; also once a day where they are signed in elsewhere."""
    return user.last_login.isoformat() if user.last_login else ""
