"""What is typed about a fund, its people and its money."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.forms.money import MoneyField
from mikrovirk.fund.models import Fund, FundRole
from mikrovirk.networks.models import Organisation
from mikrovirk.register.domain.municipalities import by_name, named

# Words that stand where a fund's address would: no fund may have them.
TAKEN_ADDRESSES = {"new", "idea", "link"}
ABOUT = [
    *["name", "purpose", "about", "municipalities", "contact_name", "contact_email", "contact_phone"],
    *["complaint_text", "complaint_text_en", "two_approve_over", "idea_box_open"],
]


class MunicipalitiesField(forms.CharField):
    """Municipalities by name, with commas between; cleaned to their codes."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(named(code) for code in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        names = [name.strip() for name in (super().to_python(value) or "").split(",") if name.strip()]
        found = {name: by_name(name) for name in names}
        if unknown := [name for name, municipality in found.items() if municipality is None]:
            raise ValidationError(_("There is no municipality called “%(name)s”."), params={"name": unknown[0]})
        return list(dict.fromkeys(each.code for each in found.values() if each))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


class FundForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no generic one
    """What the fund's own page says, and how it works. Kept by the service, never by the form."""

    municipalities = MunicipalitiesField(
        label=_("Municipalities it is for"),
        required=False,
        help_text=_("By name, with commas between. Left out: it is for everywhere."),
        widget=forms.TextInput,
    )
    two_approve_over = MoneyField(
        label=_("Two people approve payments above"),
        allow_nil=True,
        help_text=_("In kroner. 0: two people always do."),
    )

    class Meta:
        model = Fund
        fields = ABOUT
        widgets = {
            "about": forms.Textarea(attrs={"rows": 6}),
            "complaint_text": forms.Textarea(attrs={"rows": 5}),
            "complaint_text_en": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["complaint_text"].help_text = _(
            "Stands in every decision. Left out: where to complain as the law has it for municipalities."
        )

    def clean(self) -> dict[str, Any]:
        """Who says in their own words how to complain says so to every citizen, in both languages."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(found.get("complaint_text")) != bool(found.get("complaint_text_en")):
            missing = "complaint_text_en" if found.get("complaint_text") else "complaint_text"
            self.add_error(missing, _("Write it in Danish and in English, or leave both out."))
        return found

    def columns(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewFundForm(FundForm):
    """A fund that is made, with its first caseworker."""

    holder = forms.ModelChoiceField(
        Organisation.objects.order_by("name"), label=_("Whose money it is"), empty_label=_("Choose an organisation")
    )
    caseworker = forms.EmailField(
        label=_("The first caseworker's e-mail"),
        help_text=_("They get a mail, write the calls and give the others their roles."),
    )
    caseworker_name = forms.CharField(label=_("The first caseworker's name"), max_length=160)

    class Meta(FundForm.Meta):
        fields = ["holder", "name", "slug", *ABOUT[1:]]

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"])
        if slug in TAKEN_ADDRESSES:
            raise ValidationError(_("This address is taken."))
        return slug


class RoleForm(forms.Form):
    """Somebody who gets a role in the fund."""

    full_name = forms.CharField(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail"))
    name = forms.ChoiceField(label=_("Role"), choices=FundRole.Name)


class MoneyForm(forms.Form):
    """Money put into the fund, or taken out of it."""

    amount = MoneyField(label=_("Amount"))
    text = forms.CharField(
        label=_("What it is"), max_length=200, help_text=_("For example “Appropriation 2027, the council's item 14”.")
    )
    once = forms.CharField(widget=forms.HiddenInput, max_length=40)  # the same form sent twice counts once
