"""Sessions in our own table (SESSION_ENGINE): the row says whose it is, on what, since when, and when it was last used."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from mikrovirk.accounts.models import Session

SIGNED_IN = "signed_in"  # {"device": …, "since": …}, set when somebody signs in
AT_MOST = timedelta(days=365)  # however much it is used
STRANGERS = timedelta(days=1)  # holds an address that somebody typed, and a code they were sent


class SessionStore(DatabaseStore):
    """Django's store over `accounts.Session`."""

    seen_at: datetime | None = None  # when the row was last used, once it has been read

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def get_session_cookie_age(self) -> int:
        """SESSION_COOKIE_AGE from now, when it is saved; a year after signing in at most. A day where nobody has signed in."""
        if SESSION_KEY not in self:
            return int(STRANGERS.total_seconds())
        since = self.get(SIGNED_IN, {}).get("since")
        age = timedelta(seconds=settings.SESSION_COOKIE_AGE)
        left = datetime.fromisoformat(since) + AT_MOST - timezone.now() if since else age
        return max(0, int(min(age, left).total_seconds()))

    def _get_session_from_db(self) -> Any:
        found = super()._get_session_from_db()  # type: ignore[misc]  # not in the stubs
        self.seen_at = found.seen_at if found else None
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        made = cast("Session", super().create_model_instance(data))
        said = data.get(SIGNED_IN, {})
        made.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        made.device = said.get("device", "")
        made.seen_at = timezone.now()
        made.since_at = datetime.fromisoformat(said["since"]) if "since" in said else made.seen_at
        return made
