"""The gallery: every component in every state, for whoever changes the looks."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for staff only, except while developing."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404
    return render(request, "ui/gallery.html", {})
