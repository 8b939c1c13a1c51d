"""One input: where it came from, what is like it, where it lies, and what comes of it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may
from mikrovirk.voice.forms.stream import OutcomeForm, WordsForm
from mikrovirk.voice.models import Input, Theme
from mikrovirk.voice.queries import stream as queries
from mikrovirk.voice.queries import suggested
from mikrovirk.voice.services import outcomes, telling
from mikrovirk.voice.services.outcomes import Given
from mikrovirk.voice.views.rounds_where import network_of


def input_of(network: Network, pk: int) -> Input:
    rows: QuerySet[Input] = queries.with_origin(queries.inputs_in(network))
    related = ("merged_into", "decision", "outcome_by", "told_by", "told_in__mailing", "network")
    return get_object_or_404(rows.select_related(*related), pk=pk)


@require_safe
def input(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The input with all that is known of it."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    return input_page(request, network, input_of(network, pk))


def input_page(
    request: MemberRequest,
    network: Network,
    row: Input,
    *,
    form: OutcomeForm | None = None,
    again: WordsForm | None = None,
) -> HttpResponse:
    """The page; a form that came back with errors takes the place of a fresh one."""
    near = suggested.like(row) if row.text else []
    given = {
        "outcome": row.outcome,
        "words": row.outcome_words,
        "decision": row.decision_id,
        "merged_into": row.merged_into_id,
    }
    is_told = not Input.objects.filter(outcomes.changeable(), pk=row.pk).exists()
    context = {
        "network": network,
        "row": row,
        "near": near,
        "fits": suggested.theme_for(row) if row.theme_id is None and row.text else None,
        "themes": Theme.objects.filter(network=network, closed_at=None).order_by("position", "pk"),
        "form": form or OutcomeForm(initial=given, row=row, near=near),
        "again": again or WordsForm(auto_id="again-%s"),
        "is_told": is_told,
        "words": row.words.select_related("by", "told_in"),
        "may_sort": may(request.user, Permission.STEER, network),
        "has_room": has_part(network, "steering_room"),
    }
    return render(request, "voice/input.html", context, status=422 if form or again else 200)


@require_POST
def outcome(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What comes of it."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    row = input_of(network, pk)
    form = OutcomeForm(request.POST, row=row, near=suggested.like(row) if row.text else [])
    if not form.is_valid():
        return input_page(request, network, row, form=form)
    values = form.cleaned_data
    given = Given(values["outcome"], values["words"], values["decision"], form.others.get(values["merged_into"]))
    try:
        outcomes.give(row, given, by=request.user, at=timezone.now())
    except outcomes.ToldAlready:
        messages.warning(request, _("The author has been told meanwhile. Write a new word instead."))
    except outcomes.NotMerged:
        form.add_error("merged_into", _("That input is put together with another one itself. Choose that one."))
        return input_page(request, network, row, form=form)
    else:
        messages.success(request, _("The input has its outcome."))
    return redirect("voice:input", network.slug, row.pk)


@require_POST
def take_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """No outcome again."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    row = input_of(network, pk)
    try:
        outcomes.take_back(row)
    except outcomes.ToldAlready:
        messages.warning(request, _("The author has been told meanwhile. Write a new word instead."))
    else:
        messages.success(request, _("The outcome is taken back."))
    return redirect("voice:input", network.slug, row.pk)


@require_POST
def again(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A new word to an author who was told before."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    row = input_of(network, pk)
    form = WordsForm(request.POST, auto_id="again-%s")
    if not form.is_valid():
        return input_page(request, network, row, again=form)
    words = Given(form.cleaned_data["outcome"], form.cleaned_data["words"]).said
    try:
        word = telling.say_again(
            row, outcome=form.cleaned_data["outcome"], words=words, by=request.user, at=timezone.now()
        )
    except telling.NotToldYet:
        messages.info(request, _("Nobody has been told yet, so the outcome can simply be changed."))
        return redirect("voice:input", network.slug, row.pk)
    if word.told_in_id:
        messages.success(request, _("The new word is drafted as a mail and waits for approval."))
    elif row.is_anonymous:
        messages.success(request, _("The new word can be read by the receipt."))
    else:
        messages.success(request, _("The new word is kept. No mail reaches the author: tell them in person."))
    return redirect("voice:input", network.slug, row.pk)
