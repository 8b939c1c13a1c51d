"""The coordinator's list of mails: what waits, what goes by itself, what was sent, and what needs mending."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest, back
from mikrovirk.mailing import kinds, queries, services
from mikrovirk.mailing.forms import AddressForm
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.queries import incoming, overview, working
from mikrovirk.mailing.views.where import network_of

PAGE = 30


def mails(request: MemberRequest, network_slug: str) -> HttpResponse:
    """All that is to be known about the network's mails, most pressing first."""
    network = network_of(request, network_slug)
    now = timezone.now()
    tomorrow = now + timedelta(days=1)
    on_their_way = overview.rows(overview.on_their_way(network), count="waiting_count", at="next_at")
    sent = Paginator(queries.sent_lately(network), PAGE).get_page(request.GET.get("page"))
    page = {
        "network": network,
        "now": now,
        "drafts": overview.rows(queries.drafts(network), count="waiting_count", at="due_at"),
        "by_themselves": [row for row in on_their_way if row.mailing.approved_by is None and row.at <= tomorrow],
        "on_their_way": [row for row in on_their_way if row.mailing.approved_by is not None or row.at > tomorrow],
        "immediate": overview.immediate_lately(network, now=now),
        "sent": overview.rows(sent, count="sent_count", at="last_sent_at"),
        "page": sent,
        "bounced": queries.bounced_in(network),
        "failed": overview.failed_lately(network, now=now)[:PAGE],
        "held_count": overview.held_in(network).count(),
        "came_in_count": incoming.to_look_at(network).count(),
        "limit": settings.MAIL_MONTHLY_LIMIT,
        "trouble": trouble(),
        "show": request.GET.get("show", ""),
    }
    return render(request, "mailing/mails.html", page)


def trouble() -> str:
    """Why no mail leaves just now; empty if nothing is wrong."""
    alive = working.alive(now=timezone.now())
    if not alive:
        return _("The background worker is not running, so no mails leave. Tell whoever looks after the installation.")
    if words := alive[0].trouble:
        return _("The mail server does not answer. Nothing is lost: we keep trying. It says: %(words)s") % {
            "words": words
        }
    return ""


def kind(request: MemberRequest, network_slug: str, key: str) -> HttpResponse:
    """The mails of one kind that left at once, by name."""
    network = network_of(request, network_slug)
    try:
        mail_kind = kinds.get(key)
    except KeyError as error:
        raise Http404 from error
    sent = Paginator(overview.messages_of_kind(network, key), PAGE).get_page(request.GET.get("page"))
    return render(request, "mailing/kind.html", {"network": network, "kind": mail_kind, "page": sent})


# --- rules -----------------------------------------------------------------------------------------------------------


def rules(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Which kinds of mail go by themselves: each with its text, so that it is read before it is switched on."""
    network = network_of(request, network_slug)
    rows = overview.rules_of(network)
    if request.method == "POST":
        ticked = request.POST.getlist("kind")
        wanted = {row.kind.key for row in rows} if request.POST.get("do") == "all" else set(ticked)
        for row in rows:
            if row.rule is None and row.kind.key in wanted:
                services.switch_rule_on(network, row.kind.key, by=request.user, at=timezone.now())
            elif row.rule is not None and row.kind.key not in wanted:
                services.switch_rule_off(network, row.kind.key)
        messages.success(request, _("Saved. Mails you did not tick wait for your approval."))
        return redirect("mailing:rules", network_slug)
    all_off = all(row.rule is None for row in rows)
    return render(request, "mailing/rules.html", {"network": network, "rows": rows, "all_off": all_off})


@require_POST
def rule(request: MemberRequest, network_slug: str, key: str) -> HttpResponse:
    """Switch the rule of one kind on or off."""
    network = network_of(request, network_slug)
    if key not in {row.kind.key for row in overview.rules_of(network)}:
        raise Http404
    label = kinds.get(key).label
    if request.POST.get("do") == "off":
        services.switch_rule_off(network, key)
        messages.success(request, _("“%(kind)s” waits for your approval again.") % {"kind": label})
    else:
        services.switch_rule_on(network, key, by=request.user, at=timezone.now())
        messages.success(
            request,
            _("“%(kind)s” goes by itself from now on. You see it here a day before and can stop it.") % {"kind": label},
        )
    return back(request, "mailing:rules", network_slug)


# --- mending ---------------------------------------------------------------------------------------------------------


def address(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Give somebody whose address is dead one that works."""
    network = network_of(request, network_slug)
    user = get_object_or_404(queries.bounced_in(network), pk=pk)
    form = AddressForm(request.POST or None, initial={"email": user.email})
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_address(user, form.cleaned_data["email"])
        except services.AddressTaken:
            form.add_error("email", _("Somebody else already has this address."))
        except services.AddressIsTheirs:
            form.add_error("email", _("They sign in with their address, so only they can change it."))
        else:
            messages.success(request, _("Mails to %(name)s go to the new address from now on.") % {"name": user})
            return redirect("mailing:mails", network_slug)
    return render(request, "mailing/address.html", {"network": network, "user": user, "somebody": user, "form": form})


@require_POST
def mend(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The address works again, or: write to it no more."""
    network = network_of(request, network_slug)
    user = get_object_or_404(queries.bounced_in(network), pk=pk)
    if request.POST.get("do") == "leave":
        services.leave_without_mail(user)
        messages.success(request, _("%(name)s gets no more mails, and is still in the network.") % {"name": user})
    else:
        services.clear_bounce(user)
        messages.success(request, _("We write to %(name)s again.") % {"name": user})
    return back(request, "mailing:mails", network_slug)


@require_POST
def again(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Send a mail that failed once more."""
    network = network_of(request, network_slug)
    message = get_object_or_404(Message.objects.select_related("user"), mailing__network=network, pk=pk)
    if services.try_again(message, at=timezone.now()):
        messages.success(request, _("We try again to write to %(name)s.") % {"name": message.user})
    return back(request, "mailing:mails", network_slug)
