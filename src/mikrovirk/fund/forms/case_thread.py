"""What the fund's people type in a case: a question, and what becomes of help in kind."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.forms.money import MoneyField


class AskForm(forms.Form):
    """A question to those who apply."""

    hide_optional = True
    text = forms.CharField(
        label=_("Question or message to those who apply"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 4000}),
        help_text=_("They get it by mail and answer on their page. It stays with the case."),
    )


class PromiseForm(forms.Form):
    """Who helps."""

    hide_optional = True
    who = forms.CharField(label=_("Who helps?"), max_length=160)


class DeclineForm(forms.Form):
    """Why nobody can help with that."""

    hide_optional = True
    because = forms.CharField(label=_("Why not?"), max_length=300)


class GivenForm(forms.Form):
    """What was given: how long it took, and about what it would have cost."""

    hide_optional = True
    hours = forms.IntegerField(
        label=_("Hours"),
        min_value=0,
        max_value=9999,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    worth = MoneyField(label=_("Worth about, in kroner"), required=False, allow_nil=True)
