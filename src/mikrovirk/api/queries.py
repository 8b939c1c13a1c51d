"""Reads: whose a key is, and which tokens somebody has."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.api.domain.keys import digest_of
from mikrovirk.api.models import Token, TokenUse

SOON = timedelta(days=14)


class Standing(StrEnum):
    """Whether a token opens anything."""

    WORKING = "working"
    ENDING = "ending"  # it works, and expires within two weeks
    EXPIRED = "expired"
    REVOKED = "revoked"


OPENS = (Standing.WORKING, Standing.ENDING)


def standing_of(token: Token, *, at: datetime) -> Standing:
    if token.revoked_at:
        return Standing.REVOKED
    if at >= token.expires_at:
        return Standing.EXPIRED
    return Standing.ENDING if token.expires_at - at < SOON else Standing.WORKING


def token_with(key: str) -> Token | None:
    """The token of that key with its owner, working or not; None where there is none, or its owner's account is off."""
    return Token.objects.select_related("owner").filter(digest=digest_of(key), owner__is_active=True).first()


def tokens_of(owner: User) -> QuerySet[Token]:
    """All tokens somebody made, the newest first."""
    return Token.objects.filter(owner=owner)


def all_tokens() -> QuerySet[Token]:
    """Everybody's, for whoever hosts the installation."""
    return Token.objects.select_related("owner")


def working(owner: User, *, at: datetime) -> QuerySet[Token]:
    """Those that open something."""
    return tokens_of(owner).filter(revoked_at=None, expires_at__gt=at)


def uses_of(token: Token) -> QuerySet[TokenUse]:
    """What was read with it, the latest first."""
    return TokenUse.objects.filter(token=token)
