"""What somebody supposes in the calculator. Every choice stands in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mikrovirk.overview.domain.potential import YEARS_AT_MOST, Assumptions
from mikrovirk.overview.forms.goals import NumberField

IN_PERCENT = 100


class CalculatorForm(forms.Form):
    """Assumptions; shares in percent."""

    hide_optional = True

    micro = forms.IntegerField(label=gettext_lazy("Micro-businesses today"), min_value=0, max_value=1_000_000)
    jobs_each = NumberField(label=gettext_lazy("Jobs in each, the owner counted"), min_value=0.1, max_value=10)
    more_births = forms.IntegerField(
        label=gettext_lazy("More new businesses a year than today"), min_value=0, max_value=10_000
    )
    survival = NumberField(
        label=gettext_lazy("Of the new ones, percent that are there a year later"), min_value=0, max_value=100
    )
    growing = NumberField(
        label=gettext_lazy("Of today's, percent that take on one more in a year"), min_value=0, max_value=100
    )
    years = forms.IntegerField(label=gettext_lazy("Years"), min_value=1, max_value=YEARS_AT_MOST)
    tax_each = forms.IntegerField(
        label=gettext_lazy("Municipal income tax of one job a year, in kroner"),
        min_value=0,
        max_value=1_000_000,
        required=False,
        help_text=gettext_lazy("Leave it empty to leave the money out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("micro", "more_births", "years", "tax_each"):
            self.fields[name].widget.attrs["class"] = "short"

    def assumptions(self) -> Assumptions:
        found = dict(self.cleaned_data)
        shares = {name: found.pop(name) / IN_PERCENT for name in ("survival", "growing")}
        return Assumptions(**found | shares | {"tax_each": found["tax_each"] or 0})
