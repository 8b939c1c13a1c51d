"""Tokens for other programs, from the command line."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.utils import timezone  # noqa: E402  Django had to be loaded first

from mikrovirk.accounts.models import User  # noqa: E402
from mikrovirk.api import services  # noqa: E402
from mikrovirk.api.domain.scopes import known  # noqa: E402
from mikrovirk.api.models import Token  # noqa: E402
from mikrovirk.api.queries import all_tokens, standing_of, tokens_of  # noqa: E402


def create(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Make a token; its key is in the answer and nowhere else."""
    if not 1 <= options.days <= services.DAYS_AT_MOST:
        raise CannotDo(f"a token works from 1 to {services.DAYS_AT_MOST} days")
    asked = {"name": options.name, "scopes": known(options.scope), "days": options.days}
    try:
        token, key = services.make_token(owner_of(options.owner), **asked, at=timezone.now())
    except services.NameTaken as error:
        raise CannotDo(f"{options.owner} has a working token called {options.name!r} already") from error
    except services.TooManyTokens as error:
        raise CannotDo(f"{options.owner} has {services.AT_A_TIME} working tokens; revoke one first") from error
    return 0, {**as_plain(token), "key": key}


def listing(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """All tokens, or those of one owner."""
    rows = tokens_of(owner_of(options.owner)) if options.owner else all_tokens()
    return 0, [as_plain(token) for token in rows.select_related("owner")]


def revoke(options: Namespace) -> tuple[int, dict[str, Any]]:
    token = all_tokens().filter(pk=options.token).first()
    if token is None:
        raise CannotDo(f"there is no token {options.token}: mikrovirk api token list")
    services.revoke(token, at=timezone.now())
    token.refresh_from_db()
    return 0, as_plain(token)


def owner_of(email: str) -> User:
    """The user of that address; CannotDo where there is none."""
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise CannotDo(f"nobody here has the address {email}")
    return found


def as_plain(token: Token) -> dict[str, Any]:
    return {
        "id": token.pk,
        "name": token.name,
        "owner": token.owner.email,
        "scopes": token.scopes,
        "standing": str(standing_of(token, at=timezone.now())),
        "expires_at": token.expires_at,
        "last_used_at": token.last_used_at,
    }
