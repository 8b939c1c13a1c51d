"""What is typed when a network invites businesses of the register."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.directory.models import Person
from mikrovirk.directory.queries.members import member_named
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import ListedBusiness
from mikrovirk.overview.queries.inviting import Wanted

Choices = Iterable[tuple[str, str]]


class WantedForm(forms.Form):
    """What the businesses are narrowed to. Wrong choices in the address are taken as none."""

    hide_optional = True
    postcode = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Industry"), required=False)
    size = forms.ChoiceField(label=gettext_lazy("Employed"), required=False)
    new = forms.ChoiceField(label=gettext_lazy("Age"), required=False)

    def __init__(self, *args: Any, postcodes: Choices, sections: Choices, sizes: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("postcode", _("All places"), postcodes)
        self.offer("section", _("All industries"), sections)
        self.offer("size", _("All sizes"), sizes)
        self.offer("new", _("Old and new"), [("1", _("Began within a year"))])

    def offer(self, name: str, everything: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def wanted(self) -> Wanted:
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(
            chosen.get("section", ""), chosen.get("postcode", ""), chosen.get("size", ""), bool(chosen.get("new"))
        )


class OutcomeForm(forms.Form):
    """What came of an invitation, and who goes along."""

    hide_optional = True
    state = forms.ChoiceField(label=gettext_lazy("What came of it"), choices=ListedBusiness.State.choices)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)
    host = forms.CharField(
        label=gettext_lazy("Who goes along"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("A member's name or e-mail. Empty: whoever fits best."),
    )

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.network = network

    def clean_host(self) -> Person | None:
        """The member, None where the field is empty."""
        typed: str = self.cleaned_data["host"].strip()
        if not typed:
            return None
        found = member_named(self.network, typed)
        if found is None:
            raise forms.ValidationError(_("No member, or more than one, has that name. Write the e-mail address."))
        return found


class PrintForm(forms.Form):
    """What the names and addresses are used for, and the letter."""

    hide_optional = True
    purpose = forms.CharField(
        label=gettext_lazy("What do you use the addresses for?"),
        max_length=200,
        help_text=gettext_lazy("It is kept in the log: “Invitation to the meeting in January”."),
    )
    text = forms.CharField(
        label=gettext_lazy("The letter"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Only for letters. Name and address are put above it by themselves, and where they come from below."
        ),
    )
    everybody = forms.BooleanField(
        label=gettext_lazy("Also those who were invited before today"),
        required=False,
        help_text=gettext_lazy("Otherwise only those nobody has written to yet, and those of today."),
    )
