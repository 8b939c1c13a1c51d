"""What is typed to come in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.live.models import Evening
from mikrovirk.programme.models import SignUp


class CodeForm(forms.Form):
    """The code on the screen."""

    code = forms.CharField(
        label=_("The code on the screen"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "autofocus": True}),
    )

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split()).upper()
        if not Evening.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is no evening with that code. Look at the screen once more."))
        return code


class JoinForm(forms.Form):
    """Who you are: a place on the list, or a name."""

    sign_up = forms.ModelChoiceField(SignUp.objects.none(), required=False)
    name = forms.CharField(label=_("Your name"), max_length=160, required=False)
    as_me = forms.BooleanField(required=False)  # whoever is signed in on this phone

    def __init__(self, *arguments: Any, evening: Evening, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field: Any = self.fields["sign_up"]
        field.queryset = SignUp.objects.filter(meeting=evening.meeting_id).exclude(state=SignUp.State.CANCELLED)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("sign_up") and not found.get("as_me") and not found.get("name", "").strip():
            raise forms.ValidationError(_("Choose your name on the list, or write it."))
        return found
