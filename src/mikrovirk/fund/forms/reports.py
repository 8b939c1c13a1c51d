"""The report on a grant: two questions, two numbers and a picture."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.forms.pictures import rewritten
from mikrovirk.fund.models import Report


class ReportForm(forms.Form):
    """Nothing is needed to keep a draft; `missing` says what is to be answered before it is sent."""

    hide_optional = True
    happened = forms.CharField(
        label=_("What happened?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    came_of_it = forms.CharField(
        label=_("What came of it, also for others?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    people = forms.IntegerField(
        label=_("How many took part?"),
        min_value=0,
        max_value=100_000,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input short"}),
    )
    newcomers = forms.IntegerField(
        label=_("How many of them were new to you?"),
        min_value=0,
        max_value=100_000,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input short"}),
    )
    picture = forms.FileField(
        label=_("A picture"),
        required=False,
        help_text=_("Ask those who are in it first."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    picture_text = forms.CharField(label=_("What the picture shows"), max_length=160, required=False)
    drop_picture = forms.BooleanField(label=_("Take the picture away"), required=False)
    may_publish = forms.BooleanField(
        label=_("The answers and the picture may be shown to everybody"), required=False, initial=True
    )

    def __init__(self, data: Any = None, files: Any = None, *, report: Report | None = None) -> None:
        kept = {name: getattr(report, name) for name in self.base_fields if hasattr(report, name)} if report else {}
        super().__init__(data, files, initial=kept)
        if not (report and report.picture):
            del self.fields["drop_picture"]

    def clean_picture(self) -> Any:
        file: UploadedFile | None = self.files.get("picture")
        return rewritten(file) if file else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        people, new = cleaned.get("people"), cleaned.get("newcomers")
        if people is not None and new is not None and new > people:
            self.add_error("newcomers", _("That is more than took part."))
        return cleaned

    def say_missing(self) -> bool:
        """Whether something must be answered before the report is sent; says so beside each."""
        for name in ("happened", "came_of_it"):
            if not self.cleaned_data.get(name):
                self.add_error(name, _("Write a few words. What you have written is kept."))
        if self.cleaned_data.get("people") is None:
            self.add_error("people", _("Write about how many; 0 if nobody came."))
        return not self.is_valid()
