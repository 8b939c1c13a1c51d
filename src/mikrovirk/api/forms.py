"""What is asked when a token is made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.api.domain.scopes import Scope, known
from mikrovirk.api.words import SCOPE_WORDS

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("A year"))]


class TokenForm(forms.Form):
    """What it is for, what it opens, and for how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("So that you know it again: “Attendance in our spreadsheet”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it read?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose as little as the program can do with. What everybody may read needs no token."),
        error_messages={"required": _("Choose at least one: a token that opens nothing is of no use.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long does it work?"), choices=DAYS, coerce=int, initial=90, widget=forms.RadioSelect
    )

    def __init__(self, *values: Any, offered: list[Scope], **options: Any) -> None:
        super().__init__(*values, **options)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(scope), SCOPE_WORDS[scope]) for scope in offered]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_scopes(self) -> list[Scope]:
        return known(self.cleaned_data["scopes"])
