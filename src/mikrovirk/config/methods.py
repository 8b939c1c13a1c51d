"""The methods the site answers to: reading and sending. No page takes any other, so none has to refuse it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

TAKEN = ("GET", "HEAD", "POST", "OPTIONS")
FOR_PROGRAMS = "/api/"  # refuses in its own words


class MethodsMiddleware:
    """405 for PUT, PATCH, DELETE and whatever else a client makes up; a page without a rule would show itself as for GET."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in TAKEN or request.path_info.startswith(FOR_PROGRAMS):
            return self.get_response(request)
        return HttpResponseNotAllowed(TAKEN)
