"""Numbers that no column holds: what only somebody who makes up a request sends."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request

OUT_OF_RANGE = "22003"  # SQLSTATE numeric_value_out_of_range


class TooLargeMiddleware:
    """400 where a key that was sent is larger than any in the database. What people type has its bounds in the forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return bad_request(request, error) if is_too_large(error) else None


def is_too_large(error: Exception) -> bool:
    """SQLite's driver cannot hand such a number over; PostgreSQL refuses it. Whatever else overflows is a fault of ours."""
    if isinstance(error, DataError):
        return getattr(error.__cause__, "sqlstate", None) == OUT_OF_RANGE
    return isinstance(error, OverflowError) and "SQLite" in str(error)
