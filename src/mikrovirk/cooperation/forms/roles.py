"""What is typed about tasks, parties and comments of a division of roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.cooperation.models import Agreement, Party
from mikrovirk.cooperation.queries.agreements import could_join
from mikrovirk.register.domain.municipalities import danish_order, named

OTHER = "other"


class BeginForm(forms.Form):
    """Which municipalities the agreement holds in; only asked of who keeps several."""

    codes = forms.MultipleChoiceField(
        label=gettext_lazy("Where it holds"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, *values: Any, codes: list[str], **options: Any) -> None:
        super().__init__(*values, **options)
        field = self.fields["codes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, named(code)) for code in sorted(codes, key=lambda code: danish_order(named(code)))]


class TaskForm(forms.Form):
    """A task of the draft."""

    title = forms.CharField(
        label=gettext_lazy("The task"),
        max_length=160,
        help_text=gettext_lazy("As something one does: “Find speakers for the talks”."),
    )
    group = forms.CharField(
        label=gettext_lazy("Belongs under"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("A heading, such as “The meetings”. Tasks with the same heading stand together."),
        widget=forms.TextInput(attrs={"list": "groups", "autocomplete": "off"}),
    )
    about = forms.CharField(
        label=gettext_lazy("What it takes"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class PartyForm(forms.Form):
    """Another party: an organisation or network that is known, or somebody else by name."""

    who = forms.ChoiceField(label=gettext_lazy("Who is it?"))
    other_name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Only where it is none of those above: a library, an association."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("The link to read and sign is sent here. Whoever has the link signs for the party."),
    )

    def __init__(self, *values: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*values, **options)
        organisations, networks = could_join(agreement)
        self.known = {f"organisation-{row.pk}": row for row in organisations} | {
            f"network-{row.pk}": row for row in networks
        }
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (OTHER, _("Somebody else")),
            *[(key, str(row)) for key, row in self.known.items()],
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("who") == OTHER:
            if not cleaned.get("other_name"):
                self.add_error("other_name", _("Write what it is called."))
            if not cleaned.get("email") and "email" not in self.errors:
                self.add_error("email", _("Without an address it cannot be asked to sign."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        row = self.known.get(self.cleaned_data["who"])
        email = self.cleaned_data["email"]
        if row is None:
            return {"other_name": self.cleaned_data["other_name"], "email": email}
        kind = self.cleaned_data["who"].partition("-")[0]
        return {kind: row, "email": email}


class PartyEditForm(forms.Form):
    """The name of somebody else, and where its link is sent."""

    other_name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("The link to read and sign is sent here. Whoever has the link signs for the party."),
    )

    def __init__(self, *values: Any, party: Party, **options: Any) -> None:
        options.setdefault("initial", {"other_name": party.other_name, "email": party.email})
        super().__init__(*values, **options)
        if party.organisation_id or party.network_id:
            del self.fields["other_name"]
        else:
            self.fields["email"].required = True


class CommentForm(forms.Form):
    """A comment on a task or on the whole draft."""

    text = forms.CharField(label=gettext_lazy("Comment"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
