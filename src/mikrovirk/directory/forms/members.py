"""What the coordinator types about members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.forms.fields import AddressField, CvrField, PhoneField, line, lines
from mikrovirk.directory.models import Person
from mikrovirk.directory.queries import members
from mikrovirk.networks.models import Network
from mikrovirk.ui.forms import DayInput


class MemberFilter(forms.Form):
    """The search over the list. Wrong choices in the address are taken as none."""

    hide_optional = True
    q = forms.CharField(
        label=_("Search"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    show = forms.ChoiceField(
        label=_("Show only"),
        required=False,
        choices=[
            (members.MEMBERS, _("All members")),
            (members.NEW, _("New, the last three months")),
            (members.AWAY, _("Not seen for half a year")),
            (members.BOUNCED, _("E-mail address does not work")),
            (members.GUESTS, _("Guests")),
            (members.LEFT, _("Former members")),
        ],
    )
    order = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=[
            ("name", _("Name")),
            ("newest", _("Newest first")),
            ("business", _("Business")),
            ("town", _("Town")),
        ],
    )

    def chosen(self) -> tuple[str, str, str]:
        """Words, what to show, and in which order."""
        self.is_valid()
        values = self.cleaned_data
        return values.get("q", ""), values.get("show") or members.MEMBERS, values.get("order") or "name"


class MemberForm(forms.Form):
    """One new member, with the business in the same go."""

    name = forms.CharField(label=_("Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = AddressField(help_text=_("Nothing is sent before you approve it."))
    phone = PhoneField()
    business_name = line(_("Business"), 200)
    cvr = CvrField()
    industry = line(_("Industry"), 160)
    town = line(_("Town"), 80)
    job_title = line(_("Role in the business"), 120, help_text=_("Owner, partner, employee …"))
    joined_date = forms.DateField(label=_("Member since"), widget=DayInput)
    inviter = line(_("Invited by"), 254, help_text=_("Name or e-mail address of the member who did."))
    note = lines(
        _("Note"), help_text=_("Seen by you and other coordinators, and by the member who asks for their data.")
    )

    def __init__(self, *args: Any, network: Network, **options: Any) -> None:
        super().__init__(*args, **options)
        self.network = network

    def clean_inviter(self) -> Person | None:
        text = self.cleaned_data["inviter"]
        if not text:
            return None
        found = members.member_named(self.network, text)
        if found is None:
            raise forms.ValidationError(_("No member, or more than one, is called that. Write the e-mail address."))
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("cvr") and not values.get("business_name"):
            self.add_error("business_name", _("What is the business with that CVR number called?"))
        return values


class EditMemberForm(forms.Form):
    """What the coordinator may put right about somebody."""

    name = forms.CharField(label=_("Name"), max_length=160)
    email = AddressField()
    phone = PhoneField()
    job_title = line(_("Role in the business"), 120)
    joined_date = forms.DateField(label=_("Member since"), widget=DayInput)
    note = lines(
        _("Note"), help_text=_("Seen by you and other coordinators, and by the member who asks for their data.")
    )


class GuestForm(forms.Form):
    """What the coordinator may put right about a guest or former member."""

    name = forms.CharField(label=_("Name"), max_length=160)
    email = AddressField()
    phone = PhoneField()


class OtherBusinessForm(forms.Form):
    """The business that somebody is a member for, when it is another one from now on."""

    business_name = forms.CharField(label=_("Name of the business"), max_length=200)
    cvr = CvrField()
