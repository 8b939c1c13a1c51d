"""The three minutes of the newest members."""

from datetime import datetime

from mikrovirk.accounts.models import User


def erase(user: User, *, at: datetime) -> None:
    """Take a person out of the offers."""
