"""Forms for a network's own settings, and for the administrator's page about the installation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.accounts.queries import is_switched_off
from mikrovirk.networks.models import Installation, KnowHow, Network, Organisation, Role
from mikrovirk.networks.parts import PARTS
from mikrovirk.ui.forms import DayInput


class NetworkForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What the public page says about the network."""

    class Meta:
        model = Network
        fields = ("name", "purpose", "about", "place", "contact_name", "contact_email", "contact_phone")
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "about": forms.Textarea(attrs={"rows": 6}),
            "contact_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        }
        help_texts = {
            "purpose": _("Shown on the front page. Say who it is for."),
            "place": _("The town or area, as people there call it."),
            "contact_name": _("Whom may one ask? Shown on the public page."),
        }


def parts_to_choose(offered: frozenset[str]) -> list[tuple[str, str]]:
    """The offered parts, each with what it does."""
    line = '<span><strong>{}</strong><br><span class="muted">{}</span></span>'
    return [(part.key, format_html(line, part.name, part.does)) for part in PARTS if part.key in offered]


class PartsForm(forms.Form):
    """Which parts are on; those the installation does not offer are left out."""

    parts = forms.MultipleChoiceField(label=_("Parts that are on"), required=False, widget=forms.CheckboxSelectMultiple)
    hide_optional = True

    def __init__(self, *args: Any, offered: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = parts_to_choose(offered)  # type: ignore[attr-defined]


class Addressed(forms.Form):
    """Somebody who is to sign in with the address in `email`."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if is_switched_off(email):
            raise forms.ValidationError(_("That person's account is switched off. Name somebody else."))
        return email


class PersonForm(Addressed):
    """Somebody by name and address."""

    full_name = forms.CharField(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail"), help_text=_("They sign in with a code sent to this address."))


class Days(forms.Form):
    """From one day to another, both included."""

    first_date = forms.DateField(label=_("From"), widget=DayInput, required=False)
    until_date = forms.DateField(label=_("Until and including"), widget=DayInput, required=False)
    needs_days = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_date"), cleaned.get("until_date")
        if not self.needs_days_of(cleaned):
            return cleaned
        if last is None and "until_date" not in self.errors:
            self.add_error("until_date", _("Write the last day. It ends by itself."))
        elif last and last < timezone.localdate():
            self.add_error("until_date", _("The last day is over. Choose today or later."))
        elif first and last and last < first:
            self.add_error("until_date", _("The last day is before the first."))
        return cleaned

    def needs_days_of(self, cleaned: dict[str, Any]) -> bool:
        return self.needs_days


class RoleForm(Days, PersonForm):
    """Give somebody a role in the network; a substitute's has a first and a last day."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            (Role.Name.STEERING, Role.Name.STEERING.label),
            (Role.Name.COORDINATOR, _("Coordinator: everything, together with you")),
            (Role.Name.SUBSTITUTE, _("Substitute coordinator: meetings and mails, from one day to another")),
        ],
        widget=forms.RadioSelect,
        initial=Role.Name.STEERING,
        help_text=_("They are told by mail at once."),
    )
    field_order = ("full_name", "email", "role", "first_date", "until_date")
    hide_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_date"].help_text = _("Only for a substitute. Left empty, it is today.")

    def needs_days_of(self, cleaned: dict[str, Any]) -> bool:
        return cleaned.get("role") == Role.Name.SUBSTITUTE


class AwayForm(Addressed, Days):
    """The coordinator is on holiday, and somebody of the steering group, or somebody else, runs the network meanwhile."""

    who = forms.ChoiceField(label=_("Who takes over meanwhile?"), widget=forms.RadioSelect)
    full_name = forms.CharField(label=_("Their name"), max_length=160, required=False)
    email = forms.EmailField(label=_("Their e-mail"), required=False, help_text=_("Only for somebody else."))
    hide_optional = True

    def __init__(self, *args: Any, roles: Iterable[Role], by: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "away_%s")  # the page has another form with an address
        super().__init__(*args, **kwargs)
        held = [role.user for role in roles if role.user.is_active and role.user != by]
        self.people = {str(user.pk): user for user in held}
        names = sorted(((key, str(user)) for key, user in self.people.items()), key=lambda choice: choice[1])
        field: Any = self.fields["who"]
        field.choices = [*names, ("else", _("Somebody else")), ("nobody", _("Nobody: there is nothing to do"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("who") == "else":
            for name, words in (("full_name", _("Write the name.")), ("email", _("Write the e-mail address."))):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    @property
    def substitute(self) -> tuple[str, str] | None:
        """Address and name of whoever was named; None: nobody."""
        chosen = self.cleaned_data
        if chosen["who"] == "else":
            return chosen["email"], chosen["full_name"]
        user = self.people.get(chosen["who"])
        return (user.email, user.full_name) if user else None


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """Something whoever takes over should know."""

    class Meta:
        model = KnowHow
        fields = ("kind", "subject", "text", "who")
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "subject": _("A few words, such as “The key to the library”."),
            "who": _("A name, and how to reach them."),
        }


class OrganisationRoleForm(PersonForm):
    """Let somebody see what their organisation may see. A municipality can be a network's host too."""

    role = forms.ChoiceField(
        label=_("What they see"),
        choices=[
            (Role.Name.MUNICIPALITY, _("Figures of the municipality's networks, without names")),
            (Role.Name.HOST, _("The steering reports of the networks it is host of")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "person_%s")  # the page has another form with an address
        super().__init__(*args, **kwargs)
        if organisation.kind != Organisation.Kind.MUNICIPALITY:
            del self.fields["role"]


class MunicipalityField(forms.ModelChoiceField):  # type: ignore[type-arg]  # as above
    """A municipality, chosen by its code; where two organisations have the same code the first by name counts."""

    def to_python(self, value: Any) -> Organisation | None:
        if value in self.empty_values:
            return None
        assert self.queryset is not None
        found: Organisation | None = self.queryset.filter(municipality_code=str(value)).first()
        if found is None:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return found


class PlaceForm(forms.Form):
    """What only the administrator says about a network."""

    host = forms.ModelChoiceField(
        Organisation.objects.order_by("name"),
        label=_("Host organisation"),
        required=False,
        empty_label=_("None"),
        help_text=_("The office behind the network. Its people see the steering reports."),
    )
    municipality = MunicipalityField(
        Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).exclude(municipality_code="").order_by("name"),
        label=_("Municipality"),
        required=False,
        empty_label=_("None"),
        to_field_name="municipality_code",
        help_text=_("Its people see figures, never names."),
    )
    is_closed = forms.BooleanField(
        label=_("The network has closed"),
        required=False,
        help_text=_("Its meetings are kept on the public page. It can be opened again."),
    )
    hide_optional = True


class InstallationForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """The region, and which parts the networks may switch on."""

    parts_on = forms.MultipleChoiceField(
        label=_("Parts the networks may switch on"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hide_optional = True

    class Meta:
        model = Installation
        fields = ("region",)
        help_texts = {"region": _("The area these networks serve, such as “Vordingborg and Guldborgsund”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = parts_to_choose(frozenset(part.key for part in PARTS))
        self.fields["parts_on"].choices = choices  # type: ignore[attr-defined]


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """An organisation that networks work with."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ("name", "kind", "municipality_code", "website", "email")
        help_texts = {
            "municipality_code": _("Four digits, only for a municipality: Vordingborg is 0390, Guldborgsund 0376."),
        }

    def clean_municipality_code(self) -> str:
        code: str = self.cleaned_data["municipality_code"].strip()
        if code and not (len(code) == 4 and code.isascii() and code.isdigit()):
            raise forms.ValidationError(_("A municipality code has four digits, such as 0390."))
        return code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        is_municipality = cleaned.get("kind") == Organisation.Kind.MUNICIPALITY
        if is_municipality and not cleaned.get("municipality_code") and "municipality_code" not in self.errors:
            self.add_error("municipality_code", _("Write the code: by it the municipality sees its networks."))
        return cleaned
