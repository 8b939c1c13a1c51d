"""Each person's own pages of whom to meet: what came of it, by a link in a mail; and whom not to meet, behind sign-in."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.models import Person
from mikrovirk.live.models import Card, LeftOut
from mikrovirk.live.queries import card_choices
from mikrovirk.live.queries import cards as queries
from mikrovirk.live.services import card_choices as choosing
from mikrovirk.live.services import cards as services
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import SignUp

ANSWERED_FOR = timedelta(days=60)  # as long as one can say how the evening was


def sign_up_of(token: str) -> SignUp:
    """The sign-up the link is for; raise Http404 for a link that is not ours, and where the network has no cards."""
    try:
        (pk,) = links.read("cards", token)
    except (links.LinkInvalid, ValueError) as error:
        raise Http404 from error
    row = get_object_or_404(SignUp.objects.select_related("meeting__network", "person__user"), pk=pk)
    if not has_part(row.meeting.network, queries.PART):
        raise Http404
    return row


@never_cache
@login_not_required
def my_cards(request: HttpRequest, token: str) -> HttpResponse:
    """Whom one was to meet, and one tap for each: we talked, it was useful. Posting keeps a tap."""
    row, now = sign_up_of(token), timezone.now()
    is_open = row.meeting.starts_at <= now <= row.meeting.ends_at + ANSWERED_FOR
    if request.method == "POST":
        if is_open:
            keep_tap(row, request.POST, at=now)
        return redirect("live:my_cards", token)
    names = [name for name in queries.cards_of(row, network=row.meeting.network_id) if name.is_handed_out]
    context = {
        "meeting": row.meeting,
        "network": row.meeting.network,
        "names": names,
        "is_open": is_open,
        "is_out": LeftOut.objects.filter(person=row.person_id).exists() if row.person_id else False,
        "may_leave": bool(row.person_id),
    }
    return render(request, "live/my_cards.html", context)


def keep_tap(row: SignUp, sent: Any, *, at: datetime) -> None:
    """One button of the page was pressed; what makes no sense changes nothing."""
    what, takes_back = sent.get("what"), bool(sent.get("take_back"))
    if what == "out" and row.person:
        leave_or_come(row.person, takes_back=takes_back, at=at)
        return
    pk = str(sent.get("card", ""))
    mine = Card.objects.filter(Q(first=row) | Q(second=row), handed_out_at__isnull=False)
    card = mine.filter(pk=int(pk)).first() if pk.isdecimal() else None
    if card is None:
        return
    if what in ("talked", "useful"):
        services.answer(card, row, useful=what == "useful", takes_back=takes_back, at=at)
    elif what == "apart":
        with suppress(choosing.NotBothKnown):
            choosing.set_apart(card, row, takes_back=takes_back, at=at)


def leave_or_come(person: Person, *, takes_back: bool, at: datetime) -> None:
    if takes_back:
        choosing.take_in_always(person)
    else:
        choosing.leave_out_always(person, at=at)


# --- behind sign-in --------------------------------------------------------------------------------------------------


def own_person(request: MemberRequest) -> Person:
    try:
        return request.user.person
    except ObjectDoesNotExist as error:
        raise Http404 from error


@never_cache
def choices(request: MemberRequest) -> HttpResponse:
    """Whether one wants cards at all, and with whom one would rather not be put together. Only one's own eyes see it."""
    person = own_person(request)
    networks = card_choices.networks_with_cards(request.user)
    if not networks:
        raise Http404
    wanted = request.GET.get("q", "").strip()
    context = {
        "is_out": LeftOut.objects.filter(person=person).exists(),
        "apart": card_choices.apart_of(person),
        "wanted": wanted,
        "found": card_choices.found_by_name(person, networks, wanted) if wanted else [],
    }
    return render(request, "live/card_choices.html", context)


@require_POST
def take_part(request: MemberRequest) -> HttpResponse:
    """Leave me out always, or take me in again."""
    leave_or_come(own_person(request), takes_back=bool(request.POST.get("take_back")), at=timezone.now())
    return redirect("live:card_choices")


@require_POST
def apart(request: MemberRequest, pk: int) -> HttpResponse:
    """Rather not with this one; or it is all right again."""
    person = own_person(request)
    if request.POST.get("take_back"):
        choosing.no_longer_apart(person.pk, pk)
        messages.success(request, _("You may be put together again."))
        return redirect("live:card_choices")
    networks = card_choices.networks_with_cards(request.user)
    other = get_object_or_404(card_choices.others_in(person, networks), pk=pk)
    choosing.keep_apart(person.pk, other.pk, at=timezone.now())
    messages.success(request, _("Kept. Nobody but you sees it."))
    return redirect("live:card_choices")
