"""Reads: how somebody can sign in."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from mikrovirk.accounts.devices import in_words
from mikrovirk.accounts.models import Session, User

Kind = Authenticator.Type
NOT_NOW = "passkey_not_now"  # the cookie of who was offered a passkey and said "not now"
JUST_NOW_SECONDS = 120
PLACES_SHOWN = 50


def is_switched_off(email: str) -> bool:
    """True if somebody with that address is known here and cannot sign in."""
    return User.objects.filter(email=email.strip().lower(), is_active=False).exists()


def has_passkey(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Kind.WEBAUTHN).exists())


def has_second_factor(user: User) -> bool:
    """True if `user` has a passkey or gets codes from an app."""
    return bool(Authenticator.objects.filter(user=user, type__in=[Kind.TOTP, Kind.WEBAUTHN]).exists())


def mail_is_enough(user: User | AnonymousUser) -> bool:
    """True if a code or link by mail alone signs `user` in.

    A passkey is a quicker way in, and no reason to lock the slower one: a lost phone would lock its owner out. It is asked
    for as a second factor only of those who switched codes from an app on, or where the installation wants it of staff.
    """
    kinds = [Kind.TOTP, Kind.WEBAUTHN] if settings.STAFF_SECOND_FACTOR else [Kind.TOTP]
    return not Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def came_by_provider(request: HttpRequest, user: User) -> bool:
    """True if another organisation's sign-in vouched for `user` in this session; a second factor is its business then."""
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request, user))


def passkey_is_to_be_offered(request: HttpRequest, user: User) -> bool:
    """True if `user` has just signed in by mail, has nothing better, and did not say "not now" in this browser."""
    if NOT_NOW in request.COOKIES:
        return False
    records = get_authentication_records(request, user)
    by_mail = any(record["method"] == "code" and time.time() - record["at"] < JUST_NOW_SECONDS for record in records)
    return by_mail and not has_second_factor(user)


@dataclass(frozen=True)
class Place:
    """One place where somebody is signed in. `mark` names it in an address; its session's key is never shown."""

    session: Session
    mark: str
    device: str
    is_here: bool


def places_signed_in(user: User, *, here: str | None = None, now: datetime) -> list[Place]:
    """Where `user` is signed in, the one lately used first; `here` is the key of the session that asks."""
    found = Session.objects.filter(user=user, expire_date__gt=now).order_by("-seen_at")[:PLACES_SHOWN]
    places = [Place(each, mark_of(each), in_words(each.device), each.session_key == here) for each in found]
    return sorted(places, key=lambda place: not place.is_here)


def mark_of(session: Session) -> str:
    return salted_hmac("mikrovirk.session", session.session_key, algorithm="sha256").hexdigest()[:16]


def export_of(user: User) -> list[dict[str, Any]]:
    """What somebody signs in with besides their mail, without the keys, as plain values for their own copy."""
    own = Authenticator.objects.filter(user=user, type__in=[Kind.TOTP, Kind.WEBAUTHN]).order_by("pk")
    others = SocialAccount.objects.filter(user=user).order_by("pk")
    names = {app["provider_id"]: app["name"] for app in settings.OIDC}
    return [
        {
            "kind": _("Passkey") if each.type == Kind.WEBAUTHN else _("Code from an app"),
            "name": each.data.get("name", ""),
            "made_at": each.created_at.isoformat(),
            "last_used_at": each.last_used_at.isoformat() if each.last_used_at else None,
        }
        for each in own
    ] + [
        {
            "kind": _("Sign-in of another organisation"),
            "name": names.get(each.provider, each.provider),
            "number": each.uid,
            "made_at": each.date_joined.isoformat(),
        }
        for each in others
    ]
