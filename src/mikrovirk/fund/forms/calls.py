"""What is typed about a call: its rules, its rows and its days."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.common.days import last_minute_of, start_of
from mikrovirk.fund.domain.calls import Kept
from mikrovirk.fund.forms.call_rows import ConditionForm, CriterionForm, QuestionForm, ShareForm, question_rows
from mikrovirk.fund.forms.money import MoneyField
from mikrovirk.fund.forms.rows import RowForms
from mikrovirk.fund.models import Call, Fund
from mikrovirk.fund.queries.calls import PURPOSE
from mikrovirk.fund.queries.habilitet import people_of
from mikrovirk.fund.services.calls import CallWords, Weighted
from mikrovirk.ui.forms import DayInput

COLUMNS = [
    *["title", "purpose", "who_may_apply", "pot", "smallest", "largest", "own_share", "benefits_others"],
    *["small_up_to", "quick_up_to", "quick_decider", "recommends", "decides", "rule", "advance_percent"],
    *["report_days", "accept_days"],
]
ROWS: dict[str, tuple[type[forms.Form], int]] = {
    "shares": (ShareForm, 20),
    "criteria": (CriterionForm, 10),
    "conditions": (ConditionForm, 12),
    "questions": (QuestionForm, 20),
}


class CallForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no generic one
    """A call but for its rows. It is kept by the service, never by the form."""

    pot = MoneyField(label=_("The pot"), help_text=_("In kroner. It is set aside in the fund when the call opens."))
    smallest = MoneyField(label=_("Smallest amount"), required=False, allow_nil=True)
    largest = MoneyField(label=_("Largest amount"))
    small_up_to = MoneyField(
        label=_("Small sums: up to"),
        required=False,
        allow_nil=True,
        help_text=_("For these the form is one page: only the questions marked for small sums."),
    )
    quick_up_to = MoneyField(
        label=_("Quick track: up to"),
        required=False,
        allow_nil=True,
        help_text=_("Applications up to this amount are decided by one person within seven days."),
    )
    general_benefit = forms.CharField(
        label=_("The condition that municipal law asks of every call"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A caseworker ticks it for each application and says why."),
    )
    opens = forms.DateField(
        label=_("Opens"), required=False, widget=DayInput(), help_text=_("Left out: the moment you open it.")
    )
    deadline = forms.DateField(
        label=_("Deadline"), required=False, widget=DayInput(), help_text=_("And including that day.")
    )

    class Meta:
        model = Call
        fields = COLUMNS
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 5}),
            "who_may_apply": forms.Textarea(attrs={"rows": 3}),
            "rule": forms.RadioSelect,
        }

    def __init__(self, *arguments: Any, fund: Fund, now: datetime, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.now = now
        self.fields["quick_decider"].queryset = people_of(fund)  # type: ignore[attr-defined]
        self.fields["quick_decider"].label = _("Who decides the quick ones")
        self.fields["quick_decider"].label_from_instance = User.get_full_name  # type: ignore[attr-defined]
        self.fields["quick_decider"].empty_label = gettext("Nobody: there is no quick track")  # type: ignore[attr-defined]
        self.fields["own_share"].help_text = _("What applicants bring themselves, of the whole budget.")
        self.fields["recommends"].help_text = _("For example the steering group. Left out: nobody does.")
        self.fields["decides"].help_text = _("For example the municipality's committee for business.")
        self.fields["advance_percent"].help_text = _("0: money is paid when it has been spent, on receipts.")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name in ("smallest", "small_up_to", "quick_up_to"):
            if name in found and found[name] is None:
                found[name] = 0
        pot, smallest, largest = (found.get(name) for name in ("pot", "smallest", "largest"))
        if pot is not None and largest is not None and largest > pot:
            self.add_error("largest", _("The largest amount is more than the pot."))
        if smallest is not None and largest is not None and smallest > largest:
            self.add_error("smallest", _("The smallest amount is more than the largest."))
        if found.get("quick_up_to") and not found.get("quick_decider"):
            self.add_error("quick_decider", _("Say who decides the quick ones."))
        opens, deadline = found.get("opens"), found.get("deadline")
        if opens and deadline and deadline < opens:
            self.add_error("deadline", _("The deadline is before the call opens."))
        if deadline and last_minute_of(deadline) <= self.now:
            self.add_error("deadline", _("That day is over."))
        return found

    def columns(self) -> dict[str, Any]:
        """What was typed, by the call's columns."""
        found = self.cleaned_data
        opens, deadline = found["opens"], found["deadline"]
        return {name: found[name] for name in COLUMNS} | {
            "opens_at": start_of(opens) if opens else None,
            "deadline_at": last_minute_of(deadline) if deadline else None,
        }


class CallPage:
    """The whole page on which a call is written: the form and its rows."""

    def __init__(self, form: CallForm, rows: Mapping[str, RowForms]) -> None:
        self.form, self.rows = form, rows

    @classmethod
    def of(cls, fund: Fund, call: Call | None, *, now: datetime) -> "CallPage":
        """What stands there to begin with."""
        form = CallForm(instance=call, initial=first_values(call), fund=fund, now=now)
        typed = {name: rows_of(call, name) for name in ROWS}
        return cls(form, {name: RowForms(ROWS[name][0], name, typed[name], at_most=ROWS[name][1]) for name in ROWS})

    @classmethod
    def posted(cls, fund: Fund, post: Mapping[str, str], *, do: str, now: datetime) -> "CallPage":
        """What was typed, after what the pressed button does; checked when it is one that saves."""
        rows = {name: RowForms.posted(form, name, post, at_most=most, do=do) for name, (form, most) in ROWS.items()}
        if do.startswith("save"):
            return cls(CallForm(post, fund=fund, now=now), rows)
        return cls(
            CallForm(initial={name: post.get(name, "") for name in CallForm.base_fields}, fund=fund, now=now), rows
        )

    def is_valid(self) -> bool:
        are_valid = [self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())]
        if are_valid[0] and not all(are_valid):
            self.form.add_error(None, _("Something further down is not right yet. Look for the red marks."))
        if all(are_valid):
            self.check_sums()
        return all(are_valid) and not self.form.errors

    def check_sums(self) -> None:
        """What is kept for some must not be more than there is, and be said once for each."""
        kept, pot = self.kept(), self.form.cleaned_data["pot"]
        for kind in {each.kind for each in kept}:
            if sum(each.amount for each in kept if each.kind == kind) > pot:
                self.form.add_error(None, _("The parts of the pot come to more than the pot."))
        if len({(each.kind, each.key) for each in kept}) < len(kept):
            self.form.add_error(None, _("A part of the pot is there twice."))

    def kept(self) -> list[Kept]:
        return [Kept(row["kind"], row["key"], row["amount"]) for row in self.rows["shares"].rows]

    def words(self) -> CallWords:
        """The call as it was written."""
        return CallWords(
            fields=self.form.columns(),
            general_benefit=self.form.cleaned_data["general_benefit"],
            kept=self.kept(),
            criteria=[Weighted(row["name"], row["help"], row["weight"]) for row in self.rows["criteria"].rows],
            conditions=[row["text"] for row in self.rows["conditions"].rows],
            questions=question_rows(self.rows["questions"].rows, purposes=self.purposes(), purpose_key=PURPOSE),
        )

    def purposes(self) -> list[str]:
        return [each.key for each in self.kept() if each.kind == "purpose"]


def first_values(call: Call | None) -> dict[str, Any]:
    if call is None:
        return {
            "general_benefit": gettext(
                "The activity is of general benefit: it is open to others and gives no single owner an advantage."
            )
        }
    benefit = call.conditions.filter(is_general_benefit=True).first()
    return {
        "general_benefit": benefit.text if benefit else "",
        "opens": timezone.localtime(call.opens_at).date() if call.opens_at else None,
        "deadline": timezone.localtime(call.deadline_at).date() if call.deadline_at else None,
    }


def rows_of(call: Call | None, name: str) -> list[dict[str, Any]]:
    """The stored rows of one kind, as they stand in their fields; on a new call a few to begin with."""
    if call is None:
        return first_rows(name)
    if name == "shares":
        return [{"kind": each.kind, "key": ShareForm.shown(each), "amount": each.amount} for each in call.shares.all()]
    if name == "criteria":
        return [{"name": each.name, "help": each.help, "weight": each.weight} for each in call.criteria.all()]
    if name == "conditions":
        return [{"text": each.text} for each in call.conditions.filter(is_general_benefit=False)]
    return [
        {**each, "choices": "\n".join(each.get("choices", []))} for each in call.questions if each["key"] != PURPOSE
    ]


def first_rows(name: str) -> list[dict[str, Any]]:
    """What a new call begins with."""
    if name == "criteria":
        return [
            {"name": gettext("How many get something out of it"), "weight": 2},
            {"name": gettext("It brings people from several networks together"), "weight": 1},
            {"name": gettext("It can be carried out with the budget and the people there are"), "weight": 1},
        ]
    if name == "questions":
        return [
            {"label": gettext("What will you do?"), "kind": "long", "required": True, "small": True},
            {"label": gettext("Who gets something out of it, and how many?"), "kind": "long", "required": True},
        ]
    return []


class MoreTimeForm(forms.Form):
    """A later deadline."""

    deadline = forms.DateField(label=_("New deadline"), widget=DayInput(), help_text=_("And including that day."))

    def __init__(self, *arguments: Any, call: Call, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.call = call

    def clean_deadline(self) -> datetime:
        until = last_minute_of(self.cleaned_data["deadline"])
        if self.call.deadline_at and until <= self.call.deadline_at:
            raise ValidationError(_("Applicants can get more time, never less. Choose a later day."))
        return until


class BecauseForm(forms.Form):
    """A reason everybody can read."""

    because = forms.CharField(
        label=_("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Everybody can read it.")
    )
