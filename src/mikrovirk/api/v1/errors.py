"""What goes wrong, always said in the same form."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Field, Schema


class Detail(Schema):
    """One thing that is wrong with what was asked."""

    where: str = Field(description="The parameter.")
    what: str


class Error(Schema):
    """Why there is no answer."""

    code: str = Field(description="For programs: not_found, wrong_question, no_key, no_scope, too_often, only_reading.")
    message: str = Field(description="For people.")
    details: list[Detail] = []


class Refused(Exception):
    """No answer, and why."""

    def __init__(
        self, status: HTTPStatus, code: str, message: str, *, details: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.details = status, code, message, details or []

    def answer(self) -> HttpResponse:
        told: dict[str, Any] = {"code": self.code, "message": self.message, "details": self.details}
        answer = JsonResponse(told, status=self.status, json_dumps_params={"ensure_ascii": False})
        if self.status == HTTPStatus.UNAUTHORIZED:
            answer["WWW-Authenticate"] = 'Bearer realm="MikroVirk"'
        if self.status == HTTPStatus.TOO_MANY_REQUESTS:
            answer["Retry-After"] = "60"
        if self.status == HTTPStatus.METHOD_NOT_ALLOWED:
            answer["Allow"] = "GET, HEAD"
        return answer


def not_found() -> Refused:
    return Refused(HTTPStatus.NOT_FOUND, "not_found", _("There is nothing here, or nothing you may see."))


def wrong_question(details: list[dict[str, str]]) -> Refused:
    message = _("Something in the address cannot be understood.")
    return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong_question", message, details=details)


def only_reading() -> Refused:
    return Refused(HTTPStatus.METHOD_NOT_ALLOWED, "only_reading", _("The API is for reading: use GET."))


def too_often() -> Refused:
    return Refused(HTTPStatus.TOO_MANY_REQUESTS, "too_often", _("Too many questions in a short time. Wait a minute."))


def no_key(message: str) -> Refused:
    return Refused(HTTPStatus.UNAUTHORIZED, "no_key", message)


def no_scope(scope: str) -> Refused:
    message = _("This token was not made for that. It takes one with the scope %(scope)s.") % {"scope": scope}
    return Refused(HTTPStatus.FORBIDDEN, "no_scope", message)
