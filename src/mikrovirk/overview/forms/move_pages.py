"""What is typed about the public page for those who move here."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.overview.forms.newcomers import AddressField
from mikrovirk.overview.models import MovePage, Premises, WelcomeHost

DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


class HostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """Members who welcome newcomers, with trade and village."""

    def label_from_instance(self, obj: Any) -> str:
        more = ", ".join(filter(None, [obj.trade, obj.place]))
        return f"{obj.person.name} ({more})" if more else obj.person.name


class MovePageForm(forms.Form):
    """The words of the page of a municipality."""

    hide_optional = True

    text = forms.CharField(
        label=gettext_lazy("What is good here for a small business?"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("In your own words. Figures, networks and premises stand below it by themselves."),
    )
    host = HostChoice(
        label=gettext_lazy("A host to write to"),
        queryset=WelcomeHost.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet: the office answers"),
        help_text=gettext_lazy("A member who agreed to it. What is written on the page goes to them."),
    )
    contact = forms.CharField(label=gettext_lazy("Who else answers"), max_length=160, required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)
    email = AddressField(required=False, help_text=gettext_lazy("It stands on the page."))

    def __init__(self, *args: Any, hosts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts  # type: ignore[attr-defined]


class VillagePageForm(MovePageForm):
    """The words of the page of a village."""

    place = forms.CharField(label=gettext_lazy("Village or town"), max_length=80)
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        max_length=4,
        required=False,
        help_text=gettext_lazy("Then the page shows the figures of that postcode."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    field_order = ("place", "postcode", "text", "host", "contact", "phone", "email")

    def __init__(self, *args: Any, municipality: str, own: MovePage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality, self.own = municipality, own

    def clean_place(self) -> str:
        place: str = self.cleaned_data["place"]
        slug = slug_of(place)
        if not slug:
            raise forms.ValidationError(_("Write the name of the village."))
        taken = MovePage.objects.filter(municipality=self.municipality, slug=slug)
        if self.own:
            taken = taken.exclude(pk=self.own.pk)
        if taken.exists():
            raise forms.ValidationError(_("There is a page about that village already."))
        return place

    def clean_postcode(self) -> str:
        code: str = self.cleaned_data["postcode"]
        if code and not (len(code) == 4 and code.isascii() and code.isdigit()):
            raise forms.ValidationError(_("A postcode has four digits."))
        return code


def slug_of(place: str) -> str:
    """The village in an address: "Præstø" is "praestoe"."""
    return slugify(place.translate(DANISH_LETTERS))[:60].strip("-")


class PremisesForm(forms.Form):
    """A place to work."""

    hide_optional = True

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=Premises.Kind.choices)
    name = forms.CharField(label=gettext_lazy("Name or address"), max_length=160)
    place = forms.CharField(label=gettext_lazy("Village or town"), max_length=80)
    about = forms.CharField(
        label=gettext_lazy("In one line"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Size, price, what there is: “Six desks, coffee, from 600 kroner a month”."),
    )
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    contact = forms.CharField(label=gettext_lazy("Whom to ask"), max_length=160, required=False)
