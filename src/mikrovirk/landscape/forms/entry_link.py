"""Asking for the link with which one keeps an entry."""

from django import forms
from django.utils.translation import gettext_lazy


class LinkForm(forms.Form):
    """The address of whoever looks after it."""

    email = forms.EmailField(label=gettext_lazy("Your e-mail"))
