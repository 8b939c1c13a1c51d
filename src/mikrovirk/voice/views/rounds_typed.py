"""Answers from paper and from conversations, typed in one after the other; and replies by mail that need a look."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.voice.forms.answering import TypedForm, UnsureForm
from mikrovirk.voice.models import InputRound, Source
from mikrovirk.voice.queries import replies
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import answering
from mikrovirk.voice.services import replies as reply_services
from mikrovirk.voice.views.rounds_where import network_of, round_of

LAST_SHOWN = 8
KEPT_FOR_THE_NEXT = ("source", "question", "who")


def type_in(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One field, Enter, the next; source, person and question stay as they were."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    found = round_of(network, pk)
    if found.state == InputRound.State.DRAFT:
        messages.info(request, _("Nobody has been asked yet."))
        return redirect("voice:rounds", network_slug)
    questions = list(found.questions.all())
    first = {"source": Source.PAPER, "question": questions[0].pk if questions else ""}
    stays = {name: request.GET[name] for name in KEPT_FOR_THE_NEXT if name in request.GET}
    form = TypedForm(request.POST or None, network=network, questions=questions, initial=first | stays)
    if request.method == "POST" and form.is_valid():
        answering.type_in(
            found,
            form.answer,
            source=Source(form.cleaned_data["source"]),
            at=timezone.now(),
            person=form.person,
            name=form.cleaned_data["who"],
        )
        answer = redirect("voice:round_type_in", network_slug, pk)
        return redirect(f"{answer.url}?{next_fields(form)}")
    context = {
        "network": network,
        "round": found,
        "form": form,
        "numbered": [(question, question.choices) for question in questions if question.choices],
        "typed": list(queries.typed_in(found)[:LAST_SHOWN]),
        "typed_count": queries.typed_in(found).count(),
    }
    return render(request, "voice/round_type_in.html", context)


def next_fields(form: TypedForm) -> str:
    """What stays for the next one: the person too, whose next answer is to the next question."""
    stays = {name: form.cleaned_data[name] for name in KEPT_FOR_THE_NEXT}
    keys = list(form.by_key)
    if stays["who"] and stays["question"] in keys[:-1]:
        stays["question"] = keys[keys.index(stays["question"]) + 1]
    elif stays["who"]:
        stays |= {"who": "", "question": keys[0] if keys else ""}
    return urlencode(stays)


@require_POST
def untype(request: MemberRequest, network_slug: str, pk: int, input_pk: int) -> HttpResponse:
    """A slip of the finger is taken back."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    found = round_of(network, pk)
    try:
        answering.untype(get_object_or_404(queries.typed_in(found), pk=input_pk))
    except answering.NotJustTyped:
        messages.error(request, _("Somebody has worked with it already, so it stays."))
    else:
        messages.success(request, _("Taken back."))
    return redirect("voice:round_type_in", network_slug, pk)


def unsure(request: MemberRequest, network_slug: str, pk: int, input_pk: int) -> HttpResponse:
    """A reply of which more may have been kept than the person wrote, beside the whole mail: keep it, or cut it."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    found = round_of(network, pk)
    row = get_object_or_404(queries.unsure_replies(network, found), pk=input_pk)
    form = UnsureForm(request.POST or None, initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        reply_services.settle(row, text=form.cleaned_data["text"])
        messages.success(request, _("Kept as you left it."))
        return redirect("voice:round", network_slug, pk)
    context = {"network": network, "round": found, "row": row, "form": form, "whole": replies.whole_mail(row)}
    return render(request, "voice/round_unsure.html", context)
