"""Writes: tokens, and what was read with them."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.api.domain.keys import MARK, beginning_of, digest_of
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.models import Token, TokenUse
from mikrovirk.api.queries import working

DAYS_AT_MOST = 366
AT_A_TIME = 20  # working tokens one owner may have
USES_KEPT = timedelta(days=180)
PATH_LENGTH = 200


class TooManyTokens(Exception):
    """The owner has as many working tokens as one may have."""


class NameTaken(Exception):
    """A working token of the owner has that name: sent twice, a form makes one token."""


@transaction.atomic
def make_token(owner: User, *, name: str, scopes: Iterable[Scope], days: int, at: datetime) -> tuple[Token, str]:
    """A new token and its key, which cannot be shown again; raise TooManyTokens or NameTaken."""
    User.objects.select_for_update().get(pk=owner.pk)
    names = [token.name.casefold() for token in working(owner, at=at)]
    if name.casefold() in names:
        raise NameTaken
    if len(names) >= AT_A_TIME:
        raise TooManyTokens
    key = MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        owner=owner,
        name=name,
        scopes=[str(scope) for scope in scopes],
        beginning=beginning_of(key),
        digest=digest_of(key),
        made_at=at,
        expires_at=at + timedelta(days=min(days, DAYS_AT_MOST)),
    )
    return token, key


def revoke(token: Token, *, at: datetime) -> None:
    """From now on the key opens nothing. There is no way back: a key that was out must not come to life again."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)


@transaction.atomic
def note_use(token: Token, *, path: str, refused: bool, at: datetime) -> None:
    """Write down that something was read with the token, or refused to it."""
    first = TokenUse(token=token, date=timezone.localdate(at), path=path[:PATH_LENGTH], last_at=at)
    rows = TokenUse.objects.filter(token=token, date=first.date, path=first.path)
    counted = "refused_count" if refused else "count"
    if not rows.update(**{counted: F(counted) + 1, "last_at": at}):
        TokenUse.objects.bulk_create([first], ignore_conflicts=True)
        rows.update(**{counted: F(counted) + 1, "last_at": at})
    Token.objects.filter(pk=token.pk).update(last_used_at=at)


def forget_old_uses(*, at: datetime) -> int:
    """Throw away what was written down long ago; say how many rows."""
    return TokenUse.objects.filter(date__lt=timezone.localdate(at - USES_KEPT)).delete()[0]
