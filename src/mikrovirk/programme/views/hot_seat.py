"""The hot seat and the brag spot: the member's page to apply, and the coordinator's page to choose and to ask."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts.http import MemberRequest, speak_to
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.common.sealing import NoPlaceForKeys
from mikrovirk.directory.services.people import person_for
from mikrovirk.networks.models import Network
from mikrovirk.programme.forms.stage import ApplicationForm
from mikrovirk.programme.models import HotSeatApplication, Meeting
from mikrovirk.programme.queries import hot_seat as queries
from mikrovirk.programme.services import hot_seat as services
from mikrovirk.programme.views.attend import broken_link
from mikrovirk.programme.views.stage_rows import network_to_take_part_in, user_of_link

PART = "hot_seat"
MEETINGS_TO_CHOOSE = 3  # how many evenings an application can be chosen for from the list
State = HotSeatApplication.State


@dataclass(frozen=True)
class Applying:
    """Who applies, where, and the address of their page (signed in, or from the link in a mail)."""

    network: Network
    user: User
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The member's page, signed in."""
    network = network_to_take_part_in(request.user, network_slug, part=PART)
    return applying(request, Applying(network, request.user, reverse("programme:hot_seat_apply", args=[network_slug])))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The same page from a mail, without signing in."""
    found = user_of_link("hotseat", token)
    network = Network.objects.filter(pk=found[0]).first() if found else None
    if found is None or network is None:
        return broken_link(request)
    user = found[1]
    speak_to(request, user)
    try:
        network = network_to_take_part_in(user, network.slug, part=PART)
    except Http404:
        return broken_link(request)
    return applying(request, Applying(network, user, reverse("programme:hot_seat_link", args=[token])))


def applying(request: HttpRequest, who: Applying) -> HttpResponse:
    """Apply, change, withdraw, or answer a personal ask."""
    own = list(queries.own_applications(who.user, who.network))
    edited = row_among(own, request.POST.get("edit") or request.GET.get("edit"))
    if request.method == "POST":
        if "brief" in request.POST:
            form = ApplicationForm(request.POST)
            if form.is_valid() and saved(request, who, form, edited):
                return HttpResponseRedirect(who.url)
            return apply_page(request, who, own, form, edited)
        carry_out(request, who, own)
        return HttpResponseRedirect(who.url)
    return apply_page(request, who, own, ApplicationForm.of(edited) if edited else ApplicationForm(), edited)


def row_among(rows: list[HotSeatApplication], wanted: str | None) -> HotSeatApplication | None:
    return next((row for row in rows if str(row.pk) == wanted), None)


def saved(request: HttpRequest, who: Applying, form: ApplicationForm, edited: HotSeatApplication | None) -> bool:
    """Keep what was written; False where the form now says why not."""
    try:
        if edited:
            services.edit(edited, **form.cleaned_data)
        else:
            services.apply(who.network, person_for(who.user), at=timezone.now(), **form.cleaned_data)
    except NoPlaceForKeys:
        form.add_error("openness", no_place_for_keys())
        return False
    if edited:
        messages.success(request, _("Your changes are saved."))
    else:
        messages.success(
            request, _("Thank you. You hear from us when it is your turn. Until then you can change it here.")
        )
    return True


def no_place_for_keys() -> str:
    return _(
        "What is only for the room cannot be kept safe here just now. Tell the coordinator, or choose “Only members”."
    )


def carry_out(request: HttpRequest, who: Applying, own: list[HotSeatApplication]) -> None:
    """The small buttons of the page."""
    now = timezone.now()
    ask = queries.open_ask(who.user, who.network, now)
    withdrawn = row_among(own, request.POST.get("withdraw"))
    if withdrawn:
        try:
            services.withdraw(withdrawn)
        except services.NotWaiting:
            messages.error(
                request, _("You are chosen for a meeting already. Tell the coordinator if you cannot after all.")
            )
        else:
            messages.success(request, _("It is withdrawn. You are welcome to apply again at any time."))
    elif "decline" in request.POST and ask:
        services.decline_ask(ask, at=now)
        messages.success(request, _("Thank you for answering. That is quite all right."))
    elif "again" in request.POST and ask:
        services.wish_to_be_asked(ask, wish=request.POST["again"] == "yes")


def apply_page(
    request: HttpRequest,
    who: Applying,
    own: list[HotSeatApplication],
    form: ApplicationForm,
    edited: HotSeatApplication | None,
) -> HttpResponse:
    now = timezone.now()
    ask = queries.open_ask(who.user, who.network, now)
    context = {
        "network": who.network,
        "who": who.user,
        "url": who.url,
        "form": form,
        "edited": edited,
        "waiting": [row for row in own if row.state == State.WAITING],
        "chosen": [row for row in own if row.state == State.CHOSEN and row.meeting and row.meeting.ends_at > now],
        "held": [row for row in own if row.state == State.CHOSEN and row.meeting and row.meeting.ends_at <= now],
        "ask": ask,
        "ask_day": dates.day(ask.meeting.starts_at) if ask else "",
        "next_seat": queries.meetings_with_seat(who.network, now).filter(state=Meeting.State.PUBLISHED).first(),
    }
    return render(request, "programme/hot_seat_apply.html", context)
