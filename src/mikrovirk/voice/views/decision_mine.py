"""What somebody sees to, also outside the group: what it is, that it is done, or that they cannot after all."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, networks_for
from mikrovirk.voice.forms.decisions import DoneForm, HandBackForm
from mikrovirk.voice.models import Decision
from mikrovirk.voice.queries import decisions as queries
from mikrovirk.voice.services import decisions as services
from mikrovirk.voice.views.decisions import done


def own_decision(request: MemberRequest, slug: str, pk: int) -> Decision:
    """What the reader sees to; raise Http404."""
    network = get_object_or_404(networks_for(request.user, needs=Permission.TAKE_PART), slug=slug)
    if not has_part(network, queries.PART):
        raise Http404
    return get_object_or_404(queries.owned_by(request.user, [network]), pk=pk)


@never_cache
def decision_mine(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """For whoever sees to it: what it is, and that it is done."""
    shown = own_decision(request, network_slug, pk)
    form = DoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        done(request, shown, form.cleaned_data["words"])
        return redirect("home:me")
    return mine_page(request, shown, form, HandBackForm(auto_id="back-%s"))


def mine_page(request: MemberRequest, shown: Decision, form: DoneForm, hand_back_form: HandBackForm) -> HttpResponse:
    context = {"network": shown.network, "decision": shown, "form": form, "hand_back_form": hand_back_form}
    return render(request, "voice/decision_mine.html", context)


@require_POST
def decision_hand_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The owner cannot after all: it is nobody's again, and the group sees it."""
    shown = own_decision(request, network_slug, pk)
    form = HandBackForm(request.POST, auto_id="back-%s")
    if not form.is_valid():
        return mine_page(request, shown, DoneForm(), form)
    services.give_to(shown, None, by=request.user, at=timezone.now(), words=form.cleaned_data["why"])
    messages.success(request, _("Thank you for saying so. The steering group finds somebody else."))
    return redirect("home:me")
