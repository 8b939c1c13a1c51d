"""What an officer adds to a memo."""

from django import forms
from django.utils.translation import gettext_lazy


class WordsForm(forms.Form):
    """What stands first in the memo."""

    hide_optional = True

    words = forms.CharField(
        label=gettext_lazy("What the committee should know"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stands first in the memo. The figures below come by themselves."),
    )
