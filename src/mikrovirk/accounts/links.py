"""Signed links: what a mail's link stands for. Each is bound to its purpose and cannot be used for another."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

SHORT = re.compile(r"(\d+(?:-\d+)*)-([\w-]{12})")


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


def sign_short(purpose: str, *numbers: int) -> str:
    """A token short enough for a text message and a poster, always the same: for what may be seen by many ("12-7-k3Qm…")."""
    text = "-".join(str(number) for number in numbers)
    return f"{text}-{short_mark(purpose, text, settings.SECRET_KEY)}"


def read_short(purpose: str, token: str) -> list[int]:
    """Give back the numbers; raise LinkInvalid."""
    found = SHORT.fullmatch(token)
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if found is None or not any(constant_time_compare(found[2], short_mark(purpose, found[1], key)) for key in keys):
        raise LinkInvalid
    return [int(number) for number in found[1].split("-")]


def short_mark(purpose: str, text: str, key: str | bytes) -> str:
    """Twelve letters: 72 bits of the signature."""
    digest = salted_hmac(f"mikrovirk.short.{purpose}", text, secret=key, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:9]).decode()
