"""What is typed when a version is put to the parties, and when one of them answers."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.cooperation.models import SignOff
from mikrovirk.ui.forms import DayInput

A_YEAR = timedelta(days=365)
LONGEST = timedelta(days=5 * 365)


class PutOutForm(forms.Form):
    """When it is to be looked at again, and what is new in it."""

    review_date = forms.DateField(
        label=gettext_lazy("Look at it again at the latest"),
        widget=DayInput,
        help_text=gettext_lazy("The parties get a mail two months before."),
    )
    note = forms.CharField(
        label=gettext_lazy("What is new, in one sentence"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Stands in the mail to the parties."),
    )

    def __init__(self, *values: Any, today: date, **options: Any) -> None:
        options.setdefault("initial", {"review_date": today + A_YEAR})
        super().__init__(*values, **options)
        self.today = today

    def clean_review_date(self) -> date:
        day: date = self.cleaned_data["review_date"]
        if day <= self.today:
            raise forms.ValidationError(_("Choose a day to come."))
        if day > self.today + LONGEST:
            raise forms.ValidationError(_("Choose a day within five years."))
        return day


class SignForm(forms.Form):
    """A party's answer to exactly these words."""

    said = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            (SignOff.Said.SIGNED, gettext_lazy("We sign")),
            (SignOff.Said.DECLINED, gettext_lazy("We do not sign")),
        ],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        help_text=gettext_lazy("Stands with the signature, for everybody to see."),
    )
    why = forms.CharField(
        label=gettext_lazy("If not: why?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What must be different? The other parties see it."),
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("said") == SignOff.Said.DECLINED and not cleaned.get("why"):
            self.add_error("why", _("Say why, so that the others know what to change."))
        return cleaned

    def answer(self) -> dict[str, Any]:
        """What the service takes."""
        return {name: self.cleaned_data[name] for name in ("said", "name", "why", "digest")}
