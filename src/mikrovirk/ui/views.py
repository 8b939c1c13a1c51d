"""The gallery: every component in every state, for whoever changes the looks."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mikrovirk.ui.gallery import sample


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for administrators only, except while developing."""
    if not (settings.DEBUG or getattr(request.user, "is_administrator", False)):
        raise Http404
    messages.success(request, "Invitationen er sendt til 128 medlemmer.")
    return render(request, "ui/gallery.html", sample(timezone.localdate()))
