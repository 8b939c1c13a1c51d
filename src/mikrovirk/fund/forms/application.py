"""The application's form without its budget: made from the call, taken unfinished until it is sent."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.models import Business
from mikrovirk.fund.domain.applications import Help
from mikrovirk.fund.domain.calls import QuestionKind
from mikrovirk.fund.forms.application_rows import CvrField
from mikrovirk.fund.forms.attachments import FilesField
from mikrovirk.fund.models import Call, HelpInKind
from mikrovirk.networks.models import Network
from mikrovirk.register.domain import municipalities
from mikrovirk.register.domain.municipalities import danish_order, named
from mikrovirk.ui.forms import DayInput


class LenientForm(forms.Form):
    """Marks what must be filled in before it is sent, and takes it unfilled until then."""

    use_required_attribute = False

    def full_clean(self) -> None:
        needed = [field for field in self.fields.values() if field.required]
        for field in needed:
            field.required = False
        super().full_clean()
        for field in needed:
            field.required = True


class ApplicationForm(LenientForm):
    """Everything but the budget and those one applies with."""

    title = forms.CharField(label=_("What do you call it?"), max_length=160)
    summary = forms.CharField(
        label=_("In a few lines: what happens, and for whom?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 1000}),
        help_text=_("These lines are public if you get the money."),
    )
    takes_place_date = forms.DateField(
        label=_("When does it take place?"),
        required=False,
        widget=DayInput(attrs={"class": "short"}),
        help_text=_("The first day, if there are several."),
    )

    def __init__(
        self, *args: Any, call: Call, networks: list[Network], businesses: list[Business], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.call, self.networks = call, networks
        self.add_place(call.fund.municipalities)
        self.add_whose(networks, businesses)
        for question in call.questions:
            self.fields[f"q_{question['key']}"] = field_of(question)
        self.add_help()
        self.fields["files"] = FilesField(
            label=_("Files"), required=False, help_text=_("PDF, JPG or PNG, such as an offer or a programme.")
        )

    def add_place(self, codes: list[str]) -> None:
        """Where it takes place: asked where the fund is for more than one municipality."""
        everywhere = sorted(municipalities.MUNICIPALITIES, key=lambda code: danish_order(named(code)))
        names = [(code, named(code)) for code in codes or everywhere]
        choices = names if len(names) == 1 else [("", _("Choose a municipality")), *names]
        field = forms.ChoiceField(label=_("In which municipality?"), choices=choices)
        if len(names) == 1:
            field.widget, field.initial = forms.HiddenInput(), codes[0]
        self.fields["municipality"] = field

    def add_whose(self, networks: list[Network], businesses: list[Business]) -> None:
        """In whose name: a network, a business, or a CVR number that is typed."""
        if networks:
            self.fields["network"] = forms.ModelChoiceField(
                Network.objects.filter(pk__in=[each.pk for each in networks]),
                label=_("Which network is behind it?"),
                required=False,
                empty_label=_("None of them"),
            )
        if businesses:
            self.fields["business"] = forms.ModelChoiceField(
                Business.objects.filter(pk__in=[each.pk for each in businesses]),
                label=_("Which business applies?"),
                required=False,
                empty_label=_("None, or an association"),
            )
        self.fields["cvr"] = CvrField(
            help_text=_("Of the business or association that gets the money. Never a CPR number.")
        )

    def add_help(self) -> None:
        for kind, label in HelpInKind.Kind.choices:
            self.fields[f"help_{kind}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"help_{kind}_text"] = forms.CharField(
                label=_("What exactly?"), max_length=300, required=False, widget=forms.TextInput()
            )

    # --- pieces of the page

    @property
    def help_rows(self) -> list[tuple[Any, Any]]:
        """Each kind of help: its tick and what exactly."""
        return [(self[f"help_{kind}"], self[f"help_{kind}_text"]) for kind in HelpInKind.Kind.values]

    def asked(self, *, small: bool) -> list[Any]:
        """The call's own questions: those that small sums answer too, or the others."""
        return [self[f"q_{each['key']}"] for each in self.call.questions if bool(each.get("small")) is small]

    @property
    def small_questions(self) -> list[Any]:
        return self.asked(small=True)

    @property
    def large_questions(self) -> list[Any]:
        return self.asked(small=False)

    # --- what it holds

    def answers(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        given = {each["key"]: cleaned.get(f"q_{each['key']}") for each in self.call.questions}
        return {key: value for key, value in given.items() if value not in (None, "")}

    def help_wanted(self) -> list[Help]:
        cleaned = self.cleaned_data
        wanted = [kind for kind in HelpInKind.Kind.values if cleaned.get(f"help_{kind}")]
        return [Help(kind, cleaned.get(f"help_{kind}_text", "")) for kind in wanted]

    def network_chosen(self) -> int | None:
        found: Network | None = self.cleaned_data.get("network")
        return found.pk if found else None


def field_of(question: Mapping[str, Any]) -> forms.Field:
    """The field of one of the call's own questions."""
    known = {
        "label": question["label"],
        "help_text": question.get("help", ""),
        "required": bool(question.get("required")),
    }
    kind = question.get("kind", QuestionKind.LONG)
    if kind == QuestionKind.YES_NO:
        return forms.TypedChoiceField(
            **known,
            choices=[("yes", _("Yes")), ("no", _("No"))],
            widget=forms.RadioSelect(attrs={"class": "tiles"}),
            coerce=lambda value: value == "yes",
            empty_value=None,
        )
    if kind == QuestionKind.NUMBER:
        return forms.IntegerField(**known, min_value=0, widget=forms.NumberInput(attrs={"class": "short"}))
    if kind == QuestionKind.CHOICE:
        choices = [("", _("Choose one")), *((each, each) for each in question.get("choices", []))]
        return forms.ChoiceField(**known, choices=choices)
    if kind == QuestionKind.SHORT:
        return forms.CharField(**known, max_length=200)
    return forms.CharField(**known, max_length=3000, widget=forms.Textarea(attrs={"rows": 4, "maxlength": 3000}))
