"""The list of drafts, and writing one: its words, its points, showing it to the members and what was changed."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.voice.forms.consultations import NewForm, PointForm, UntilForm, WhyForm, WordsForm
from mikrovirk.voice.models import Consultation
from mikrovirk.voice.queries import consultation_versions as versions
from mikrovirk.voice.queries import consultations as queries
from mikrovirk.voice.services import consultation_sources, consulting
from mikrovirk.voice.services import consultations as services
from mikrovirk.voice.views.consultation_rows import Staff, consultation_of, network_of, point_of

PER_PAGE = 30
EDIT = Permission.EDIT_PROGRAMME


@require_safe
def consultations(request: MemberRequest, network_slug: str) -> HttpResponse:
    """All drafts that the reader may see, newest first."""
    network = network_of(request, network_slug, Permission.SEE_NETWORK)
    staff = Staff.of(request, network)
    rows = queries.all_in(network) if staff.sees else queries.shown_in(network)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "voice/consultations.html", {"network": network, "staff": staff, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Begin a draft, from nothing or from a season."""
    network = network_of(request, network_slug, EDIT)
    form = NewForm(request.POST if request.method == "POST" else None, network=network)
    if not form.is_valid():
        return render(request, "voice/consultation_new.html", {"network": network, "form": form})
    title, season, at = form.cleaned_data["title"], form.cleaned_data.get("season"), timezone.now()
    round = form.cleaned_data.get("round")
    if season:
        made = consultation_sources.from_season(season, title=title, round=round, by=request.user, at=at)
    else:
        made = services.new_draft(network, title=title, round=round, by=request.user, at=at)
    return redirect("voice:consultation_edit", network_slug, made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """All the coordinator does with a draft; posting keeps its words."""
    found = consultation_of(request, network_slug, pk, EDIT)
    form = WordsForm(request.POST if request.method == "POST" else None, initial=words_in(found))
    if form.is_valid():
        try:
            services.describe(found, title=form.cleaned_data["title"], intro=form.cleaned_data["intro"])
            messages.success(request, _("It is kept."))
        except services.IsAdopted:
            tell_adopted(request)
        return redirect("voice:consultation_edit", network_slug, pk)
    return edit_page(request, found, form=form)


def words_in(found: Consultation) -> dict[str, str]:
    return {"title": found.title, "intro": found.intro}


def edit_page(request: MemberRequest, found: Consultation, **more: Any) -> HttpResponse:
    now = timezone.now()
    out = found.points.exclude(taken_out_at=None)
    context = {
        "network": found.network,
        "consultation": found,
        "form": WordsForm(initial=words_in(found)),
        "points": versions.points_of(found),
        "out": out if found.state != Consultation.State.DRAFT else [],
        "until": UntilForm(initial={"until": (found.closes_at or consulting.usual_end(now)).date()}),
        "why": WhyForm(),
        "changes": [(change, versions.in_words(change)) for change in versions.not_shown_yet(found)],
        "mailing": consulting.mailing_of(found),
    }
    return render(request, "voice/consultation_edit.html", context | more)


def tell_adopted(request: MemberRequest) -> None:
    messages.info(request, _("It is adopted and stands as it is."))


# --- points ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def point_new(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Add a point last."""
    found = consultation_of(request, network_slug, pk, EDIT)
    form = PointForm(request.POST if request.method == "POST" else None, network=found.network)
    if not form.is_valid():
        return point_page(request, found, form)
    try:
        services.add_point(found, form.details())
    except services.IsAdopted:
        tell_adopted(request)
    return redirect(f"{found_url(found)}#points")


@require_http_methods(["GET", "HEAD", "POST"])
def point_edit(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """Write a point anew."""
    found = consultation_of(request, network_slug, pk, EDIT)
    point = point_of(found, point_pk)
    form = (
        PointForm(request.POST, network=found.network)
        if request.method == "POST"
        else PointForm.of(point, found.network)
    )
    if not form.is_valid():
        return point_page(request, found, form, point=point)
    try:
        services.change_point(point, form.details())
    except services.IsAdopted:
        tell_adopted(request)
    return redirect(f"{found_url(found)}#points")


def point_page(request: MemberRequest, found: Consultation, form: PointForm, **more: Any) -> HttpResponse:
    context = {"network": found.network, "consultation": found, "form": form, **more}
    return render(request, "voice/consultation_point_edit.html", context)


def found_url(found: Consultation) -> str:
    return reverse("voice:consultation_edit", args=[found.network.slug, found.pk])


@require_POST
def point_move(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """Up or down by one."""
    found = consultation_of(request, network_slug, pk, EDIT)
    try:
        services.move_point(point_of(found, point_pk), up="up" in request.POST)
    except services.IsAdopted:
        tell_adopted(request)
    return redirect(f"{found_url(found)}#points")


@require_POST
def point_remove(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """Take it out, or put one back that was taken out."""
    found = consultation_of(request, network_slug, pk, EDIT)
    point = point_of(found, point_pk)
    try:
        if "put_back" in request.POST:
            services.put_back_point(point)
        else:
            services.remove_point(point, at=timezone.now())
            messages.success(request, _("“%(title)s” was taken out.") % {"title": point.title})
    except services.IsAdopted:
        tell_adopted(request)
    return redirect(f"{found_url(found)}#points")


# --- showing it ------------------------------------------------------------------------------------------------------


@require_POST
def publish(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Show it to the members, or give them another last day."""
    found = consultation_of(request, network_slug, pk, EDIT)
    form = UntilForm(request.POST)
    if not form.is_valid():
        return edit_page(request, found, until=form)
    until, at = form.cleaned_data["until"], timezone.now()
    try:
        if found.state == Consultation.State.DRAFT:
            mailing = consulting.publish(found, until=until, by=request.user, at=at)
            if mailing:
                messages.success(request, _("The members can see it. Now approve the mail that tells them."))
                return redirect("mailing:mailing", network_slug, mailing.pk)
        else:
            consulting.extend(found, until=until, at=at)
            messages.success(request, _("The last day is moved."))
    except consulting.NothingToShow:
        messages.error(request, _("Write at least one point first."))
    except services.IsAdopted:
        tell_adopted(request)
    return redirect(found_url(found))


@require_POST
def show_changes(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What was changed becomes the next version."""
    found = consultation_of(request, network_slug, pk, EDIT)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return edit_page(request, found, why=form)
    try:
        made = consulting.show_changes(found, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
        messages.success(request, _("Members see version %(number)s now.") % {"number": made.number})
    except consulting.NothingChanged:
        messages.info(request, _("Members see it as it is written."))
    except services.IsAdopted:
        tell_adopted(request)
    return redirect(found_url(found))


@require_POST
def close(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take no more comments."""
    found = consultation_of(request, network_slug, pk, EDIT)
    try:
        consulting.close(found, at=timezone.now())
    except services.IsAdopted:
        tell_adopted(request)
    return redirect(found_url(found))


@require_POST
def remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Throw away a draft that nobody has seen."""
    found = consultation_of(request, network_slug, pk, EDIT)
    try:
        services.remove_draft(found)
    except (ValueError, services.IsAdopted):
        messages.error(request, _("Members have seen it, so it stays."))
        return redirect(found_url(found))
    messages.success(request, _("“%(title)s” was thrown away.") % {"title": found.title})
    return redirect("voice:consultations", network_slug)
