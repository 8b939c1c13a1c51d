"""What coordinators ask each other: the list, one question with its answers, and asking."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.forms.circle import AnswerForm, QuestionForm
from mikrovirk.landscape.models import CircleAnswer, CircleQuestion
from mikrovirk.landscape.queries import circle_questions as queries
from mikrovirk.landscape.services import circle_questions as services
from mikrovirk.landscape.views.circle import PAGE, network_in_circle, tabs
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Everything that is asked, and a place to ask."""
    network = network_in_circle(request, network_slug)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = services.ask(network, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Your question is with the other coordinators."))
        return redirect("landscape:circle_question", network_slug, asked.pk)
    context = {
        "network": network,
        "tabs": tabs(network, "landscape:circle_questions"),
        "form": form,
        "page": Paginator(queries.questions(), PAGE).get_page(request.GET.get("page")),
        "reader_count": queries.coordinators(besides=request.user).count(),
    }
    return render(request, "landscape/circle/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One question with its answers, and a place to answer. Who asked sees it also when it is taken out."""
    network = network_in_circle(request, network_slug)
    found = get_object_or_404(CircleQuestion.objects.select_related("network", "asked_by"), pk=pk)
    is_own = found.network_id == network.pk
    if found.removed_at and not is_own:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.answer(found, network, text=form.cleaned_data["text"], by=request.user, at=timezone.now())
        messages.success(request, _("Your answer stands below the question."))
        return redirect("landscape:circle_question", network_slug, pk)
    own_removed = CircleAnswer.objects.filter(question=found, network=network, removed_at__isnull=False)
    context = {
        "network": network,
        "question": found,
        "answers": list(queries.thread(found)),
        "own_removed": list(own_removed),
        "form": form,
        "is_own": is_own,
    }
    return render(request, "landscape/circle/question.html", context)


def own_question(request: MemberRequest, network_slug: str, pk: int) -> CircleQuestion:
    network = network_in_circle(request, network_slug)
    return get_object_or_404(CircleQuestion, network=network, pk=pk)


@require_POST
def settle(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Who asked has what they need; pressed again it is open again."""
    found = own_question(request, network_slug, pk)
    if found.settled_at:
        services.open_again(found)
        messages.success(request, _("The question is open again."))
    else:
        services.settle(found, at=timezone.now())
        messages.success(request, _("Good. The answers stay for the others to read."))
    return redirect("landscape:circle_question", network_slug, pk)


@require_POST
def remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take it out, or put it back."""
    found = own_question(request, network_slug, pk)
    if found.removed_at:
        services.put_question_back(found)
        messages.success(request, _("The question is back."))
    else:
        services.remove_question(found, at=timezone.now())
        messages.success(request, _("The question is taken out, with its answers."))
    return redirect("landscape:circle_question", network_slug, pk)


@require_POST
def remove_answer(request: MemberRequest, network_slug: str, pk: int, answer_pk: int) -> HttpResponse:
    """Take an own answer out, or put it back."""
    network = network_in_circle(request, network_slug)
    found = get_object_or_404(CircleAnswer, network=network, question=pk, pk=answer_pk)
    if found.removed_at:
        services.put_answer_back(found)
        messages.success(request, _("Your answer is back."))
    else:
        services.remove_answer(found, at=timezone.now())
        messages.success(request, _("Your answer is taken out."))
    return redirect("landscape:circle_question", network_slug, pk)


@require_safe
def link(request: MemberRequest, pk: int) -> HttpResponse:
    """From a mail: to the question on the reader's own network's page."""
    network = networks_for(request.user, needs=Permission.EDIT_PROGRAMME).filter(is_open=True).order_by("pk").first()
    if network is None:
        raise Http404
    return redirect("landscape:circle_question", network.slug, pk)
