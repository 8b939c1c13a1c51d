"""The coordinator's members: the list, one member, and what can be done about them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory import services
from mikrovirk.directory.domain.phones import displayed_phone
from mikrovirk.directory.forms.members import EditMemberForm, GuestForm, MemberFilter, MemberForm, OtherBusinessForm
from mikrovirk.directory.forms.profile import BusinessForm
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.directory.queries import members as queries
from mikrovirk.directory.services import exporting
from mikrovirk.directory.views.member_list import filter_bar, network_of, piece, rows_html
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of


@require_safe
def members(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The list with search, filters and order; for htmx only what changes."""
    network = network_of(request, network_slug)
    form = MemberFilter(request.GET)
    words, show, order = form.chosen()
    now = timezone.now()
    found = queries.members_found(network, words=words, show=show, order=order, now=now)
    page = queries.page_of(found, request.GET.get("page"))
    address = reverse("directory:members", args=[network.slug])
    lines = queries.member_lines(page.object_list, address=address, today=timezone.localdate(now))
    narrowed = bool(words) or show != queries.MEMBERS
    context = {
        "network": network,
        "page": page,
        "lines": lines,
        "rows": rows_html(lines, show=show),
        "narrowed": narrowed,
        "show": show,
    }
    if request.htmx and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        response = render(request, "directory/_member_list.html", context)
    else:
        context["filter"] = filter_bar(form, address, clear=narrowed)
        context["actions"] = piece("directory/_member_actions.html", network.slug, parts_of(network))
        context["files"] = piece("directory/_member_files.html", network.slug)
        response = render(request, "directory/members.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def export(request: MemberRequest, network_slug: str, kind: str) -> HttpResponse:
    """The members as a file that our own import understands."""
    network = network_of(request, network_slug)
    content, _rows = exporting.member_table(network, ending=f".{kind}")
    response = HttpResponse(content, content_type=exporting.CONTENT_TYPES[f".{kind}"])
    name = f"{network.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def person_in(network: Network, pk: int) -> Person:
    return get_object_or_404(queries.people_known_to(network), pk=pk)


@require_safe
def member(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One member, former member or guest, with all that the coordinator may know."""
    network = network_of(request, network_slug)
    person = person_in(network, pk)
    memberships = list(queries.memberships_in(network, person))
    current = next((each for each in memberships if each.left_date is None), None)
    context = {
        "network": network,
        "person": person,
        "phone": displayed_phone(person.phone) if person.phone.startswith("+") else person.phone,
        "memberships": memberships,
        "current": current,
        "latest": memberships[0] if memberships else None,
        "invited": person.invited.filter(network=network).select_related("person__user").order_by("-joined_date"),
    }
    return render(request, "directory/member.html", context)


def add_member(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = network_of(request, network_slug)
    form = MemberForm(request.POST or None, network=network, initial={"joined_date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        membership = added(network, form.cleaned_data)
        messages.success(request, _("%(name)s is a member now.") % {"name": membership.person.name})
        return redirect("directory:member", network.slug, membership.person_id)
    return render(request, "directory/member_form.html", {"network": network, "form": form})


@transaction.atomic
def added(network: Network, typed: dict[str, Any]) -> Membership:
    business = business_called(network, typed)
    membership = services.add_member(
        network,
        name=typed["name"],
        email=typed["email"],
        phone=typed["phone"],
        business=business,
        job_title=typed["job_title"],
        on=typed["joined_date"],
        invited_by=typed["inviter"],
        came=Membership.Came.INVITED if typed["inviter"] else Membership.Came.OFFICE,
        note=typed["note"],
    )
    if typed["inviter"]:
        services.note_referral(network, membership.person, inviter=typed["inviter"], at=timezone.now())
    services.welcome(membership, at=timezone.now())
    return membership


def business_called(network: Network, typed: dict[str, Any]) -> Business | None:
    """The business that was typed: the network's own of that name, the one with that CVR number, or a new one."""
    if not typed["business_name"]:
        return None
    fields = {name: typed[name] for name in ("cvr", "industry", "town") if name in typed}
    here = Business.objects.filter(memberships__network=network, name__iexact=typed["business_name"])
    if not fields["cvr"] and (known := here.first()):
        return known
    return services.add_business(name=typed["business_name"], **fields)


def edit_member(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Put right what stands about somebody; a guest has no membership to put right."""
    network = network_of(request, network_slug)
    person = person_in(network, pk)
    membership = queries.memberships_in(network, person).first()
    form: EditMemberForm | GuestForm
    about = {"name": person.name, "email": person.email, "phone": person.phone}
    if membership:
        names = ("job_title", "joined_date", "note")
        about |= {name: getattr(membership, name) for name in names}
        form = EditMemberForm(request.POST or None, initial=about)
    else:
        form = GuestForm(request.POST or None, initial=about)
    if request.method == "POST" and form.is_valid() and written(person, membership, form):
        messages.success(request, _("Saved."))
        return redirect("directory:member", network.slug, person.pk)
    return render(request, "directory/member_edit.html", {"network": network, "person": person, "form": form})


def written(person: Person, membership: Membership | None, form: EditMemberForm | GuestForm) -> bool:
    """Save the form; False, with the error beside its field, where it cannot be."""
    typed = form.cleaned_data
    if membership and membership.left_date and typed["joined_date"] > membership.left_date:
        form.add_error("joined_date", _("The membership ended before that day."))
        return False
    try:
        with transaction.atomic():
            services.correct_address(person, email=typed["email"])
            services.write_name_and_phone(person, name=typed["name"], phone=typed["phone"])
            if membership:
                words: dict[str, Any] = {name: typed[name] for name in ("job_title", "joined_date", "note")}
                services.change_membership(membership, **words)
    except services.AddressTaken:
        form.add_error("email", _("Somebody else has that address."))
        return False
    except services.AddressIsTheirs:
        form.add_error("email", _("They sign in with their address, so only they can change it."))
        return False
    return True


def edit_business(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The facts of the business that somebody is a member for."""
    network = network_of(request, network_slug)
    person = person_in(network, pk)
    membership = queries.memberships_in(network, person).first()
    if membership is None or membership.business is None:
        raise Http404
    form = BusinessForm(request.POST or None, business=membership.business)
    if request.method == "POST" and form.is_valid():
        services.edit_business(membership.business, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("directory:member", network.slug, person.pk)
    context = {"network": network, "person": person, "business": membership.business, "form": form}
    return render(request, "directory/member_business.html", context)


def change_business(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Another business from now on."""
    network = network_of(request, network_slug)
    person = person_in(network, pk)
    membership = queries.memberships_in(network, person).filter(left_date=None).first()
    if membership is None:
        raise Http404
    form = OtherBusinessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.change_business(membership, business_called(network, form.cleaned_data))
        messages.success(request, _("Saved."))
        return redirect("directory:member", network.slug, person.pk)
    context = {"network": network, "person": person, "membership": membership, "form": form}
    return render(request, "directory/member_other_business.html", context)


@require_POST
def leave(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """End the membership today; the page then offers to undo it."""
    network = network_of(request, network_slug)
    membership = get_object_or_404(queries.members_of(network).select_related("person__user", "network"), person=pk)
    services.leave_network(membership, on=timezone.localdate())
    return redirect("directory:member", network.slug, pk)


@require_POST
def undo_leaving(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_of(request, network_slug)
    membership = queries.memberships_in(network, person_in(network, pk)).first()
    if membership is None:
        raise Http404
    services.undo_leaving(membership)
    return redirect("directory:member", network.slug, pk)


@require_POST
def make_member(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A guest, or somebody who had left, is a member from today."""
    network = network_of(request, network_slug)
    person = person_in(network, pk)
    earlier = queries.memberships_in(network, person).first()
    came = Membership.Came.OFFICE if earlier else Membership.Came.GUEST
    business = earlier.business if earlier else None
    today: date = timezone.localdate()
    membership = services.join_network(person, network, on=today, came=came, business=business)
    services.welcome(membership, at=timezone.now())
    messages.success(request, _("%(name)s is a member now.") % {"name": person.name})
    return redirect("directory:member", network.slug, pk)
