"""Users, where they are signed in, how often strangers tried something, and what staff saw and changed."""

from mikrovirk.accounts.models.limits import Tally
from mikrovirk.accounts.models.sessions import Session
from mikrovirk.accounts.models.trail import TrailEntry
from mikrovirk.accounts.models.users import MailChoice, User, UserManager

__all__ = ["MailChoice", "Session", "Tally", "TrailEntry", "User", "UserManager"]
