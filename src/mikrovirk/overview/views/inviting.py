"""Whom a network could invite: choosing, the network's list, what is printed of it, and the log. Never for a municipality."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest, back
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may
from mikrovirk.overview import words
from mikrovirk.overview.forms.inviting import OutcomeForm, PrintForm, WantedForm
from mikrovirk.overview.models import ContactUse, ListedBusiness
from mikrovirk.overview.queries import inviting as queries
from mikrovirk.overview.queries import local, reach
from mikrovirk.overview.services import inviting as services
from mikrovirk.overview.views.inviting_paper import paper_of, proposed
from mikrovirk.overview.words import coverage, invitations

PART = "invitations"
State = ListedBusiness.State
NOT_FOUND_SHOWN = 50  # of the members' businesses that the register does not have
SHOWN = (State.CHOSEN, State.INVITED, State.COMING, State.LATER)


def network_of(request: MemberRequest, slug: str) -> Network:
    """The network, if the list is the reader's to see and the part is on; else a 404."""
    network = get_object_or_404(queries.networks_inviting(request.user), slug=slug)
    if not has_part(network, PART):
        raise Http404
    return network


def row_in(network: Network, pk: int) -> ListedBusiness:
    return get_object_or_404(ListedBusiness, network=network, pk=pk)


@never_cache
@require_safe
def candidates(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Whom the network could invite, with filters; without street and number, which stand only on what is printed. Whose names are
    seen is logged."""
    network = network_of(request, network_slug)
    copy = queries.copy_for(network)
    context: dict[str, Any] = {"network": network, "copy": copy}
    if copy is None:
        return render(request, "overview/invite.html", context)
    here = local.micro_businesses(copy, network.municipality_code)
    form = WantedForm(
        request.GET,
        postcodes=[(key, coverage.place_name(key)) for key in queries.fitting(here, "postcode") if key],
        sections=[(key, words.section_short(key)) for key in queries.fitting(here, "section")],
        sizes=[(key, words.size_name(key)) for key in queries.fitting(here, "size")],
    )
    found = queries.candidates(network, form.wanted())
    assert found is not None
    not_found = reach.not_found(copy, network)
    page = Paginator(found.unit_ids, queries.PAGE).get_page(request.GET.get("page"))
    services.note_seen(network, found, list(page.object_list), by=request.user, at=timezone.now())
    context |= {
        "form": form,
        "address": reverse("overview:invite", args=[network.slug]),
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "page": page,
        "contacts": queries.contacts_on(copy, network, list(page.object_list)).values(),
        "found": found,
        "left_out": invitations.left_out(found),
        "not_found": not_found[:NOT_FOUND_SHOWN],
        "not_found_count": len(not_found),
        "may_edit_members": may(request.user, Permission.EDIT_MEMBERS, network),
    }
    return render(request, "overview/invite.html", context)


@require_POST
def choose(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Put the ticked businesses on the list, or all of the page."""
    network = network_of(request, network_slug)
    numbers = request.POST.getlist("shown" if "all" in request.POST else "unit")
    try:
        count = services.put_on_list(network, numbers, by=request.user, at=timezone.now())
    except services.NoRegister:
        count = 0
    if count:
        text = ngettext(
            "%(count)s business is on your list now.", "%(count)s businesses are on your list now.", count
        ) % {"count": count}
        messages.success(request, text)
    else:
        messages.info(request, _("Tick the businesses you want to invite first."))
    return back(request, "overview:invite", network.slug)


@never_cache
@require_safe
def own_list(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The network's list."""
    network = network_of(request, network_slug)
    return list_page(request, network)


def list_page(
    request: MemberRequest,
    network: Network,
    *,
    printing: PrintForm | None = None,
    bound: OutcomeForm | None = None,
    bound_to: int = 0,
) -> HttpResponse:
    """The list with its forms; `bound` is the one with errors, of the row `bound_to`."""
    listed = queries.list_of(network)
    shown = [each for each in listed if each.contact]
    rows = [
        {
            "listed": each,
            "form": bound if bound and each.row.pk == bound_to else form_of(each.row, network),
            "why": invitations.why_together(each.why),
            "is_bound": each.row.pk == bound_to,
        }
        for each in shown
        if each.row.state in SHOWN
    ]
    context = {
        "network": network,
        "copy": queries.copy_for(network),
        "rows": rows,
        "bound": bound,
        "declined": [each for each in shown if each.row.state == State.DECLINED],
        "gone": sum(each.contact is None and each.row.state != State.DECLINED for each in listed),
        "to_print": sum(each.row.state in services.OPEN and not each.is_member for each in shown),
        "print_form": printing or PrintForm(initial=proposed(network, request.user)),
        "use_count": queries.uses_of(network).count(),
    }
    return render(request, "overview/invite_list.html", context)


def form_of(row: ListedBusiness, network: Network) -> OutcomeForm:
    values = {"state": row.state, "note": row.note, "host": row.host.user.email if row.host else ""}
    return OutcomeForm(initial=values, network=network, auto_id=f"b{row.pk}-%s")


@require_POST
def outcome(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Note what came of it; what was typed wrongly comes back beside its field."""
    network = network_of(request, network_slug)
    row = row_in(network, pk)
    form = OutcomeForm(request.POST, network=network, auto_id=f"b{row.pk}-%s")
    if not form.is_valid():
        return list_page(request, network, bound=form, bound_to=row.pk)
    now, values = timezone.now(), form.cleaned_data
    services.note_outcome(row, state=values["state"], note=values["note"], by=request.user, at=now)
    services.choose_host(row, values["host"], by=request.user, at=now)
    if values["state"] == State.DECLINED:
        messages.success(request, _("Noted. Nobody here asks them again."))
    else:
        messages.success(request, _("It is noted."))
    return redirect(f"{reverse('overview:invite_list', args=[network.slug])}#b{row.pk}")


@require_POST
def remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take a business off the list."""
    network = network_of(request, network_slug)
    services.take_off(row_in(network, pk))
    messages.success(request, _("It is off the list. It is suggested again where it fits."))
    return redirect("overview:invite_list", network.slug)


@require_POST
def clear(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Take those off the list who may not be invited any more."""
    network = network_of(request, network_slug)
    for each in queries.list_of(network):
        if each.contact is None:
            services.take_off(each.row)
    messages.success(request, _("The list holds only those who may be invited."))
    return redirect("overview:invite_list", network.slug)


@never_cache
@require_POST
def print_list(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Letters, labels or the visit list as PDF; logged with its purpose."""
    network = network_of(request, network_slug)
    form = PrintForm(request.POST)
    kind = request.POST.get("as", "")
    if kind == ContactUse.Form.LETTERS:
        form.fields["text"].required = True
    if not form.is_valid():
        return list_page(request, network, printing=form)
    if kind not in (ContactUse.Form.LETTERS, ContactUse.Form.LABELS, ContactUse.Form.VISITS):
        return redirect("overview:invite_list", network.slug)
    try:
        used = services.use_list(network, form=kind, **form.cleaned_data, by=request.user, at=timezone.now())
    except (services.NoRegister, services.NobodyToInvite):
        messages.info(request, _("There is nobody on the list to invite: nothing was printed."))
        return redirect("overview:invite_list", network.slug)
    return paper_of(request, network, used)


@require_safe
def log(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Every use that was made of names and addresses."""
    network = network_of(request, network_slug)
    page = Paginator(queries.uses_of(network), queries.PAGE).get_page(request.GET.get("page"))
    return render(request, "overview/invite_log.html", {"network": network, "page": page})
