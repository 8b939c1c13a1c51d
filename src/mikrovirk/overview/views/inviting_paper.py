"""What is printed of a network's list: letters for window envelopes, labels on A4 sheets, and the visit list for those who go along."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.health.queries.coming import to_come
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import ContactUse
from mikrovirk.overview.queries import inviting as queries
from mikrovirk.overview.queries.inviting import Listed
from mikrovirk.overview.services.inviting import Used
from mikrovirk.overview.words import invitations
from mikrovirk.ui import qr
from mikrovirk.ui.paper_page import as_pdf

TEMPLATES = {
    ContactUse.Form.LETTERS: ("overview/paper_letters.html", "breve"),
    ContactUse.Form.LABELS: ("overview/paper_labels.html", "etiketter"),
    ContactUse.Form.VISITS: ("overview/paper_visits.html", "besoegsliste"),
}
LABELS_ON_A_SHEET = 24  # three across, eight down: 70 × 37 mm


def proposed(network: Network, user: User) -> dict[str, str]:
    """What stands in the form before anything is typed: the last letter, else one that can be sent as it is."""
    meeting = to_come(network, timezone.now(), drafts=False).first()
    return {"text": queries.last_letter(network) or invitations.proposed_letter(network, meeting, user.full_name)}


def paper_of(request: HttpRequest, network: Network, used: Used) -> HttpResponse:
    """The sheets of one use."""
    template, name = TEMPLATES[ContactUse.Form(used.use.form)]
    in_order = sorted(used.listed, key=on_the_way)
    context = {
        "network": network,
        "use": used.use,
        "listed": in_order,
        "visits": by_host(in_order),
        "left_out_count": sum(used.use.left_out.values()),
        "page_url": settings.SITE_URL + reverse("home:network", args=[network.slug]),
    }
    if used.use.form == ContactUse.Form.LETTERS:
        context["qr"] = qr.as_source(context["page_url"])
    return as_pdf(request, template, context, name=f"{name}-{network.slug}.pdf")


def on_the_way(each: Listed) -> tuple[str, str, str, str]:
    """The order of a round: by postcode, village and street."""
    assert each.contact
    return each.contact.postcode, each.contact.town, each.contact.street, each.contact.unit_id


def by_host(listed: list[Listed]) -> list[dict[str, Any]]:
    """A sheet for each host with those they go to, by name; those nobody fits last."""
    sheets: dict[int, dict[str, Any]] = {}
    for each in listed:
        key = each.host.pk if each.host else 0
        sheet = sheets.setdefault(key, {"host": each.host, "visits": []})
        sheet["visits"].append((each, invitations.why_together(each.why)))
    return sorted(sheets.values(), key=lambda sheet: (sheet["host"] is None, str(sheet["host"] or "")))
