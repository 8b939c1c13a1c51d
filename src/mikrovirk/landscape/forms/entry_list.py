"""A list of networks and offers as a file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy

from mikrovirk.directory.domain.member_lists import MAX_BYTES, ProblemCode, problem_text


class ListForm(forms.Form):
    """The spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy(
            "A spreadsheet (.xlsx or .csv) with a line of headings. “Navn” must be among them; “type”, “målgruppe”, “adresse”, “postnr”, “pris”, “hyppighed”, “kontaktperson”, “e-mail”, “telefon” and “hjemmeside” are understood."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> UploadedFile:
        found: UploadedFile = self.cleaned_data["file"]
        if (found.size or 0) > MAX_BYTES:
            raise forms.ValidationError(problem_text(ProblemCode.TOO_LARGE, get_language() or "da"))
        return found
