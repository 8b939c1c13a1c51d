"""The member list that the coordinator brings, and how its preview is looked through."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.domain.comparison import Outcome
from mikrovirk.directory.domain.member_lists import MAX_BYTES, ProblemCode, problem_text

OUTCOME_WORDS = {
    Outcome.NEW: _("New"),
    Outcome.FILLS: _("Says more"),
    Outcome.DIFFERS: _("Says something else"),
    Outcome.BACK: _("Has left"),
    Outcome.SAME: _("Nothing new"),
    Outcome.MERGED: _("Merged"),
    Outcome.UNREADABLE: _("Cannot be read"),
}


class UploadForm(forms.Form):
    """The file itself. Its contents are judged by reading them, whatever its name ends with."""

    file = forms.FileField(
        label=_("The member list"),
        help_text=_("Excel (.xlsx), .csv or .txt, at most 10 MB. You can also drag it here."),
        error_messages={
            "required": _("Choose the file with your member list."),
            "empty": _("The file is empty. Check that it is the right file and that it has been saved."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(problem_text(ProblemCode.TOO_LARGE, get_language() or "da"))
        return file


class OutcomeFilter(forms.Form):
    """Which rows of the preview are shown."""

    hide_optional = True
    show = forms.ChoiceField(
        required=False, choices=[(str(outcome), words) for outcome, words in OUTCOME_WORDS.items()]
    )

    def chosen(self) -> Outcome | None:
        self.is_valid()
        value = self.cleaned_data.get("show")
        return Outcome(value) if value else None
