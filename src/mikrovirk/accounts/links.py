"""Signed links: what a mail's link stands for. Each is bound to its purpose and cannot be used for another."""

from collections.abc import Sequence
from datetime import timedelta

from django.core import signing


class LinkInvalid(Exception):
    """The link was changed, is for another purpose, or never came from us."""


class LinkExpired(LinkInvalid):
    """The link was ours, but its time is over."""


def sign(purpose: str, *values: int | str) -> str:
    """Make the token of a link for `purpose`, carrying `values`; the URL-safe text is about 60 characters."""
    return signing.dumps(list(values), salt=f"mikrovirk.link.{purpose}")


def read(purpose: str, token: str, *, max_age: timedelta | None = None) -> Sequence[int | str]:
    """Give back the values; raise LinkExpired or LinkInvalid (the first is also the second)."""
    try:
        values = signing.loads(token, salt=f"mikrovirk.link.{purpose}", max_age=max_age)
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except signing.BadSignature as error:
        raise LinkInvalid from error
    if not isinstance(values, list):
        raise LinkInvalid
    return values
