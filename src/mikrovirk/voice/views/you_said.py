"""You said, we did: the public page, the same for other websites and readers, and what the coordinator shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import feedgenerator, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may, networks_for
from mikrovirk.ui.paper_page import as_pdf
from mikrovirk.voice.forms.you_said import QuotesForm
from mikrovirk.voice.models import Decision
from mikrovirk.voice.queries import you_said as queries
from mikrovirk.voice.queries.you_said import YouSaid
from mikrovirk.voice.services import decisions as decision_services
from mikrovirk.voice.services import you_said as services

PAGE = 20
EMBEDDED = 5
IN_FEED = 30
ON_SHEET = 5
# Any website may show the little page; it runs no script, takes no form, and sets no cookie.
EMBED_POLICY = {"frame-ancestors": ["*"], "script-src": [NONE], "form-action": [NONE]}


def network_at(slug: str) -> Network:
    """The network, where its members' voice is on; raise Http404."""
    network = get_object_or_404(Network, slug=slug)
    if not has_part(network, queries.PART):
        raise Http404
    return network


@login_not_required
@require_safe
def you_said(request: HttpRequest, network_slug: str) -> HttpResponse:
    """What members said, what was decided and why, and what was done; newest first."""
    network = network_at(network_slug)
    page = Paginator(queries.shown_in(network), PAGE).get_page(request.GET.get("page"))
    shows = request.user.is_authenticated and may(request.user, Permission.EDIT_PROGRAMME, network)
    context = {
        "network": network,
        "page": page,
        "rows": queries.read_by_all(page.object_list),
        "may_show": shows,
        "sees_steering": request.user.is_authenticated and may(request.user, Permission.SEE_STEERING, network),
        "feed_url": reverse("voice:you_said_feed", args=[network.slug]),
    }
    return render(request, "voice/you_said.html", context)


@login_not_required
@require_safe
@xframe_options_exempt
@csp_replace(EMBED_POLICY)  # type: ignore[arg-type]  # its types know no further arguments
def embed(request: HttpRequest, network_slug: str) -> HttpResponse:
    """The newest few, to stand in a frame on another website."""
    network = network_at(network_slug)
    rows = queries.read_by_all(queries.shown_in(network)[:EMBEDDED])
    context = {"network": network, "rows": rows, "site_address": settings.SITE_URL}
    return render(request, "voice/you_said_embed.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest, network_slug: str) -> HttpResponse:
    """The same as an Atom feed."""
    network = network_at(network_slug)
    made = feedgenerator.Atom1Feed(
        title=_("You said, we did: %(network)s") % {"network": network.name},
        link=services.page_url(network),
        description=None,
        language=get_language(),
        feed_url=settings.SITE_URL + request.path,
    )
    for row in queries.read_by_all(queries.shown_in(network)[:IN_FEED]):
        made.add_item(
            title=row.decision.title,
            link=services.url_of(row),
            unique_id=services.url_of(row),
            description="\n".join((services.said_in_words(row), services.done_in_words(row))),
            pubdate=row.decision.decided_at,
            updateddate=row.news_at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


# --- the coordinator's side ------------------------------------------------------------------------------------------


def network_shown_by(request: MemberRequest, slug: str) -> Network:
    """The network, for whoever says what everybody reads; raise Http404."""
    network = get_object_or_404(networks_for(request.user, needs=Permission.EDIT_PROGRAMME), slug=slug)
    if not has_part(network, queries.PART):
        raise Http404
    return network


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision as it would be read, and what could be quoted."""

    row: YouSaid
    form: QuotesForm | None


def choices_of(decisions: Sequence[Decision], refused: dict[int, QuotesForm]) -> list[Choice]:
    """What could be shown, each with the anonymous inputs that could stand word for word."""
    with_quotes = queries.have_quotable(decisions)
    forms = {pk: QuotesForm(decision=each) for each in decisions if (pk := each.pk) in with_quotes} | refused
    return [Choice(row, forms.get(row.decision.pk)) for row in queries.read_by_all(decisions)]


@never_cache
@require_safe
def choose(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What could be shown and is not, as everybody would read it; the mail; the line for other websites."""
    return choose_page(request, network_shown_by(request, network_slug), {})


def choose_page(request: MemberRequest, network: Network, refused: dict[int, QuotesForm]) -> HttpResponse:
    """The page; `refused` are forms that came back with errors, by key of their decision."""
    page = Paginator(queries.not_shown_in(network), PAGE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "page": page,
        "choices": choices_of(list(page.object_list), refused),
        "shown_count": queries.shown_in(network).count(),
        "untold_count": queries.untold(network).count(),
        "waiting_mail": queries.drafts(network).first(),
        "last_mail": queries.last_mail(network),
        "snippet": snippet_for(network),
        "has_steering_room": has_part(network, "steering_room"),
    }
    return render(request, "voice/you_said_choose.html", context)


def snippet_for(network: Network) -> str:
    """What is put into another website's page."""
    address = settings.SITE_URL + reverse("voice:you_said_embed", args=[network.slug])
    return render_to_string("voice/_you_said_snippet.html", {"address": address, "network": network}).strip()


@require_POST
def show(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Let everybody read it."""
    network = network_shown_by(request, network_slug)
    decision = get_object_or_404(queries.answering(network), pk=pk)
    form = QuotesForm(request.POST, decision=decision)
    if not form.is_valid():
        return choose_page(request, network, {pk: form})
    decision_services.show(decision, quotes=form.cleaned_data["quotes"], by=request.user, at=timezone.now())
    messages.success(request, _("Everybody can read it now."))
    return redirect("voice:you_said_choose", network_slug)


@require_POST
def hide(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take it off the page; a mail that waits no longer tells of it."""
    network = network_shown_by(request, network_slug)
    decision = get_object_or_404(queries.answering(network), pk=pk)
    decision_services.hide(decision, by=request.user, at=timezone.now())
    messages.success(request, _("Only the steering group reads it now."))
    return redirect("voice:you_said", network_slug)


@require_POST
def draft_mail(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Draft the mail to all members with what is new on the page."""
    network = network_shown_by(request, network_slug)
    try:
        made = services.draft_mail(network, at=timezone.now())
    except services.NothingNew:
        messages.info(request, _("There is nothing new to tell: everything that is shown stands in a mail already."))
        return redirect("voice:you_said_choose", network_slug)
    return redirect("mailing:mailing", network_slug, made.pk)


@never_cache
@require_safe
def sheet(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Since last time, on one sheet for the welcome of a meeting."""
    network = get_object_or_404(networks_for(request.user, needs=Permission.SEE_STEERING), slug=network_slug)
    if not has_part(network, queries.PART):
        raise Http404
    moment = queries.last_meeting_start(network, before=timezone.now())
    rows = queries.read_by_all(queries.since(network, moment)[:ON_SHEET])
    if not rows:  # nothing since: the newest there is
        rows = queries.read_by_all(queries.shown_in(network)[:ON_SHEET])
    context = {"network": network, "rows": rows, "since": moment, "url": services.page_url(network)}
    return as_pdf(request, "voice/paper_you_said.html", context, name="det-sagde-i.pdf")
