"""Writes: users and their addresses."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User

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
def change_address(user: User, email: str) -> None:
    """Give `user` the address they showed to be theirs, and tell the old one; raise AddressTaken."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise AddressTaken
    old, user.email = locked.email, email
    user.bounced_at, user.bounce_reason = None, ""
    user.save(update_fields=["email", "bounced_at", "bounce_reason"])
    if not locked.bounced_at:
        write("accounts/email/address_changed", user, to=old, new=email)


def write(template: str, user: User, *, to: str, **words: str) -> None:
    """Send a mail in the user's language to `to`, which need not be their address yet."""
    with translation.override(user.language):
        words = {"name": user.first_name, **words}
        subject = render_to_string(f"{template}_subject.txt", words).strip()
        text = render_to_string(f"{template}_message.txt", words).strip()
    send_mail(subject, text, None, [to])
