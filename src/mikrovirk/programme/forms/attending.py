"""What is typed by those who come: a name and an address, a guest, a word about the evening."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.domain.emails import normalised_email
from mikrovirk.programme.models import SignUp

NAME_LENGTH = SignUp._meta.get_field("name").max_length
LONGEST_ADDRESS = 254
WORDS_LENGTH = 2000


class AddressField(forms.CharField):
    """An e-mail address, as people type it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", LONGEST_ADDRESS + 20)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """Give the address as it is kept; raise ValidationError saying what one looks like."""
        text = super().clean(value)
        if not text:
            return ""
        address = normalised_email(text)
        if address is None:
            raise ValidationError(_("This is no e-mail address. It looks like this: name@business.dk"), code="address")
        return address


class GuestForm(forms.Form):
    """Name and e-mail, and nothing else. `extra` is a field nobody sees: only a robot fills it."""

    name = forms.CharField(label=_("Your name"), max_length=NAME_LENGTH)
    email = AddressField(label=_("Your e-mail"))
    extra = forms.CharField(required=False)

    def clean_extra(self) -> str:
        if self.cleaned_data["extra"]:
            raise ValidationError(_("Leave the field below your e-mail empty: it is there to catch robots."))
        return ""

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields, for a page that writes them itself."""
        return {name: self[name].value() or "" for name in ("name", "email", "extra")}

    @property
    def problems(self) -> dict[str, list[str]]:
        return {name: [str(error) for error in self[name].errors] for name in ("name", "email", "extra")}


class BroughtForm(forms.Form):
    """A guest somebody brings: a name. Who would like a mail signs up by the link one passes on."""

    name = forms.CharField(
        label=_("Your guest's name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class WalkInForm(forms.Form):
    """Somebody at the door who is not on the list: one line."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = AddressField(label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class FollowForm(forms.Form):
    """Who wants the meetings by mail."""

    name = forms.CharField(
        label=_("Your name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = AddressField(label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    extra = forms.CharField(required=False)
    clean_extra = GuestForm.clean_extra


class RatingForm(forms.Form):
    """One to five."""

    rating = forms.TypedChoiceField(choices=[(value, value) for value in range(1, 6)], coerce=int)


class WordsForm(forms.Form):
    """Free words about the evening."""

    text = forms.CharField(
        label=_("Would you like to say more?"),
        required=False,
        max_length=WORDS_LENGTH,
        help_text=_(
            "What was good, and what should be different next time? The coordinator and the steering group read it."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
