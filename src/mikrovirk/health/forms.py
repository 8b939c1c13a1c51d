"""What is typed on the page of a network's health."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SetAsideForm(forms.Form):
    """Why an early warning is set aside: the word stands beside it, so that others know."""

    word = forms.CharField(
        label=_("Why is it no trouble, or known already?"),
        max_length=200,
        help_text=_("The word stands on this page. It is not brought up again for three months."),
    )
