"""Writes: users and their addresses."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from mikrovirk.accounts import links
from mikrovirk.accounts.devices import device_of
from mikrovirk.accounts.models import Session, Tally, TrailEntry, User
from mikrovirk.accounts.session_store import SIGNED_IN

ADDRESS_PURPOSE = "address"
ADDRESS_LINK_GOOD_FOR = timedelta(days=1)


def known_or_new(email: str, *, full_name: str = "") -> User:
    """The user with that address; made where there was none. A name that is known already is kept."""
    address = email.strip().lower()
    found = User.objects.filter(email=address).first()
    if found is None:
        return User.objects.create_user(address, full_name=full_name.strip())
    if full_name.strip() and not found.full_name:
        found.full_name = full_name.strip()
        found.save(update_fields=["full_name"])
    return found


class AddressTaken(Exception):
    """Somebody else has that address by now."""


def ask_to_confirm_address(user: User, email: str) -> None:
    """Write to the address `user` wants to have: with a link that changes it, or, where somebody has it, why it cannot be.

    Whoever asks sees the same answer in both cases.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        write("accounts/email/address_taken", user, to=email, link=settings.SITE_URL + reverse("account_login"))
        return
    token = links.sign(ADDRESS_PURPOSE, user.pk, user.email, email)
    path = reverse("home:confirm_address", args=[token])
    write("accounts/email/confirm_address", user, to=email, link=f"{settings.SITE_URL}{path}")


def address_of(token: str) -> tuple[User, str]:
    """Whose address a link changes, and to which; raise LinkExpired (also when it was used) or LinkInvalid."""
    pk, old, new = links.read(ADDRESS_PURPOSE, token, max_age=ADDRESS_LINK_GOOD_FOR)
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None:
        raise links.LinkInvalid
    if user.email != old:
        raise links.LinkExpired
    return user, str(new)


@transaction.atomic
def change_address(user: User, email: str, *, keep: str | None = None) -> None:
    """Give `user` the address they showed to be theirs, and tell the old one; raise AddressTaken.

    They are signed out everywhere but in the session with the key `keep`: who held the old address must not stay.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise AddressTaken
    old, user.email = locked.email, email
    user.bounced_at, user.bounce_reason = None, ""
    user.save(update_fields=["email", "bounced_at", "bounce_reason"])
    sign_out(user, keep=keep)
    if not locked.bounced_at:
        write("accounts/email/address_changed", user, to=old, new=email)


def write(template: str, user: User, *, to: str, **words: str) -> None:
    """Send a mail in the user's language to `to`, which need not be their address yet."""
    with translation.override(user.language):
        words = {"name": user.first_name, **words}
        subject = render_to_string(f"{template}_subject.txt", words).strip()
        text = render_to_string(f"{template}_message.txt", words).strip()
    send_mail(subject, text, None, [to])


# --- where somebody is signed in -------------------------------------------------------------------------------------

SEEN_EVERY = timedelta(hours=1)


def note_sign_in(sender: Any, request: HttpRequest | None, user: User, **rest: Any) -> None:
    """Keep with the session on what it was begun, and when. Called by Django when somebody has signed in."""
    if request is not None:
        device = device_of(request.META.get("HTTP_USER_AGENT", ""))
        request.session[SIGNED_IN] = {"device": device, "since": timezone.now().isoformat()}


def note_use(session: SessionBase, *, at: datetime) -> None:
    """Keep that somebody's session is in use: by the hour, so that its owner knows it again; once a day it lasts anew from then.

    That they were here counts as signing in: whoever is here every week is not taken for somebody who has gone.
    """
    seen_at = getattr(session, "seen_at", None)
    if not seen_at or not session.session_key or SESSION_KEY not in session:
        return
    if timezone.localdate(seen_at) != timezone.localdate(at):
        session.modified = True  # Django saves it, and sends the cookie again
        User.objects.filter(pk=session[SESSION_KEY]).update(last_login=at)
    elif at - seen_at >= SEEN_EVERY:
        Session.objects.filter(pk=session.session_key).update(seen_at=at)


def sign_out(user: User, *, keep: str | None = None) -> int:
    """End every session of `user` but the one with the key `keep`; how many they were. The next press asks to sign in."""
    return Session.objects.filter(user=user).exclude(pk=keep).delete()[0]


def end_session(session: Session) -> None:
    session.delete()


# --- what is forgotten -----------------------------------------------------------------------------------------------

TRAIL_KEPT = timedelta(days=365)


def forget(now: datetime) -> None:
    """Delete what has run out: sessions, counts of presses, and what the trail has held for a year."""
    Session.objects.filter(expire_date__lt=now).delete()
    Tally.objects.filter(ends_at__lt=now).delete()
    TrailEntry.objects.filter(at__lt=now - TRAIL_KEPT).delete()
