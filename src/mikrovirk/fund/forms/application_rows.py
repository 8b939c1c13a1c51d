"""The rows of an application's form: lines of the budget, and those one applies together with."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.domain.cvr import normalised_cvr
from mikrovirk.fund.forms.money import MoneyField

LINES_AT_MOST = 40
TOGETHER_AT_MOST = 12


class CvrField(forms.CharField):
    """A CVR number, whose check it must pass; gives eight digits."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})
        known = {"label": _("CVR number"), "max_length": 30, "required": False, "widget": widget}
        super().__init__(**{**known, **options})

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        number = normalised_cvr(text) if text else ""
        if number is None:
            raise forms.ValidationError(
                _("That is not a CVR number. It has eight digits; look at an invoice or at cvr.dk.")
            )
        return number


class BudgetLineForm(forms.Form):
    """One line of the budget."""

    hide_optional = True
    text = forms.CharField(label=_("For what"), max_length=160, required=False)
    amount = MoneyField(label=_("Kroner"), required=False)


class TogetherForm(forms.Form):
    """Somebody one applies together with."""

    hide_optional = True
    name = forms.CharField(label=_("Name"), max_length=160, required=False)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, widget=forms.EmailInput(attrs={"inputmode": "email"})
    )
    cvr = CvrField()

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        return address.lower()


LineSet = formset_factory(BudgetLineForm, extra=2, max_num=LINES_AT_MOST, absolute_max=LINES_AT_MOST)
TogetherSet = formset_factory(TogetherForm, extra=1, max_num=TOGETHER_AT_MOST, absolute_max=TOGETHER_AT_MOST)
