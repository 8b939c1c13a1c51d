"""Writes: users."""

from mikrovirk.accounts.models import User


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
