"""Finding a network: the few of a small region stand on the front page, those of a large one are looked for by place."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mikrovirk.home import queries
from mikrovirk.networks.queries import found_by
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, danish_order

PAGE = 30


class NetworkFilter(forms.Form):
    """Words and a municipality; what does not exist is taken as no choice."""

    hide_optional = True
    q = forms.CharField(
        label=_("Name or place"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    municipality = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, *args: Any, codes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        known = [MUNICIPALITIES[code] for code in codes if code in MUNICIPALITIES]
        names = sorted(((each.code, each.name) for each in known), key=lambda each: danish_order(each[1]))
        field = self.fields["municipality"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All municipalities")), *names]

    def chosen(self) -> dict[str, str]:
        """The valid choices, "" for none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("q", "municipality")}


@login_not_required
@require_safe
def networks(request: HttpRequest) -> HttpResponse:
    """Every network that meets, by name; found by its name, its place or its municipality."""
    form = NetworkFilter(request.GET, codes=queries.municipalities_with_networks())
    chosen = form.chosen()
    rows = found_by(chosen["q"], queries.open_networks())
    if chosen["municipality"]:
        rows = rows.filter(municipality_code=chosen["municipality"])
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "home/networks.html", {"form": form, "page": page, "narrowed": any(chosen.values())})
