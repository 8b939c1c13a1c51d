"""What is typed about newcomers, by themselves and by those who answer them, and about hosts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mikrovirk.directory.domain.emails import normalised_email
from mikrovirk.overview.models import Newcomer


class AddressField(forms.CharField):
    """An e-mail address, in lower case and without what programs put round it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
        super().__init__(**{"label": gettext_lazy("E-mail"), "max_length": 254, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        address = normalised_email(text)
        if address is None:
            raise forms.ValidationError(gettext_lazy("Write an e-mail address such as name@company.dk."))
        return address


class IntakeForm(forms.Form):
    """Four fields: who you are, where to write to you, what you do, what you look for."""

    hide_optional = True

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = AddressField(label=gettext_lazy("Your e-mail"))
    trade = forms.CharField(
        label=gettext_lazy("What does your business do?"),
        max_length=200,
        help_text=gettext_lazy("A word or two: “ceramics”, “bookkeeping”. It need not have begun."),
    )
    wish = forms.CharField(
        label=gettext_lazy("What do you look for, and when?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NewcomerForm(forms.Form):
    """A newcomer as the office heard of them."""

    hide_optional = True

    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    came = forms.ChoiceField(
        label=gettext_lazy("How is it?"), choices=Newcomer.Came.choices, widget=forms.RadioSelect, initial="moved"
    )
    email = AddressField(
        required=False,
        help_text=gettext_lazy("Only if they gave it to you themselves and want to hear from you."),
    )
    trade = forms.CharField(label=gettext_lazy("What the business does"), max_length=200, required=False)
    place = forms.CharField(label=gettext_lazy("Village or town"), max_length=80, required=False)
    wish = forms.CharField(
        label=gettext_lazy("What they look for"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HostForm(forms.Form):
    """A member says what they do and where, so that the right newcomers come to them."""

    hide_optional = True

    trade = forms.CharField(label=gettext_lazy("My trade"), max_length=120, required=False)
    place = forms.CharField(label=gettext_lazy("My village or town"), max_length=80, required=False)
    words = forms.CharField(
        label=gettext_lazy("A word to those who think of moving here"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_public = forms.BooleanField(label=gettext_lazy("My name may stand on the public page"), required=False)
