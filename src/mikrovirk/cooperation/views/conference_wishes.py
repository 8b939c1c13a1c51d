"""The wishes for a conference, for those who hold it: what came in, what could be brought, what became of each."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.cooperation.forms.conferences import AnswerForm, WishForm
from mikrovirk.cooperation.models import Conference, Wish
from mikrovirk.cooperation.queries import wishes as queries
from mikrovirk.cooperation.services import wishes as services
from mikrovirk.cooperation.views.conference_rows import Area, held_here, row_of

PAGE = 30


@require_safe
def wishes(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """What waits first, then what everybody sees."""
    place, shown = held_here(request, code, pk)
    return render(request, "cooperation/conferences/wishes.html", page_of(request, place, shown, WishForm()))


def page_of(request: MemberRequest, place: Area, shown: Conference, form: WishForm) -> dict[str, Any]:
    page = Paginator(queries.shown(shown), PAGE).get_page(request.GET.get("page"))
    return {
        "place": place,
        "conference": shown,
        "form": form,
        "waiting": list(queries.waiting(shown)[:PAGE]),
        "waiting_count": queries.waiting(shown).count(),
        "page": page,
        "aside": list(queries.set_aside(shown)[:PAGE]),
    }


@require_POST
def wish_new(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Write down what one was told."""
    place, shown = held_here(request, code, pk)
    form = WishForm(request.POST)
    if not form.is_valid():
        return render(request, "cooperation/conferences/wishes.html", page_of(request, place, shown, form))
    services.write_down(shown, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, _("Written down."))
    return redirect("cooperation:conference_wishes", code, pk)


@require_POST
def wish(request: MemberRequest, code: str, pk: int, wish_pk: int) -> HttpResponse:
    """Let it through, set it aside, take it back, or say what became of it."""
    _place, shown = held_here(request, code, pk)
    found: Wish = row_of(shown.wishes.all(), wish_pk)
    act = request.POST.get("act")
    if act == "show":
        services.show(found, at=timezone.now())
        messages.success(request, _("Everybody sees it now."))
    elif act == "aside":
        services.set_aside(found, at=timezone.now())
        messages.success(request, _("Set aside. It stands at the foot of this page."))
    elif act == "answer":
        form = AnswerForm(request.POST)
        if form.is_valid():
            services.answer(found, text=form.cleaned_data["answer"])
            messages.success(request, _("Your answer stands beside the wish."))
        else:
            messages.error(request, _("The answer is longer than 500 characters and was not kept."))
    return redirect("cooperation:conference_wishes", code, pk)


@require_safe
def bring(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """What members of one's own networks said and asked, to be brought along without names."""
    place, shown = held_here(request, code, pk)
    context = {
        "place": place,
        "conference": shown,
        "themes": queries.themes_to_bring(shown, request.user),
        "questions": queries.questions_to_bring(shown, request.user),
    }
    return render(request, "cooperation/conferences/bring.html", context)


@require_POST
def bring_along(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Bring those that are ticked."""
    _place, shown = held_here(request, code, pk)
    now = timezone.now()
    themes = {str(each.pk): each for each in queries.themes_to_bring(shown, request.user)}
    questions = {str(each.pk): each for each in queries.questions_to_bring(shown, request.user)}
    brought = 0
    for key in request.POST.getlist("theme"):
        if theme := themes.get(key):
            services.bring_theme(shown, theme, behind=theme.said_count, by=request.user, at=now)  # type: ignore[attr-defined]
            brought += 1
    for key in request.POST.getlist("question"):
        if question := questions.get(key):
            services.bring_question(shown, question, support=question.support_count, by=request.user, at=now)  # type: ignore[attr-defined]
            brought += 1
    if not brought:
        messages.info(request, _("Nothing was ticked."))
        return redirect("cooperation:conference_bring", code, pk)
    messages.success(request, _("Brought along. Everybody sees it on the conference's page."))
    return redirect("cooperation:conference_wishes", code, pk)
