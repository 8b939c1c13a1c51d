"""What is typed when money is asked for on receipts, and when the fund deals with it."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.forms.attachments import checked
from mikrovirk.fund.forms.money import MoneyField

DIGITS = re.compile(r"\D")


class AccountField(forms.CharField):
    """A Danish bank account: four digits for the bank and up to ten; cleaned to "4700 1234567"."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Account to pay to"),
            max_length=40,
            help_text=_("The four digits of the bank and the account number, for example 4700 1234567."),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input medium"}),
        )

    def clean(self, value: Any) -> str:
        digits = DIGITS.sub("", super().clean(value))
        if not 8 <= len(digits) <= 14:
            raise forms.ValidationError(_("Write four digits for the bank, then the account number."))
        return f"{digits[:4]} {digits[4:]}"


class ReceiptForm(forms.Form):
    """One receipt: for what, how much, and a picture or PDF of it."""

    hide_optional = True
    text = forms.CharField(label=_("For what"), max_length=160)
    amount = MoneyField(label=_("Amount on the receipt"))
    file = forms.FileField(
        label=_("Picture or PDF of the receipt"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )

    def clean_file(self) -> Any:
        file: UploadedFile = self.cleaned_data["file"]
        return checked(file)


class SendForm(forms.Form):
    """Where the money goes, and a word with it."""

    account = AccountField()
    note = forms.CharField(
        label=_("A word to us"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class WhyForm(forms.Form):
    """Why something goes back to those who sent it; they read it word for word."""

    hide_optional = True
    why = forms.CharField(
        label=_("What is to be put right?"),
        max_length=500,
        help_text=_("Those who applied get it word for word in a mail."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )


class GiveUpForm(forms.Form):
    """Why a grant is not wanted after all."""

    because = forms.CharField(
        label=_("Why do you not want it after all?"),
        max_length=300,
        required=True,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )


class MoneyBackForm(forms.Form):
    """Money that came back from those who got it."""

    amount = MoneyField(label=_("How much came back?"))
    text = forms.CharField(label=_("Text in the books"), max_length=200, required=False)
