"""What tests ask for that open every page of a network."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound

from mikrovirk.config import urls
from mikrovirk.ui import paper


@pytest.fixture
def bare_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be made by the thousand and read by nobody is not made: our page for what is not there, and PDFs."""

    def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
        return HttpResponseNotFound()

    monkeypatch.setattr(urls, "handler404", not_found, raising=False)
    monkeypatch.setattr(paper, "pdf", lambda html, title="": html.encode())
