"""The page of a request that failed: a mistake of ours, or a database that does not answer for a moment."""

import sys

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TRY_AGAIN = 5  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where it is worth trying again in a moment. Nothing here asks the database."""
    if not database_is_away(sys.exc_info()[1]):
        return HttpResponse(render_to_string("500.html"), status=500)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(TRY_AGAIN)})


def database_is_away(error: BaseException | None) -> bool:
    """SQLite calls every fault by the same name: of its own only that it is locked passes by itself."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    return connection.vendor != "sqlite" or "locked" in str(error)
