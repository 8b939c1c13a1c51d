"""What somebody types who wants to become a member."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.domain.standing import Standing
from mikrovirk.directory.forms.fields import AddressField, CvrField, line, lines

STANDINGS = (
    (Standing.NEW.value, _("I began less than three years ago, or am about to")),
    (Standing.ESTABLISHED.value, _("It has run for three years or more")),
)


class JoinForm(forms.Form):
    """Name and e-mail; the rest may wait."""

    name = forms.CharField(label=_("Your name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = AddressField(label=_("Your e-mail"), help_text=_("We send a mail there, with a button to confirm."))
    business_name = line(_("Your business"), 200, autocomplete="organization")
    cvr = CvrField(help_text=_("Eight digits, if you have one. Never your CPR number."))
    standing = forms.ChoiceField(
        label=_("How long has your business run?"),
        help_text=_("Then we show you first what is of use to you."),
        choices=STANDINGS,
        required=False,
        widget=forms.RadioSelect,
    )
    town = line(_("Town"), 80, autocomplete="address-level2")
    seeks = lines(_("What do you hope to get out of the network?"), 600)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("cvr") and not values.get("business_name"):
            self.add_error("business_name", _("What is the business with that CVR number called?"))
        return values
