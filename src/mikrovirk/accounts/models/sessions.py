"""Where somebody is signed in. Django's own session, which also knows whose it is, on what, since when and last when."""

from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone

from mikrovirk.accounts.models.users import User


class SessionManager(BaseSessionManager["Session"]):
    pass


class Session(AbstractBaseSession):
    """One browser. Without a user it is somebody's who has not signed in."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    device = models.CharField(max_length=60, blank=True)  # "firefox windows": `accounts.devices` says it in words
    since_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta:
        verbose_name = "session"
        verbose_name_plural = "sessions"

    @classmethod
    def get_session_store_class(cls) -> Any:
        from mikrovirk.accounts.session_store import SessionStore  # it imports this module

        return SessionStore
