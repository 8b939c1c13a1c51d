"""The handover: all a successor needs on a page and on paper, taking over when the watch has called, being the contact."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.directory.models import Audience, Person
from mikrovirk.home.handover import handover_of, takeover, watch
from mikrovirk.home.handover.forms import SubstituteForm
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import KnowHow, Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.services import Contact
from mikrovirk.ui.paper_page import as_pdf

BEFORE = "handover.contact"  # what the signed contact before is for


def read_by(request: MemberRequest, network_slug: str, needs: Permission = Permission.SEE_STEERING) -> Network:
    """The network, for those who may; else 404."""
    return get_object_or_404(
        network_queries.networks_for(request.user, needs=needs).select_related("host"), slug=network_slug
    )


@never_cache
@require_safe
def handover(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Everything on one page, always current."""
    network = read_by(request, network_slug)
    held = network_queries.roles_held(request.user)
    request.roles_held = held  # type: ignore[attr-defined]  # the menu asks for them too
    found = handover_of(network, reader=request.user, now=timezone.now(), held=held)
    until = timezone.localdate() + takeover.FOR_AS_LONG
    context = {
        "network": network,
        "handover": found,
        "may_write": Permission.STEER in found.reader.may,
        "until": dates.day(until),
        "until_date": until,
        "was_contact": contact_before(request, network),
        "removed_note": note_removed(request, network) if Permission.STEER in found.reader.may else None,
    }
    return render(request, "home/handover.html", context)


def note_removed(request: MemberRequest, network: Network) -> KnowHow | None:
    """The note that was just taken away, to put back."""
    pk = request.GET.get("removed", "")
    if not (pk.isascii() and pk.isdigit()):
        return None
    return KnowHow.objects.filter(network=network, pk=int(pk)).exclude(removed_at=None).first()


@never_cache
@require_safe
def handover_pdf(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The same as a file to print or to keep."""
    network = read_by(request, network_slug)
    found = handover_of(network, reader=request.user, now=timezone.now())
    context = {"network": network, "handover": found, "on_paper": True}
    return as_pdf(request, "home/paper_handover.html", context, name=f"overdragelse-{network.slug}.pdf")


@never_cache
def take_over(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Let oneself or somebody else run the network for a time, where the watch has told one that nobody does."""
    network, now = read_by(request, network_slug), timezone.now()
    state = watch.state_of(network, now)
    if not watch.may_take_over(request.user, network, watch.still_so(network, state)):
        raise Http404
    if request.method != "POST":
        return ask_who(request, network, SubstituteForm(network=network, by=request.user))
    form = SubstituteForm(request.POST, network=network, by=request.user)
    if not form.is_valid():
        return ask_who(request, network, form)
    chosen = form.cleaned_data
    try:
        role = takeover.appoint_substitute(
            network,
            by=request.user,
            email=chosen["email"],
            full_name=chosen["full_name"],
            until=chosen["until_date"],
            why=chosen["why"],
            now=now,
        )
    except takeover.NotAsked as error:  # somebody else was quicker
        raise Http404 from error
    except takeover.SwitchedOff:
        form.add_error("email", _("That person's account is switched off. Name somebody else."))
        return ask_who(request, network, form)
    if role.user == request.user:
        messages.success(request, _("You run the network now. Begin with what stands first below."))
    else:
        messages.success(request, _("%(name)s runs the network now, and is told by mail.") % {"name": role.user})
    return redirect("home:handover", network_slug)


def ask_who(request: MemberRequest, network: Network, form: SubstituteForm) -> HttpResponse:
    context = {"network": network, "form": form}
    return render(request, "home/take_over.html", context, status=422 if form.errors else 200)


# --- whom to ask ---------------------------------------------------------------------------------------------------------


@require_POST
def be_contact(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Name whoever presses on the public page and in the mails; what stood there before can be put back."""
    network = read_by(request, network_slug, Permission.EDIT_PROGRAMME)
    person = Person.objects.filter(user=request.user).exclude(phone_for=Audience.NOBODY).first()
    before = network_services.be_contact(network, request.user, phone=person.phone if person else "")
    messages.success(request, _("You are the contact now: on the public page, in the mails, and for answers to them."))
    token = signing.dumps([network.pk, before.name, before.email, before.phone], salt=BEFORE)
    return redirect(f"{reverse('home:handover', args=[network_slug])}?before={token}")


@require_POST
def contact_back(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Put the contact back that stood there before."""
    network = read_by(request, network_slug, Permission.EDIT_PROGRAMME)
    before = contact_in(request.POST.get("before", ""), network)
    if before is None:
        raise Http404
    network_services.give_contact_back(network, before)
    messages.success(request, _("The contact is as it was."))
    return redirect("home:handover", network_slug)


def contact_before(request: MemberRequest, network: Network) -> dict[str, str] | None:
    """The contact that was just replaced, to put back: who, and the words that do it."""
    token = request.GET.get("before", "")
    before = contact_in(token, network)
    return {"name": before.name or before.email, "token": token} if before else None


def contact_in(token: str, network: Network) -> Contact | None:
    try:
        pk, name, email, phone = signing.loads(token, salt=BEFORE, max_age=24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Contact(name, email, phone) if pk == network.pk else None
