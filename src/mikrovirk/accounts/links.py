"""Signed links: what a mail's link stands for. Each is bound to its purpose, cannot be used for another, and runs out.

How long a link of each purpose works at most stands in one table, so that a new one is thought about; what it leads to often ends
before, with the meeting, the round or the offer, and a view may demand less.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

A_YEAR = timedelta(days=366)
LIFE = {
    # who somebody is
    "sign-in": timedelta(minutes=15),
    "address": timedelta(days=1),
    "demo": A_YEAR,  # in the example region only
    # a meeting: laid up to a year ahead, and its link stands in calendars
    **dict.fromkeys(["signup", "slot", "expectation", "hotseat", "tasks", "speaker", "tour-host"], timedelta(days=400)),
    "signed-up": timedelta(hours=1),
    "feedback": timedelta(days=120),
    # an evening and after it
    "room": timedelta(days=3),
    "host": timedelta(days=3),
    "cards": timedelta(days=90),
    "hands": timedelta(days=90),
    "seat": timedelta(days=180),
    "photo": 2 * A_YEAR,  # takes down a picture of oneself: long on purpose
    # a network
    "join": timedelta(days=14),
    "invite": 2 * A_YEAR,  # a member passes theirs on
    "follow": 2 * A_YEAR,  # also stops it
    "ask": A_YEAR,
    "consultation": A_YEAR,
    "steering_guest": A_YEAR,
    "unsubscribe": 5 * A_YEAR,  # who wants no more mails gets none, however old the mail
    # a region
    "idea": timedelta(days=14),
    "together": timedelta(days=180),
    "entry": timedelta(days=180),
    "role_party": timedelta(days=180),
    "conference-table": timedelta(days=180),
    "conference-promise": 2 * A_YEAR,  # promises are for a year or more
}
SHORT = re.compile(r"(\d+(?:-\d+)*)-([\w-]{12})")


class LinkInvalid(Exception):
    """The link was changed, is for another purpose, or never came from us."""


class LinkExpired(LinkInvalid):
    """The link was ours, but its time is over."""


def sign(purpose: str, *values: int | str) -> str:
    """Make the token of a link for `purpose`, carrying `values`; the URL-safe text is about 60 characters.

    A purpose that is not in the table is a mistake (KeyError).
    """
    LIFE[purpose]
    return signing.dumps(list(values), salt=f"mikrovirk.link.{purpose}")


def read(purpose: str, token: str, *, max_age: timedelta | None = None) -> Sequence[int | str]:
    """Give back the values; raise LinkExpired or LinkInvalid (the first is also the second)."""
    life = LIFE[purpose]
    return opened(purpose, token, max_age=min(max_age or life, life))


def meaning(purpose: str, token: str) -> Sequence[int | str]:
    """What a link stood for, also when its time is over: to tell about it, never to let anybody in. Raise LinkInvalid."""
    return opened(purpose, token, max_age=None)


def opened(purpose: str, token: str, *, max_age: timedelta | None) -> Sequence[int | str]:
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
