"""Fields that understand what people type: e-mail addresses, phone and CVR numbers, dates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.domain.cvr import displayed_cvr, normalised_cvr
from mikrovirk.directory.domain.emails import normalised_email
from mikrovirk.directory.domain.phones import displayed_phone, e164


class AddressField(forms.CharField):
    """An e-mail address, in lower case and without what programs put round it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"})
        super().__init__(**{"label": _("E-mail"), "max_length": 254, "widget": widget, **options})

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        address = normalised_email(text)
        if address is None:
            raise forms.ValidationError(_("Write an e-mail address such as name@company.dk."))
        return address


class PhoneField(forms.CharField):
    """A phone number in any spelling; gives E.164, shows it as Danes read it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "short"})
        super().__init__(**{"label": _("Phone"), "max_length": 40, "required": False, "widget": widget, **options})

    def prepare_value(self, value: Any) -> Any:
        return displayed_phone(value) if isinstance(value, str) and e164(value) == value else value

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        number = e164(text)
        if number is None:
            raise forms.ValidationError(_("Write a phone number such as 27 52 65 44. Begin with + if it is foreign."))
        return number


class CvrField(forms.CharField):
    """A CVR number, whose check it must pass; gives eight digits."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"})
        help_text = _("Eight digits. Never a CPR number.")
        known = {
            "label": _("CVR number"),
            "max_length": 30,
            "required": False,
            "help_text": help_text,
            "widget": widget,
        }
        super().__init__(**{**known, **options})

    def prepare_value(self, value: Any) -> Any:
        return displayed_cvr(value) if isinstance(value, str) and len(value) == 8 and value.isdigit() else value

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        number = normalised_cvr(text)
        if number is None:
            raise forms.ValidationError(
                _("That is not a CVR number. It has eight digits; look at an invoice or at cvr.dk.")
            )
        return number


def line(label: Any, most: int, **options: Any) -> forms.CharField:
    """A line of text that may be left out."""
    autocomplete = options.pop("autocomplete", "")
    widget = forms.TextInput(attrs={"autocomplete": autocomplete} if autocomplete else {})
    return forms.CharField(**{"label": label, "max_length": most, "required": False, "widget": widget, **options})


def lines(label: Any, most: int = 1000, rows: int = 3, **options: Any) -> forms.CharField:
    """Some lines of text that may be left out, with a count of what is left."""
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": most})
    return forms.CharField(**{"label": label, "max_length": most, "required": False, "widget": widget, **options})
