"""Answers a request with a document on paper."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from mikrovirk.ui import paper


def as_pdf(request: HttpRequest, template: str, context: Mapping[str, Any], *, name: str) -> HttpResponse:
    """The template as PDF; where this machine cannot make one, the page to print from the browser, saying so."""
    html = render_to_string(template, {**context}, request)
    try:
        made = paper.pdf(html)
    except paper.PaperUnavailableError as error:
        messages.warning(
            request,
            _(
                "This machine cannot make PDF files, so print this page from the browser. Whoever hosts it can put that right: %(how)s"
            )
            % {"how": error},
        )
        return render(request, template, {**context, "on_screen": True})
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
