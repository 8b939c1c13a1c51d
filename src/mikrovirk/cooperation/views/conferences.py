"""Conferences for everybody: what is to come, what was held, and what was promised there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.cooperation.forms.conferences import WishForm, YesForm
from mikrovirk.cooperation.models import Conference
from mikrovirk.cooperation.queries import commitments, tables, wishes
from mikrovirk.cooperation.queries import conferences as queries
from mikrovirk.cooperation.services import conferences as services
from mikrovirk.cooperation.services import wishes as wish_services
from mikrovirk.cooperation.views.conference_rows import is_too_many, read_by
from mikrovirk.networks.queries import keeping_of
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named

PAGE = 30
TOO_MANY_REQUESTS = 429


@login_not_required
@require_safe
def all_conferences(request: HttpRequest) -> HttpResponse:
    """Every conference that was called."""
    page = Paginator(queries.public(), PAGE).get_page(request.GET.get("page"))
    return render(request, "cooperation/conferences/all.html", {"page": page, "places": places_of(page)})


@login_not_required
@require_safe
def conferences(request: HttpRequest, code: str) -> HttpResponse:
    """Those of one municipality; who keeps its common matters sees the drafts as well and calls a new one."""
    if code not in MUNICIPALITIES:
        raise Http404
    rows = queries.shown_to(request.user).filter(municipality_code=code)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    promised = commitments.rows_of(commitments.of_area(code), today=timezone.localdate())
    context = {
        "code": code,
        "name": named(code),
        "page": page,
        "keeps": code in keeping_of(request.user),
        "counts": commitments.counted(promised),
        "late": [row for row in promised if row.is_late][:PAGE],
        "to_answer": queries.to_answer(request.user).filter(municipality_code=code)
        if request.user.is_authenticated
        else (),
    }
    return render(request, "cooperation/conferences/list.html", context)


def places_of(page: Any) -> dict[str, str]:
    return {each.municipality_code: named(each.municipality_code) for each in page}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def conference(request: HttpRequest, pk: int) -> HttpResponse:
    """One conference; posting sends a wish."""
    shown = read_by(request.user, pk)
    form = WishForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        if is_too_many(request):
            form.add_error(
                None,
                _("Many have written from here just now. Wait a few minutes and press again: what you typed is kept."),
            )
            status = TOO_MANY_REQUESTS
        else:
            return sent_in(request, shown, form)
    return render(request, "cooperation/conferences/conference.html", page_of(request, shown, form), status=status)


def sent_in(request: HttpRequest, shown: Conference, form: WishForm) -> HttpResponse:
    by = request.user if isinstance(request.user, User) else None
    try:
        wish_services.send_in(shown, **form.cleaned_data, by=by, at=timezone.now())
    except wish_services.NoMoreWishes:
        messages.warning(request, _("The time for wishes is over."))
    else:
        messages.success(request, _("Thank you. Your wish is with those who hold the conference."))
    return redirect("cooperation:conference", shown.pk)


def page_of(request: HttpRequest, shown: Conference, form: WishForm) -> dict[str, Any]:
    now = timezone.now()
    today = timezone.localdate(now)
    promised = commitments.rows_of(commitments.with_words(shown.commitments.all()), today=today)
    return {
        "conference": shown,
        "name": named(shown.municipality_code),
        "keeps": shown.municipality_code in keeping_of(request.user),
        "may_answer": shown.carrying == Conference.Carrying.ASKED and queries.may_answer(request.user, shown),
        "can_sign_up": queries.can_sign_up(shown, now=now),
        "meeting": shown.meeting if shown.meeting and shown.meeting.state != "draft" else None,
        "takes_wishes": queries.takes_wishes(shown, today=today),
        "wishes": list(wishes.shown(shown)),
        "form": form,
        "conclusions": list(shown.conclusions.filter(removed_at=None)),
        "promised": promised,
        "counts": commitments.counted(promised),
        "gathered": tables.by_kind(tables.tables_of(shown)) if shown.state in ("held", "followed") else (),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: MemberRequest, pk: int) -> HttpResponse:
    """The coordinator of the network that was asked says yes, with day and hours, or no."""
    shown = read_by(request.user, pk)
    if shown.network is None or not queries.may_answer(request.user, shown):
        raise Http404
    if shown.carrying != Conference.Carrying.ASKED:
        messages.info(request, _("This has been answered."))
        return redirect("cooperation:conference", pk)
    now = timezone.now()
    typed = request.POST if request.POST.get("answer") == "yes" else None
    form = YesForm(typed, network=shown.network, today=timezone.localdate(now), initial={"day": shown.wanted_date})
    if request.POST.get("answer") == "no" or form.is_valid():
        return answered(request, shown, form)
    return render(request, "cooperation/conferences/carry.html", {"conference": shown, "form": form})


def answered(request: MemberRequest, shown: Conference, form: YesForm) -> HttpResponse:
    try:
        if request.POST.get("answer") == "no":
            services.say_no(shown, at=timezone.now())
            messages.success(request, _("Thank you for answering. Those who hold the conference can see it."))
            return redirect("cooperation:conference", shown.pk)
        meeting = services.say_yes(shown, **form.cleaned_data, at=timezone.now())
    except services.NotNow:
        messages.info(request, _("This has been answered."))
        return redirect("cooperation:conference", shown.pk)
    messages.success(request, _("The conference stands in your plan as a draft. Publish it when it is ready."))
    return redirect("programme:manage", meeting.network.slug, meeting.pk)
