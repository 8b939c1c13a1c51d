"""Adding a network: with the formats, topics and tasks it begins with, and its first coordinator. For administrators."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.services import known_or_new
from mikrovirk.networks import services
from mikrovirk.networks.models import Network, Organisation
from mikrovirk.programme.services.setup import prepare_network


class NewNetworkForm(forms.Form):
    """An empty network with its first coordinator."""

    name = forms.CharField(label=gettext_lazy("Name of the network"), max_length=120)
    slug = forms.SlugField(
        label=gettext_lazy("Web address"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Letters a–z, digits and hyphens. Left out, it is made of the name."),
    )
    host = forms.ModelChoiceField(
        Organisation.objects.order_by("name"),
        label=gettext_lazy("Host organisation"),
        required=False,
        empty_label=gettext_lazy("None"),
    )
    coordinator = forms.CharField(label=gettext_lazy("The coordinator’s name"), max_length=160)
    email = forms.EmailField(
        label=gettext_lazy("The coordinator’s e-mail"),
        help_text=gettext_lazy("They sign in with a code sent to this address."),
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if Network.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("There is a network with that address. Choose another."))
        return slug


def add_network(request: MemberRequest) -> HttpResponse:
    """Add a network in which every part is off."""
    if not request.user.is_administrator:
        raise Http404
    form = NewNetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        network = begin(form.cleaned_data)
        messages.success(
            request, _("%(name)s is added. Every part is off; switch on what is needed.") % {"name": network}
        )
        return redirect("networks:settings", network.slug)
    return render(request, "home/add_network.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def begin(chosen: dict[str, Any]) -> Network:
    network = services.add_network(
        slug=chosen["slug"] or services.free_slug(chosen["name"]),
        name=chosen["name"],
        host=chosen["host"],
        coordinator=known_or_new(chosen["email"], full_name=chosen["coordinator"]),
        on=timezone.localdate(),
    )
    prepare_network(network)
    return network
