"""Those who look after the idea box: put together, taken apart, taken off, answered, and helped on to an application."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.ideas import HelpOnForm, HideIdeaForm, MergeIdeaForm, WordForm
from mikrovirk.fund.models import Fund, Idea
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import ideas as idea_queries
from mikrovirk.fund.queries.calls_open import calls_taking_applications
from mikrovirk.fund.queries.funds import funds_for
from mikrovirk.fund.services import ideas as idea_services
from mikrovirk.fund.services.applications import CallNotOpen
from mikrovirk.fund.views.ideas import idea_page
from mikrovirk.fund.views.where import fund_called


def idea_to_care_for(request: MemberRequest, fund_slug: str, pk: int) -> tuple[Fund, Idea]:
    """An idea of a fund whose caseworker the reader is; else a 404."""
    fund = get_object_or_404(funds_for(request.user, needs=FundPermission.HANDLE_CASES), slug=fund_slug)
    idea = get_object_or_404(Idea.objects.select_related("author__user"), fund=fund, waits_for=None, pk=pk)
    idea.fund = fund
    return fund, idea


@require_POST
def merge(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The same as another: put together with that."""
    fund, idea = idea_to_care_for(request, fund_slug, pk)
    form = MergeIdeaForm(request.POST, idea=idea)
    if not form.is_valid():
        return idea_page(request, fund, idea, merge_form=form)
    into = form.cleaned_data["into"]
    try:
        idea_services.merge(idea, into, at=timezone.now())
    except idea_services.CannotMerge:
        words = _("Others were put together with this idea already. Put “%(other)s” together with this one instead.")
        form.add_error("into", words % {"other": into.title})
        return idea_page(request, fund, idea, merge_form=form)
    messages.success(request, _("The two ideas are one now. You can take them apart again below."))
    return redirect("fund:idea", fund_slug, into.pk)


@require_POST
def take_apart(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """They were not the same after all."""
    _fund, idea = idea_to_care_for(request, fund_slug, pk)
    idea_services.take_apart(idea)
    messages.success(request, _("“%(title)s” is an idea of its own again.") % {"title": idea.title})
    return redirect("fund:idea", fund_slug, idea.pk)


@require_POST
def hide(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Off the list, with a reason the author gets."""
    fund, idea = idea_to_care_for(request, fund_slug, pk)
    form = HideIdeaForm(request.POST)
    if not form.is_valid():
        return idea_page(request, fund, idea, hide_form=form)
    idea_services.hide(idea, by=request.user, at=timezone.now(), because=form.cleaned_data["because"])
    messages.success(request, _("The idea is off the list, and its author is told why."))
    return redirect("fund:idea", fund_slug, pk)


@require_POST
def show(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    _fund, idea = idea_to_care_for(request, fund_slug, pk)
    idea_services.show_again(idea)
    messages.success(request, _("The idea is in the box again."))
    return redirect("fund:idea", fund_slug, pk)


@require_POST
def word(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """A word about it, for its author and everybody."""
    fund, idea = idea_to_care_for(request, fund_slug, pk)
    form = WordForm(request.POST)
    if not form.is_valid():
        return idea_page(request, fund, idea, word_form=form)
    idea_services.answer(idea, form.cleaned_data["word"], at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("fund:idea", fund_slug, pk)


@require_POST
def help_on(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """A caseworker, or the coordinator of the author's network, puts up an application for the author."""
    fund = fund_called(fund_slug)
    idea = get_object_or_404(idea_queries.helped_by(request.user, fund).select_related("author__user"), pk=pk)
    idea.fund = fund
    now = timezone.now()
    form = HelpOnForm(request.POST, fund=fund, calls=calls_taking_applications(fund, at=now))
    if not form.is_valid():
        return idea_page(request, fund, idea, help_form=form)
    try:
        idea_services.help_on(idea, form.cleaned_data["call"], by=request.user, at=now)
    except (CallNotOpen, idea_services.NotTheirs):
        messages.error(request, _("There is nobody to put it up for, or the call is closed."))
    else:
        name = idea.author.name if idea.author else ""
        messages.success(
            request, _("An application is put up, and %(name)s got a mail to go on with it.") % {"name": name}
        )
    return redirect("fund:idea", fund_slug, pk)
