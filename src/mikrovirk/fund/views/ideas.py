"""The idea box: everybody reads it, puts an idea in and says what they think of others'."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.fund.forms.ideas import (
    GuestIdeaForm,
    HelpOnForm,
    HideIdeaForm,
    IdeaForm,
    IdeasFilter,
    MemberIdeaForm,
    MergeIdeaForm,
    WordForm,
)
from mikrovirk.fund.models import Fund, Idea, IdeaPicture
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import ideas as idea_queries
from mikrovirk.fund.queries.applications import own_networks
from mikrovirk.fund.queries.calls_open import calls_taking_applications
from mikrovirk.fund.queries.funds import permissions_in
from mikrovirk.fund.services import ideas as idea_services
from mikrovirk.fund.views.where import fund_called, person_who_reads, person_who_writes

PER_PAGE = 30


def idea_to_read(request: HttpRequest, fund_slug: str, pk: int) -> tuple[Fund, Idea]:
    """The fund, and the idea if the reader may see it; else a 404."""
    fund = fund_called(fund_slug)
    seen = idea_queries.seen_by(request.user, fund).select_related("author__user", "network", "merged_into")
    idea = get_object_or_404(seen, pk=pk)
    idea.fund = fund
    return fund, idea


def own_idea(request: MemberRequest, fund_slug: str, pk: int) -> Idea:
    return get_object_or_404(
        Idea.objects.select_related("fund"), fund__slug=fund_slug, pk=pk, author__user=request.user
    )


# --- the list --------------------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def ideas(request: HttpRequest, fund_slug: str) -> HttpResponse:
    """The idea box, newest or most supported first."""
    fund = fund_called(fund_slug)
    form = IdeasFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = idea_queries.with_support(idea_queries.in_the_box(fund), person_who_reads(request.user))
    if text := wanted.get("q"):
        found = found.filter(Q(title__icontains=text) | Q(what__icontains=text) | Q(who_for__icontains=text))
    if wanted.get("order") == "support":
        found = found.order_by("-supporters", "-joiners", "-made_at", "-pk")
    page = Paginator(found.select_related("network"), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    standing = idea_queries.standings(rows)
    pictures = {picture.idea_id: picture for picture in IdeaPicture.objects.filter(idea__in=rows).order_by("-pk")}
    handles = FundPermission.HANDLE_CASES in permissions_in(request.user, fund)
    context = {
        "fund": fund,
        "page": page,
        "rows": [(idea, standing[idea.pk], pictures.get(idea.pk)) for idea in rows],
        "form": form,
        "is_filtered": bool(wanted.get("q")),
        "hidden": list(Idea.objects.filter(fund=fund, hidden_at__isnull=False)[:PER_PAGE]) if handles else [],
    }
    return render(request, "fund/ideas/_results.html" if is_htmx(request) else "fund/ideas/ideas.html", context)


def is_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


# --- a new idea ------------------------------------------------------------------------------------------------------


@login_not_required
def idea_new(request: HttpRequest, fund_slug: str) -> HttpResponse:
    """Put an idea in: signed in at once, else by the link in a mail."""
    fund = fund_called(fund_slug)
    if not fund.idea_box_open or fund.closed_at:
        raise Http404
    form = form_for(request)
    if request.method == "POST" and form.is_valid():
        if isinstance(request.user, User):
            return put_in(request, request.user, fund, form)
        return put_in_as_guest(request, fund, form)
    return render(request, "fund/ideas/idea_new.html", {"fund": fund, "form": form})


def form_for(request: HttpRequest) -> IdeaForm:
    given: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    if isinstance(request.user, User):
        return MemberIdeaForm(*given, networks=own_networks(request.user))
    return GuestIdeaForm(*given)


def put_in(request: HttpRequest, user: User, fund: Fund, form: IdeaForm) -> HttpResponse:
    network = form.chosen if isinstance(form, MemberIdeaForm) else None
    author = person_who_writes(user)
    pictures = form.cleaned_data["pictures"]
    idea = idea_services.put_in(
        fund, author=author, network=network, pictures=pictures, at=timezone.now(), **form.sentences
    )
    messages.success(request, _("Thank you. Your idea is in the box, and everybody can support it."))
    return redirect("fund:idea", fund.slug, idea.pk)


def put_in_as_guest(request: HttpRequest, fund: Fund, form: IdeaForm) -> HttpResponse:
    cleaned = form.cleaned_data
    idea_services.put_in_as_guest(
        fund,
        name=cleaned["name"],
        email=cleaned["email"],
        pictures=cleaned["pictures"],
        at=timezone.now(),
        **form.sentences,
    )
    return redirect("fund:idea_sent", fund.slug)


@login_not_required
@require_safe
def idea_sent(request: HttpRequest, fund_slug: str) -> HttpResponse:
    """Look in your mail."""
    return render(request, "fund/ideas/idea_sent.html", {"fund": fund_called(fund_slug)})


@login_not_required
def idea_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail: one press puts the idea in the box."""
    try:
        (pk,) = links.read("idea", token, max_age=idea_services.LINK_WORKS_FOR)
    except (links.LinkInvalid, ValueError):
        return render(request, "fund/ideas/idea_link_over.html", status=404)
    idea = Idea.objects.select_related("fund").filter(pk=pk).first()
    if idea is None:
        return render(request, "fund/ideas/idea_link_over.html", status=404)
    if request.method == "POST":
        idea = idea_services.confirm(idea)
        messages.success(request, _("Thank you. Your idea is in the box, and everybody can support it."))
    if idea.waits_for_id is None:
        return redirect("fund:idea", idea.fund.slug, idea.pk)
    return render(request, "fund/ideas/idea_confirm.html", {"fund": idea.fund, "idea": idea})


@login_not_required
@require_safe
def similar(request: HttpRequest, fund_slug: str) -> HttpResponse:
    """What is in the box already of what is being typed."""
    fund = fund_called(fund_slug)
    found = idea_queries.similar(fund, request.GET.get("title", "")[:120])
    return render(request, "fund/ideas/_similar.html", {"fund": fund, "ideas": found})


# --- one idea --------------------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def idea(request: HttpRequest, fund_slug: str, pk: int) -> HttpResponse:
    """One idea: what it is, who supports it, where it stands; and what the reader may do with it."""
    fund, found = idea_to_read(request, fund_slug, pk)
    return idea_page(request, fund, found)


def idea_page(request: HttpRequest, fund: Fund, found: Idea, **forms: Any) -> HttpResponse:
    """The page; `forms` that came back with errors replace the fresh ones."""
    reader = person_who_reads(request.user)
    whole = Idea.objects.filter(pk=found.pk).select_related("fund", "author__user", "network", "merged_into")
    found = idea_queries.with_support(whole, reader).get()
    is_author = reader is not None and found.author_id == reader.pk
    handles = FundPermission.HANDLE_CASES in permissions_in(request.user, fund)
    helps = handles or idea_queries.helped_by(request.user, fund).filter(pk=found.pk).exists()
    calls = calls_taking_applications(fund, at=timezone.now()) if is_author or helps else []
    is_fixed = bool(found.merged_into_id) or found.applications.exclude(state="draft").exists()
    context = {
        "fund": fund,
        "idea": found,
        "standing": idea_queries.standings([found])[found.pk],
        "pictures": list(found.pictures.all()),
        "authors": idea_queries.authors_of(found) if request.user.is_authenticated else [],
        "merged": list(found.merged.all()),
        "joiners": idea_queries.joiners_of(found) if is_author or helps else [],
        "is_author": is_author,
        "may_change": is_author and not is_fixed,
        "handles": handles,
        "helps": helps,
        "calls": calls,
        "drafts": list(own_drafts(request, found)),
        "merge_form": MergeIdeaForm(idea=found),
        "hide_form": HideIdeaForm(),
        "word_form": WordForm(initial={"word": found.word}),
        "help_form": HelpOnForm(fund=fund, calls=calls),
        **forms,
    }
    return render(request, "fund/ideas/idea.html", context)


def own_drafts(request: HttpRequest, idea: Idea) -> Any:
    """The reader's own applications that came from this idea."""
    if not request.user.is_authenticated:
        return []
    return idea.applications.filter(applicant__user=request.user).select_related("call")


@login_not_required
@require_safe
def idea_picture(request: HttpRequest, fund_slug: str, pk: int, picture_pk: int) -> HttpResponse | FileResponse:
    """A picture, to whoever may see the idea."""
    _fund, found = idea_to_read(request, fund_slug, pk)
    picture = get_object_or_404(IdeaPicture, idea=found, pk=picture_pk)
    response = FileResponse(picture.image.open("rb"), content_type="image/jpeg")
    is_public = found.hidden_at is None
    patch_cache_control(response, max_age=3600, public=is_public, private=not is_public)
    return response


# --- support ---------------------------------------------------------------------------------------------------------

SAID = ("good", "join", "not_join", "nothing")


@require_POST
def idea_support(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """A good idea; I'll join in; or neither after all."""
    _fund, found = idea_to_read(request, fund_slug, pk)
    says = request.POST.get("says")
    target = found.merged_into or found
    if says not in SAID or target.hidden_at:
        raise Http404
    person = person_who_writes(request.user)
    if says in ("good", "join"):
        idea_services.support(target, person, at=timezone.now(), joins=says == "join")
    else:
        idea_services.take_support_back(target, person, joins_only=says == "not_join")
    if is_htmx(request):
        row = idea_queries.with_support(Idea.objects.filter(pk=target.pk), person).select_related("fund").get()
        return render(request, "fund/ideas/_support.html", {"idea": row, "fund": row.fund, "user": request.user})
    where = reverse("fund:idea", args=[fund_slug, target.pk])
    return redirect(f"{where}#support-{target.pk}")


# --- its author ------------------------------------------------------------------------------------------------------


def idea_edit(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Its author writes it better, and takes pictures away."""
    idea = own_idea(request, fund_slug, pk)
    form = IdeaForm(request.POST, request.FILES) if request.method == "POST" else IdeaForm.of(idea)
    if request.method == "POST" and form.is_valid():
        try:
            keep_changes(request, idea, form)
        except idea_services.NotTheirs:
            messages.info(request, _("An application was sent from the idea, so it is left as it is."))
            return redirect("fund:idea", fund_slug, pk)
        except idea_services.TooManyPictures:
            form.add_error("pictures", _("An idea has at most six pictures. Take one away first."))
        else:
            messages.success(request, _("Saved."))
            return redirect("fund:idea", fund_slug, pk)
    context = {"fund": idea.fund, "idea": idea, "form": form, "pictures": list(idea.pictures.all())}
    return render(request, "fund/ideas/idea_edit.html", context)


def keep_changes(request: MemberRequest, idea: Idea, form: IdeaForm) -> None:
    """Raise NotTheirs, TooManyPictures."""
    idea_services.add_pictures(idea, form.cleaned_data["pictures"], at=timezone.now())
    idea_services.change(idea, **form.sentences)
    for picture in idea.pictures.filter(pk__in=[key for key in request.POST.getlist("remove") if key.isdecimal()]):
        idea_services.remove_picture(picture)


@require_POST
def idea_take_off(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Its author takes it off the list; it can be put back."""
    idea_services.hide(own_idea(request, fund_slug, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Your idea is off the list. Only you and the fund's caseworkers see it now."))
    return redirect("fund:idea", fund_slug, pk)


@require_POST
def idea_put_back(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Its author puts back what they took off themselves."""
    idea = own_idea(request, fund_slug, pk)
    if idea.hidden_by_id != request.user.pk:
        raise Http404
    idea_services.show_again(idea)
    messages.success(request, _("Your idea is in the box again."))
    return redirect("fund:idea", fund_slug, pk)
