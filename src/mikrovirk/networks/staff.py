"""Who works with other people's data: their sessions are shorter, and the installation may ask them for a second factor."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser

from mikrovirk.accounts.models import User
from mikrovirk.networks.queries import OFFICERS, RUN_BY, roles_now

_others: list[Callable[[User], bool]] = []


def register(is_one: Callable[[User], bool]) -> None:
    """Another app says who works there."""
    _others.append(is_one)


def is_staff(user: User | AnonymousUser) -> bool:
    """True for coordinators, substitutes, officers of organisations, administrators, and those other apps name."""
    if not user.is_authenticated:
        return False
    if user.is_administrator or roles_now().filter(user=user, name__in=[*RUN_BY, *OFFICERS]).exists():
        return True
    return any(is_one(user) for is_one in _others)
