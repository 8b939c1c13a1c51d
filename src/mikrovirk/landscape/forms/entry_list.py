"""A list of networks and offers as a file."""

from django import forms
from django.utils.translation import gettext_lazy


class ListForm(forms.Form):
    """The spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy(
            "A spreadsheet (.xlsx or .csv) with a line of headings. “Navn” must be among them; “type”, “målgruppe”, “adresse”, “postnr”, “pris”, “hyppighed”, “kontaktperson”, “e-mail”, “telefon” and “hjemmeside” are understood."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
