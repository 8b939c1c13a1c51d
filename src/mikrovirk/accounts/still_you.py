"""Is it still you? A code by mail, for those who sign in by mail, before they change how they sign in.

A browser that is used stays signed in. Whoever finds it open must not be able to add a passkey of their own.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse

from mikrovirk.accounts.models import User
from mikrovirk.accounts.queries import mail_is_enough

STATE = "still_you"
MAIL = "account/email/still_you"


class MailedCode(AbstractCodeVerificationProcess):
    """The code that was mailed to the signed-in person: three tries, a quarter of an hour, kept in the session."""

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            user=request.user,
            state=state,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
        )

    @classmethod
    def start(cls, request: HttpRequest, user: User) -> None:
        code = cls(request, cls.initial_state(user=user, email=user.email))
        code.send()
        code.persist()

    @classmethod
    def waiting(cls, request: HttpRequest) -> "MailedCode | None":
        """The code that was sent, while it is good."""
        state = request.session.get(STATE)
        found: MailedCode | None = cls(request, state).abort_if_invalid() if state else None
        return found

    def send(self) -> None:
        self.state["code"] = get_adapter().generate_login_code()
        get_adapter().send_mail(MAIL, self.state["email"], {"code": self.state["code"]})

    def persist(self) -> None:
        self.request.session[STATE] = self.state

    def abort(self) -> None:
        self.request.session.pop(STATE, None)


def signed_in_lately(request: HttpRequest, user: User) -> bool:
    """True if `user` showed who they are within the last quarter of an hour, by signing in or by doing it again."""
    records = get_authentication_records(request, user)
    return any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)


def only_lately_signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """allauth asks only those who have a second factor; this asks the others too, by mail."""

    @wraps(view)
    def looked_at(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if user.is_authenticated and mail_is_enough(user) and not signed_in_lately(request, user):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return looked_at
