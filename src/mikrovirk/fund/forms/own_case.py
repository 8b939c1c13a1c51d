"""What is typed on the page of a case one has applied with."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """Why an application is taken back; nobody has to say."""

    because = forms.CharField(
        label=_("Why do you take it back?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
    )


class MessageForm(forms.Form):
    """A question or an answer in the thread of a case."""

    hide_optional = True
    text = forms.CharField(
        label=_("Your message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4, "maxlength": 4000})
    )


class HelpReportForm(forms.Form):
    """What help in kind was good for."""

    hide_optional = True
    text = forms.CharField(label=_("What was it good for?"), max_length=300, widget=forms.TextInput())
