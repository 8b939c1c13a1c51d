"""What is typed when a case is judged: conditions, an interest, points."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Assignment, Condition, Criterion, Interest
from mikrovirk.fund.models.assessing import HIGHEST
from mikrovirk.fund.queries.assessing import Checked
from mikrovirk.fund.services.assessing import Given

MET, NOT_MET = "yes", "no"


class ConditionsForm(forms.Form):
    """Each condition of the call: met or not, and why. One can be left for later; a tick without a reason cannot."""

    hide_optional = True

    def __init__(self, *args: Any, checked: list[Checked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checked = checked
        for row in checked:
            answer = "" if row.check is None else MET if row.check.is_met else NOT_MET
            self.fields[f"met-{row.condition.pk}"] = forms.ChoiceField(
                label=row.condition.text,
                choices=[(MET, _("Met")), (NOT_MET, _("Not met"))],
                widget=forms.RadioSelect(attrs={"class": "tiles"}),
                required=False,
                initial=answer,
            )
            self.fields[f"reason-{row.condition.pk}"] = forms.CharField(
                label=_("Why"),
                max_length=500,
                required=False,
                initial=row.check.reason if row.check else "",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def rows(self) -> Iterator[tuple[Condition, Any, Any]]:
        """Each condition with its two fields, for the page."""
        for row in self.checked:
            key = row.condition.pk
            yield row.condition, self[f"met-{key}"], self[f"reason-{key}"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.checked:
            answer, reason = found.get(f"met-{row.condition.pk}"), found.get(f"reason-{row.condition.pk}", "")
            if answer and not reason:
                self.add_error(f"reason-{row.condition.pk}", gettext("Write why: the applicant may read it."))
            if reason and not answer:
                self.add_error(f"met-{row.condition.pk}", gettext("Choose whether it is met."))
        if not self.errors and not any(found.get(f"met-{row.condition.pk}") for row in self.checked):
            raise forms.ValidationError(gettext("Tick at least one condition."))
        return found

    @property
    def answers(self) -> dict[Condition, tuple[bool, str]]:
        """What was ticked, by condition."""
        found = self.cleaned_data
        keys = [(row.condition, f"met-{row.condition.pk}", f"reason-{row.condition.pk}") for row in self.checked]
        return {condition: (found[met] == MET, found[why]) for condition, met, why in keys if found[met]}


class InterestForm(forms.Form):
    """Somebody says that they have an interest in a case."""

    hide_optional = True

    ground = forms.ChoiceField(label=_("What is it?"), choices=Interest.Ground, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("In a few words"),
        max_length=300,
        required=False,
        help_text=_("It stands in the case's log. Nobody outside the fund reads it."),
    )


class LiftForm(forms.Form):
    """Somebody else finds that it is none."""

    because = forms.CharField(label=_("Why they may take part all the same"), max_length=300)


class AssessorsForm(forms.Form):
    """Whom to ask for points."""

    def __init__(self, *args: Any, assessors: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in assessors}
        self.fields["assessors"] = forms.MultipleChoiceField(
            label=_("Who gives points?"),
            choices=[(key, str(user)) for key, user in self.people.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )

    @property
    def chosen(self) -> list[User]:
        return [self.people[key] for key in self.cleaned_data["assessors"]]


class ScoreForm(forms.Form):
    """Points for each criterion, 0 to 5, and why. Kept as it is until it is handed in."""

    hide_optional = True

    def __init__(
        self, *args: Any, criteria: list[Criterion], assignment: Assignment, hand_in: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria, self.hand_in = criteria, hand_in
        there = {score.criterion_id: score for score in assignment.scores.all()}
        for criterion in criteria:
            score = there.get(criterion.pk)
            self.fields[f"points-{criterion.pk}"] = forms.TypedChoiceField(
                label=criterion.name,
                help_text=criterion.help,
                choices=[(points, str(points)) for points in range(HIGHEST + 1)],
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect(attrs={"class": "tiles"}),
                required=hand_in,
                initial=score.points if score else None,
                error_messages={"required": _("Give points from 0 to 5.")},
            )
            self.fields[f"note-{criterion.pk}"] = forms.CharField(
                label=_("Why"), max_length=500, required=False, initial=score.note if score else ""
            )
        self.fields["words"] = forms.CharField(
            label=_("All in all"),
            max_length=2000,
            required=False,
            initial=assignment.note,
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    @property
    def rows(self) -> Iterator[tuple[Criterion, Any, Any]]:
        for criterion in self.criteria:
            yield criterion, self[f"points-{criterion.pk}"], self[f"note-{criterion.pk}"]

    @property
    def given(self) -> dict[Criterion, Given]:
        """What has points, by criterion."""
        found = self.cleaned_data
        return {
            each: Given(found[f"points-{each.pk}"], found[f"note-{each.pk}"])
            for each in self.criteria
            if found.get(f"points-{each.pk}") is not None
        }
