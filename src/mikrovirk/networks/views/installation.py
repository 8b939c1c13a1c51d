"""The administrator's pages: the region, its networks, the organisations behind them, and which parts they may use."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks import forms, queries, services
from mikrovirk.networks.models import Organisation, Role

PAGE = 30


def only_administrators(request: MemberRequest) -> None:
    """Raise Http404 for everybody else."""
    if not request.user.is_administrator:
        raise Http404


def installation(request: MemberRequest) -> HttpResponse:
    """What this installation holds; a post changes the region and the parts on offer."""
    only_administrators(request)
    found = queries.installation()
    initial = {"parts_on": sorted(queries.offered_parts())}
    form = forms.InstallationForm(request.POST or None, instance=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_installation(form.save(commit=False), parts_on=form.cleaned_data["parts_on"])
        messages.success(request, _("Saved."))
        return redirect("networks:installation")
    words = request.GET.get("q", "").strip()
    context = {
        "form": form,
        "words": words,
        "page": Paginator(queries.all_networks(words), PAGE).get_page(request.GET.get("page")),
        "organisations": queries.all_organisations()[:PAGE],
        "organisation_count": Organisation.objects.count(),
        "providers": providers(),
    }
    return render(request, "networks/installation.html", context, status=422 if form.errors else 200)


@require_safe
def organisations(request: MemberRequest) -> HttpResponse:
    """Every organisation behind the networks."""
    only_administrators(request)
    page = Paginator(queries.all_organisations(), PAGE).get_page(request.GET.get("page"))
    return render(request, "networks/organisations.html", {"page": page})


def providers() -> list[dict[str, str]]:
    """The other organisations whose sign-in is taken, with the address to register there."""
    return [
        {
            "name": app["name"],
            "returns_to": settings.SITE_URL + reverse("openid_connect_callback", args=[app["provider_id"]]),
        }
        for app in settings.OIDC
    ]


def add_organisation(request: MemberRequest) -> HttpResponse:
    """Add an organisation."""
    only_administrators(request)
    form = forms.OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = services.save_organisation(form.save(commit=False))
        messages.success(request, _("%(name)s is added.") % {"name": organisation})
        return redirect("networks:organisation", organisation.pk)
    return render(request, "networks/add_organisation.html", {"form": form}, status=422 if form.errors else 200)


def organisation(request: MemberRequest, pk: int) -> HttpResponse:
    """Change an organisation, and see who works there."""
    only_administrators(request)
    shown = get_object_or_404(Organisation, pk=pk)
    form = forms.OrganisationForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        services.save_organisation(form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect("networks:organisation", pk)
    return organisation_page(
        request, pk, form, forms.OrganisationRoleForm(organisation=Organisation.objects.get(pk=pk))
    )


def organisation_page(
    request: MemberRequest, pk: int, form: forms.OrganisationForm, person_form: forms.OrganisationRoleForm
) -> HttpResponse:
    shown = Organisation.objects.get(pk=pk)  # as it is stored, whatever was typed into the form
    context = {"organisation": shown, "form": form, "person_form": person_form, "roles": queries.people_of(shown)}
    status = 422 if form.errors or person_form.errors else 200
    return render(request, "networks/organisation.html", context, status=status)


@require_POST
def appoint(request: MemberRequest, pk: int) -> HttpResponse:
    """Let somebody see what their organisation may see."""
    only_administrators(request)
    shown = get_object_or_404(Organisation, pk=pk)
    form = forms.OrganisationRoleForm(request.POST, organisation=shown)
    if not form.is_valid():
        return organisation_page(request, pk, forms.OrganisationForm(instance=shown), form)
    role = services.appoint_in_organisation(
        form.cleaned_data["email"],
        form.cleaned_data.get("role", Role.Name.HOST),
        full_name=form.cleaned_data["full_name"],
        organisation=shown,
        on=timezone.localdate(),
    )
    messages.success(request, _("%(name)s has the role now.") % {"name": role.user})
    return redirect("networks:organisation", pk)


@require_POST
def dismiss(request: MemberRequest, pk: int, role_pk: int) -> HttpResponse:
    """Take the role back."""
    only_administrators(request)
    role = get_object_or_404(queries.people_of(get_object_or_404(Organisation, pk=pk)), pk=role_pk)
    services.end_role(role)
    messages.success(request, _("%(name)s no longer has the role.") % {"name": role.user})
    return redirect("networks:organisation", pk)
