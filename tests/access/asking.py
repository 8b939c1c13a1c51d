"""Asks an address by a method, takes back whatever that changed, and says in one word what came of it."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

SIGN_IN, NOTHING, REFUSED, ALLOWED = "sign in", "nothing", "refused", "allowed"
_place = count(1)


@dataclass(frozen=True)
class Answer:
    """What came back, read to its end."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def outcome(self) -> str:
        """Sign in first; nothing there (or a link that is over); refused (this method never); else allowed."""
        if self.headers.get("Location", "").startswith("/account/login/?next="):
            return SIGN_IN
        if self.status in (403, 404, 410):
            return NOTHING
        return REFUSED if self.status == 405 else ALLOWED


def asked(client: Client, method: str, where: str, fields: dict[str, Any] | None = None, **headers: str) -> Answer:
    """What comes back; whatever it changed is taken back, and the cookies are as before: who signs out is still there."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = asked_within(client, method, where, fields, **headers)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def asked_within(
    client: Client, method: str, where: str, fields: dict[str, Any] | None = None, **headers: str
) -> Answer:
    """What comes back; from an internet address of its own, so that no limit of tries answers in the page's place."""
    number = next(_place)
    place = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    answer = getattr(client, method.lower())(where, fields or {}, REMOTE_ADDR=place, **headers)
    content = read(answer)
    return Answer(answer.status_code, answer.headers, content)


def read(answer: HttpResponseBase) -> bytes:
    """A file is read and closed; of what goes on for as long as an evening, nothing."""
    if not answer.streaming:
        return bytes(answer.content)  # type: ignore[attr-defined]
    if answer.headers["Content-Type"].startswith("text/event-stream"):
        answer.close()
        return b""
    return bytes(answer.getvalue())  # type: ignore[attr-defined]


def methods_taken(client: Client, where: str) -> str:
    """G where the page is read, P where something is sent to it; both where it does not say which."""
    allowed = asked(client, "OPTIONS", where).headers.get("Allow", "GET, POST")
    return "".join(method[0] for method in ("GET", "POST") if method in allowed)
