"""A member answers: the link in the mail, a tap for each answer, a tap to send. No sign-in; opening it changes nothing."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mikrovirk.accounts import links
from mikrovirk.accounts.http import speak_to
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.forms.answering import AnswerForm, LateForm
from mikrovirk.voice.models import Ask, Input
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import answering as services
from mikrovirk.voice.services.rounds import ASK_LINK
from mikrovirk.voice.views.rounds_where import PART


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions of one's round; after the deadline, room for a late word."""
    ask = ask_of(token)
    if ask is None:
        return broken_link(request)
    speak_to(request, ask.person.user)
    if not services.is_open(ask.round, at=timezone.now()):
        return late(request, token, ask)
    if request.method == "POST" and request.POST.get("do") == "decline":
        services.decline(ask, at=timezone.now())
        messages.success(
            request, _("We do not ask you again this time. You can still answer here if you change your mind.")
        )
        return redirect("voice:answer", token)
    said = queries.own_answers(ask)
    form = AnswerForm(request.POST or None, questions=ask.round.questions.all(), said=said)
    if request.method == "POST" and form.is_valid():
        return take(request, token, ask, form)
    return answer_page(request, ask, form, said)


def ask_of(token: str) -> Ask | None:
    """Who answers with this link; None where it leads nowhere, or the members' voice is off."""
    try:
        (pk,) = links.read(ASK_LINK, token)
    except (links.LinkInvalid, ValueError):
        return None
    ask = queries.ask_with(pk)
    return ask if ask is not None and has_part(ask.round.network, PART) else None


def broken_link(request: HttpRequest) -> HttpResponse:
    """A link that was cut in two by a mail program, or leads to what is gone."""
    return render(request, "voice/link_broken.html", status=404)


def take(request: HttpRequest, token: str, ask: Ask, form: AnswerForm) -> HttpResponse:
    """Keep the answers, and thank."""
    now = timezone.now()
    try:
        if "anonymous" in request.POST:
            return anonymous_thanks(request, ask, services.answer_anonymously(ask, form.answers, at=now))
        services.answer(ask, form.answers, at=now)
    except services.AnsweredAlready:
        messages.info(request, _("You have answered already."))
    except services.RoundClosed:
        messages.info(request, _("The deadline has just passed. What you say here is still read."))
    else:
        messages.success(request, _("Thank you, %(name)s. Your answer has come in.") % {"name": name_of(ask)})
    return redirect("voice:answer", token)


def name_of(ask: Ask) -> str:
    user = ask.person.user
    return user.first_name or str(user)


def anonymous_thanks(request: HttpRequest, ask: Ask, kept: list[Input]) -> HttpResponse:
    """Shown once, in answer to the sending: the receipts stand nowhere else."""
    context = {
        "ask": ask,
        "round": ask.round,
        "network": ask.round.network,
        "receipts": [
            {"id": f"receipt-{row.pk}", "question": row.question, "url": f"{settings.SITE_URL}/r/{row.receipt}/"}
            for row in kept
        ],
    }
    return render(request, "voice/answered_anonymously.html", context)


def answer_page(request: HttpRequest, ask: Ask, form: AnswerForm, said: dict[int, Input]) -> HttpResponse:
    is_sealed = services.was_anonymous(ask, said)
    context = {
        "ask": ask,
        "round": ask.round,
        "network": ask.round.network,
        "sender": ask.round.sender,
        "form": form,
        "said": said,
        "is_sealed": is_sealed,
        "has_answered": ask.answered_at is not None,
        "may_be_anonymous": ask.answered_at is None,
        "wants_anonymous": "anonymous" in request.POST,
        "first_name": name_of(ask),
    }
    return render(request, "voice/answer.html", context)


def late(request: HttpRequest, token: str, ask: Ask) -> HttpResponse:
    """The round is over; a word is still heard."""
    form = LateForm(request.POST if "text" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        row = services.say_late(
            ask, form.cleaned_data["text"], at=timezone.now(), is_anonymous="anonymous" in request.POST
        )
        if row.receipt:
            return anonymous_thanks(request, ask, [row])
        messages.success(request, _("Thank you. It is read by the coordinator and the steering group."))
        return redirect("voice:answer", token)
    context = {
        "ask": ask,
        "round": ask.round,
        "network": ask.round.network,
        "form": form,
        "has_answered": ask.answered_at is not None,
        "wants_anonymous": "anonymous" in request.POST,
    }
    return render(request, "voice/answer_late.html", context)
