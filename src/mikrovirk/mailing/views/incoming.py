"""Mails that came in: those that wait for the coordinator, and what became of the others."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.mailing import queries, reason_words, trouble
from mikrovirk.mailing.forms import KeptWordsForm
from mikrovirk.mailing.mails import SENT_ON
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.queries import incoming, overview
from mikrovirk.mailing.services import looking, takers
from mikrovirk.mailing.services.takers import Taker
from mikrovirk.mailing.views.where import network_of
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part

PAGE = 30


def mails(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What waits, and what came before."""
    network = network_of(request, network_slug)
    before = Paginator(incoming.dealt_with(network), PAGE).get_page(request.GET.get("page"))
    waiting = list(incoming.to_look_at(network)[:PAGE])
    page = {
        "network": network,
        "waiting": [row_of(mail) for mail in waiting],
        "waiting_count": len(waiting) if len(waiting) < PAGE else incoming.to_look_at(network).count(),
        "before": [row_of(mail) for mail in before],
        "page": before,
        "takes_replies": incoming.takes_replies(),
        "can_send_on": overview.can_send_on(network),
        "sends_on": queries.rule_is_on(network, SENT_ON.key),
        "trouble": trouble.with_mailbox(),
    }
    return render(request, "mailing/incoming.html", page)


def row_of(mail: IncomingMail) -> dict[str, Any]:
    """One mail in a list: itself, why it is where it is, and what a person made of it."""
    taker = takers.find(mail.taken_as)
    done = str(taker.done) if taker else ""
    return {
        "mail": mail,
        "why": reason_words.in_words(mail.why),
        "done": done,
        "by_person": mail.taken_by_id is not None,
    }


def mail(request: MemberRequest, network_slug: str, pk: int, form: KeptWordsForm | None = None) -> HttpResponse:
    """One mail as plain text, and what can be done with it."""
    network = network_of(request, network_slug)
    found = mail_of(network, pk)
    possible = takers_in(network)
    words = incoming.words_of(found)
    own = possible[0].words(found) if possible and words else words
    sought = request.GET.get("q", "").strip()
    page = {
        "network": network,
        "row": row_of(found),
        "mail": found,
        "words": words,
        "own": own,
        "answers": overview.subject_of(found.message.mailing, found.message) if found.message else "",
        "takers": possible,
        "form": form or KeptWordsForm(initial={"text": own}),
        "mail_to": mail_to(found),
        "waits": found.for_people and found.state in looking.WAITING,
        "proposed": incoming.proposed_moments(found),
        "sought": sought,
        "people": incoming.people_called(network, sought) if sought else [],
    }
    return render(request, "mailing/incoming_mail.html", page, status=200 if form is None else 422)


def mail_of(network: Network, pk: int) -> IncomingMail:
    rows = IncomingMail.objects.select_related(
        "user", "taken_by", "network", "message__user", "message__mailing__network__host"
    )
    return get_object_or_404(rows, network=network, pk=pk)


def takers_in(network: Network) -> list[Taker]:
    """What can be made of a mail in this network."""
    return [taker for taker in takers.all_takers() if not taker.part or has_part(network, taker.part)]


def mail_to(found: IncomingMail) -> str:
    """The address that opens an answer in the coordinator's own mail program; empty where nobody can be answered."""
    if "@" not in found.sender:
        return ""
    subject = found.subject if found.subject[:3].upper() in ("SV:", "RE:") else f"SV: {found.subject}"
    return f"mailto:{quote(found.sender, safe='@+')}?subject={quote(subject)}"


@require_POST
def take(request: MemberRequest, network_slug: str, pk: int, key: str) -> HttpResponse:
    """Make something of the words that were kept."""
    network = network_of(request, network_slug)
    found = mail_of(network, pk)
    taker = next((taker for taker in takers_in(network) if taker.key == key), None)
    if taker is None:
        raise Http404
    form = KeptWordsForm(request.POST)
    if not form.is_valid():
        return mail(request, network_slug, pk, form)
    try:
        looking.take_as(found, taker, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
    except looking.AlreadyDone:
        return done_before(request, network_slug)
    return done(request, network, found, str(taker.done))


@require_POST
def put_away(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Nothing more is to be done, or it is not for us."""
    network = network_of(request, network_slug)
    found = mail_of(network, pk)
    throws_away = request.POST.get("do") == "throw-away"
    act = looking.throw_away if throws_away else looking.answered
    try:
        act(found, by=request.user, at=timezone.now())
    except looking.AlreadyDone:
        return done_before(request, network_slug)
    return done(request, network, found, _("Thrown away.") if throws_away else _("Put away as done."))


def done(request: MemberRequest, network: Network, found: IncomingMail, words: str) -> HttpResponse:
    url = reverse("mailing:incoming_mail", args=[network.slug, found.pk])
    messages.success(request, format_html('{} <a href="{}">{}</a>', words, url, _("See it or undo")))
    return redirect("mailing:incoming", network.slug)


def done_before(request: MemberRequest, network_slug: str) -> HttpResponse:
    messages.info(request, _("Somebody has dealt with this mail already."))
    return redirect("mailing:incoming", network_slug)


@require_POST
def undo(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """It waits again."""
    found = mail_of(network_of(request, network_slug), pk)
    try:
        if looking.undo(found, takers.find(found.taken_as)):
            messages.success(request, _("Undone. The mail waits for you again."))
    except takers.CannotGiveBack:
        messages.info(request, _("It cannot be undone any more: something has come of it."))
    return redirect("mailing:incoming_mail", network_slug, pk)


@require_POST
def whose(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Say who wrote it."""
    network = network_of(request, network_slug)
    found = mail_of(network, pk)
    chosen = request.POST.get("person", "")
    if chosen == "nobody":
        looking.say_whose(found, None)
        messages.success(request, _("Saved: nobody of the network wrote it."))
    else:
        person = get_object_or_404(incoming.people_of(network), pk=chosen if chosen.isdecimal() else 0)
        looking.say_whose(found, person)
        messages.success(request, _("Saved: %(name)s wrote it.") % {"name": person})
    return redirect("mailing:incoming_mail", network_slug, pk)
