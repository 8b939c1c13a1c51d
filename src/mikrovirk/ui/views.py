"""The gallery: every component in every state, for whoever changes the looks."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from mikrovirk.ui import paper
from mikrovirk.ui.gallery import sample


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for administrators only, except while developing."""
    _refuse_others(request)
    messages.success(request, "Invitationen er sendt til 128 medlemmer.")
    return render(request, "ui/gallery.html", sample(timezone.localdate()))


def gallery_paper(request: HttpRequest) -> HttpResponse:
    """What printed documents are made of, as a PDF."""
    _refuse_others(request)
    html = render_to_string("ui/gallery_paper.html", sample(timezone.localdate()), request)
    return HttpResponse(paper.pdf(html), content_type="application/pdf")


def _refuse_others(request: HttpRequest) -> None:
    if not (settings.DEBUG or getattr(request.user, "is_administrator", False)):
        raise Http404
