"""A draft as it read at one moment: each version has an address of its own, and can be printed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.ui.paper_page import as_pdf
from mikrovirk.voice.models import ConsultationVersion
from mikrovirk.voice.queries.consultation_reading import facts_in_words
from mikrovirk.voice.queries.consultation_versions import changes_of, in_words
from mikrovirk.voice.queries.consultations import Total
from mikrovirk.voice.views.consultation_rows import shown_consultation


@require_safe
def version(request: MemberRequest, network_slug: str, pk: int, number: int) -> HttpResponse:
    """The version, with what it changed in the one before."""
    return render(request, "voice/consultation_version.html", context_of(request, network_slug, pk, number))


@require_safe
def version_pdf(request: MemberRequest, network_slug: str, pk: int, number: int) -> HttpResponse:
    """The same on paper."""
    context = context_of(request, network_slug, pk, number)
    return as_pdf(request, "voice/paper_consultation_version.html", context, name=f"udkast-{pk}-{number}.pdf")


def context_of(request: MemberRequest, network_slug: str, pk: int, number: int) -> dict[str, Any]:
    found = shown_consultation(request, network_slug, pk)
    versions = list(found.versions.select_related("made_by"))
    shown = get_object_or_404(ConsultationVersion, consultation=found, number=number)
    last = versions[-1].number
    return {
        "consultation": found,
        "network": found.network,
        "version": shown,
        "versions": versions,
        "is_newest": number == last,
        "is_adopted": number == last and found.state == found.State.ADOPTED,
        "points": [point_in(point) for point in shown.content["points"]],
        "changes": [(change, in_words(change)) for change in changes_of(shown)],
    }


def point_in(content: dict[str, Any]) -> dict[str, Any]:
    """A point of a version as the page shows it."""
    return {
        **content,
        "when": parse_datetime(content.get("starts_at") or ""),
        "facts": facts_in_words(content),
        "total": Total.from_plain(content["support"]) if "support" in content else None,
    }
