"""What is done about an early warning: something is drafted, it is set aside with a word, or that is taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.health.forms import SetAsideForm
from mikrovirk.health.services import acting, warnings
from mikrovirk.health.services.acting import Drafted, NothingToDraft
from mikrovirk.health.views.health import contents
from mikrovirk.health.views.rows import network_with_health, warning_in
from mikrovirk.networks.permissions import Permission


@require_POST
def act(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Draft what the warning offers, and go where it is read and finished."""
    network = network_with_health(request, network_slug, Permission.SEND_MAIL)
    row = warning_in(network, pk)
    try:
        drafted = acting.act(row, by=request.user, at=timezone.now())
    except NothingToDraft as nothing:
        messages.info(request, str(nothing))
    except warnings.AlreadyDecided:
        messages.info(request, _("Somebody has already seen to it."))
    else:
        return to_what_was_drafted(request, drafted)
    return redirect("health:health", network.slug)


@require_POST
def write_to_drifted(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Draft the personal mail to regulars who stay away, also where they are too few for a warning."""
    network = network_with_health(request, network_slug, Permission.SEND_MAIL)
    try:
        drafted = acting.mail_to_drifted(network, timezone.now())
    except NothingToDraft as nothing:
        messages.info(request, str(nothing))
        return redirect("health:health", network.slug)
    return to_what_was_drafted(request, drafted)


def to_what_was_drafted(request: MemberRequest, drafted: Drafted) -> HttpResponse:
    if drafted.mailing:
        messages.success(request, _("The mail is drafted. Read it, make it yours, and send it when it is right."))
    else:
        messages.success(request, _("The topic stands on the meeting. Find a speaker, and it is done."))
    return redirect(drafted.url)


@require_POST
def set_aside(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Set a warning aside with a word; without one the page comes back with the error beside the field."""
    network = network_with_health(request, network_slug, Permission.STEER)
    row = warning_in(network, pk)
    form = SetAsideForm(request.POST, auto_id=f"w{row.pk}-%s")
    if not form.is_valid():
        context = contents(request.user, network, bound=form, bound_to=row.pk)
        return render(request, "health/health.html", context, status=422)
    try:
        warnings.set_aside(row, word=form.cleaned_data["word"], by=request.user, at=timezone.now())
    except warnings.AlreadyDecided:
        messages.info(request, _("Somebody has already seen to it."))
    else:
        messages.success(request, _("Set aside. You find it below, where it can be brought up again."))
    return redirect("health:health", network.slug)


@require_POST
def take_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Bring a warning up again that was set aside or acted on."""
    network = network_with_health(request, network_slug, Permission.STEER)
    warnings.take_back(warning_in(network, pk))
    return redirect("health:health", network.slug)
