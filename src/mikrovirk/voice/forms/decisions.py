"""A decision as it is typed, who sees to it, and what came of it."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.ui.forms import DayInput
from mikrovirk.voice.models import Decision, Input, Theme
from mikrovirk.voice.queries import decisions as queries
from mikrovirk.voice.services.decisions import Words

NOBODY, SOMEBODY_ELSE = "", "other"
Answer = Decision.Answer


class WithOwner(forms.Form):
    """Who sees to it: the group by choice, a member by name."""

    hide_optional = True

    owner = forms.ChoiceField(label=_("Who sees to it"), required=False)
    owner_name = forms.CharField(
        label=_("Another member"),
        max_length=160,
        required=False,
        help_text=_("If it is none of those in the list: name or e-mail."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-content": ""}),
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network
        self.staff = {str(user.pk): user for user in queries.staff_users(network)}
        choices: list[tuple[str, Any]] = [(NOBODY, _("Nobody yet")), *((key, str(u)) for key, u in self.staff.items())]
        field: Any = self.fields["owner"]
        field.choices = [*choices, (SOMEBODY_ELSE, _("Another member"))]

    @staticmethod
    def of_owner(owner: User | None, staff: dict[str, User]) -> dict[str, str]:
        """What stands in the two fields for this owner."""
        if owner is None:
            return {"owner": NOBODY}
        if str(owner.pk) in staff:
            return {"owner": str(owner.pk)}
        return {"owner": SOMEBODY_ELSE, "owner_name": owner.email}

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        chosen, name = found.get("owner", NOBODY), found.get("owner_name", "")
        found["who"] = self.staff.get(chosen)
        if chosen in self.staff and name:
            self.add_error("owner_name", _("Choose somebody in the list, or write a name: not both."))
        elif chosen == SOMEBODY_ELSE or name:
            found["who"] = self.member_called(name)
        return found

    def member_called(self, name: str) -> User | None:
        """The one member with that name; an error beside the field where there is none, or more than one."""
        people = queries.people_called(self.network, name.strip()) if name.strip() else []
        if len(people) == 1:
            return people[0]
        if people:
            named = ", ".join(f"{person} ({person.email})" for person in people)
            words = gettext("More than one is called that: %(people)s. Write the e-mail of the one you mean.")
            self.add_error("owner_name", words % {"people": named})
        elif name.strip():
            self.add_error("owner_name", _("Nobody in the network has that name or e-mail. Is it spelt right?"))
        else:
            self.add_error("owner_name", _("Write who it is."))
        return None


class DecisionForm(WithOwner):
    """What is decided, why, who sees to it and by when, and what it answers."""

    field_order = (
        "title",
        "answer",
        "reason",
        "owner",
        "owner_name",
        "due_date",
        "themes",
        "gives_outcome",
        "meeting",
        "season",
    )

    title = forms.CharField(
        label=_("What we decide"),
        max_length=200,
        help_text=_("So short that everybody understands it: “Two meetings a year in the morning”."),
        widget=forms.TextInput(attrs={"data-content": ""}),
    )
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=Answer.choices,
        initial=Answer.YES,
        widget=forms.RadioSelect(attrs={"class": "tiles"}),
    )
    reason = forms.CharField(
        label=_("Because"),
        max_length=1000,
        help_text=_("Members may come to read this. A no is easier to take with its reason."),
        widget=forms.Textarea(attrs={"rows": 3, "data-content": ""}),
    )
    due_date = forms.DateField(label=_("By when"), required=False, widget=DayInput)
    themes = forms.ModelMultipleChoiceField(
        label=_("Which of the members' themes does it answer?"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    gives_outcome = forms.BooleanField(
        label=_("Give what was said in them this answer"),
        required=False,
        initial=True,
        help_text=_("Those who said it are told what is decided and why, in one mail that waits for approval."),
    )
    meeting = forms.ModelChoiceField(
        label=_("At which meeting do members see it?"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("None in particular"),
    )
    season = forms.ModelChoiceField(
        label=_("Or in which season?"),
        queryset=Season.objects.none(),
        required=False,
        empty_label=_("None in particular"),
    )

    def __init__(self, *args: Any, decision: Decision | None = None, has_voice: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        self._fill("meeting", queries.meetings_to_choose(self.network), meeting_in_words)
        self._fill("season", queries.seasons_to_choose(self.network), str)
        themes = queries.themes_to_answer(self.network, decision)
        self._fill("themes", themes, theme_in_words)
        if not has_voice or not themes.exists():
            del self.fields["themes"], self.fields["gives_outcome"]
        if decision is not None:
            self.initial.update(self.of_owner(decision.owner, self.staff))

    def _fill(self, name: str, rows: Any, words: Any) -> None:
        field: Any = self.fields[name]
        chosen = getattr(self.decision, f"{name}_id", None)
        if chosen and not rows.filter(pk=chosen).exists():
            rows = rows.model.objects.filter(network=self.network, pk=chosen)  # one that is long past stays
        field.queryset, field.label_from_instance = rows, words

    @classmethod
    def of(cls, decision: Decision, *, has_voice: bool = True) -> "DecisionForm":
        """The form as the decision reads now."""
        names = ("title", "answer", "reason", "due_date")
        initial = {name: getattr(decision, name) for name in names}
        initial |= {"meeting": decision.meeting_id, "season": decision.season_id}
        chosen = Input.objects.filter(decision=decision, outcome="", theme__isnull=False)
        initial["themes"] = list(chosen.values_list("theme", flat=True).distinct())
        return cls(initial=initial, network=decision.network, decision=decision, has_voice=has_voice)

    def clean_due_date(self) -> date | None:
        day: date | None = self.cleaned_data["due_date"]
        unchanged = self.decision is not None and self.decision.due_date == day
        if day and day < timezone.localdate() and not unchanged:
            raise forms.ValidationError(_("That day is over. Choose one that is to come."))
        return day

    def words(self) -> Words:
        """What was typed, as the service takes it."""
        typed = self.cleaned_data
        return Words(
            title=typed["title"],
            answer=typed["answer"],
            reason=typed["reason"],
            owner=typed["who"],
            due_date=typed["due_date"],
            meeting=typed["meeting"],
            season=typed["season"],
        )

    def chosen_themes(self) -> list[Theme]:
        return list(self.cleaned_data.get("themes") or [])

    def outcome_is_given(self) -> bool:
        """Whether what was said in the themes has its outcome by this."""
        return bool(self.cleaned_data.get("gives_outcome"))


def meeting_in_words(meeting: Meeting) -> str:
    return f"{dates.day(meeting.starts_at)}: {meeting.title}"


def theme_in_words(theme: Theme) -> str:
    """ "Mødetider (14)"."""
    count = theme.waiting_count  # type: ignore[attr-defined]  # annotated
    return f"{theme.name} ({count})"


class OwnerForm(WithOwner):
    """Somebody else sees to it."""


class DoneForm(forms.Form):
    """What was done."""

    words = forms.CharField(
        label=_("What was done?"),
        max_length=500,
        help_text=_("One or two sentences. Members read them on “You said, we did” if the decision is shown there."),
        widget=forms.Textarea(attrs={"rows": 3, "data-content": ""}),
    )


class WithdrawForm(forms.Form):
    """Why a decision no longer holds."""

    why = forms.CharField(
        label=_("Why does it no longer hold?"),
        max_length=500,
        help_text=_("Members read it as well if the decision is shown to them."),
        widget=forms.Textarea(attrs={"rows": 3, "data-content": ""}),
    )


class HandBackForm(forms.Form):
    """Why the owner cannot see to it after all."""

    why = forms.CharField(
        label=_("What is in the way?"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"data-content": ""}),
    )
