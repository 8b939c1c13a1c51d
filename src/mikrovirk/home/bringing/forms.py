"""The file that is brought, and which of its columns is what."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mikrovirk.common.dates import day
from mikrovirk.directory.domain.member_lists import MAX_BYTES, MemberList, ProblemCode, problem_text
from mikrovirk.directory.domain.tables import HeadedTable, TableRow
from mikrovirk.home.bringing.subjects import PARTICIPANTS, Subject
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting

COLUMN = "column_{}"
SHOWN = 200  # rows in which examples of a member list's values are looked for
MEMBER_WORDS = {
    "name": gettext_lazy("Name"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "email": gettext_lazy("E-mail"),
    "mobile": gettext_lazy("Mobile phone"),
    "phone": gettext_lazy("Phone"),
    "job_title": gettext_lazy("Role in the business"),
    "business": gettext_lazy("Business"),
    "cvr": gettext_lazy("CVR number"),
    "address": gettext_lazy("Address"),
    "postcode": gettext_lazy("Postcode"),
    "town": gettext_lazy("Town"),
    "industry": gettext_lazy("Industry"),
    "website": gettext_lazy("Website"),
    "about": gettext_lazy("What we do"),
    "offers": gettext_lazy("What I offer"),
    "seeks": gettext_lazy("What I seek"),
    "joined": gettext_lazy("Member since"),
    "left": gettext_lazy("The day they left: such rows are not taken in"),
    "note": gettext_lazy("Note"),
    "not_kept": gettext_lazy("Not kept at all"),
}


def theirs(text: str) -> str:
    """What stands in the file, marked as such: in whatever language it is written there."""
    return format_html("<span data-content>{}</span>", text) if text else ""


class FileForm(forms.Form):
    """The file itself. Its contents are judged by reading them, whatever its name ends with."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("At most 10 MB. You can also drag it here."),
        error_messages={
            "required": gettext_lazy("Choose the file."),
            "empty": gettext_lazy("The file is empty. Check that it is the right file and that it has been saved."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv,.ics"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(problem_text(ProblemCode.TOO_LARGE, get_language() or "da"))
        return file


class ColumnsForm(forms.Form):
    """What each column is; a field for every heading, by its position."""

    hide_optional = True

    def __init__(
        self, *arguments: Any, table: HeadedTable, words: Mapping[str, Any], needs: Any, empty: str = "", **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.table, self.words, self.needs = table, words, needs
        choices = [("", empty or _("Left out")), *words.items()]
        for at, heading in enumerate(table.headings):
            samples = theirs(" · ".join(sample[:60] for sample in table.samples(at)))
            self.fields[COLUMN.format(at)] = forms.ChoiceField(
                label=theirs(heading) or _("Column %(number)s") % {"number": at + 1},
                choices=choices,
                required=False,
                help_text=format_html("{} {}", _("For example:"), samples) if samples else _("Empty"),
            )

    @staticmethod
    def beginning(columns: Mapping[str, int]) -> dict[str, str]:
        """What is chosen to begin with."""
        return {COLUMN.format(at): field for field, at in columns.items()}

    def said(self) -> dict[int, str]:
        """What each column is said to be, by its position; those that are left out not at all."""
        said = {at: self.cleaned_data.get(COLUMN.format(at)) for at in range(len(self.table.headings))}
        return {at: field for at, field in said.items() if field}

    def chosen(self) -> dict[str, int]:
        """Where each field stands: one column for each, `clean` sees to that."""
        return {field: at for at, field in self.said().items()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for at, field in self.said().items():
            if field in seen and field != "not_kept":
                self.add_error(COLUMN.format(at), _("Another column is that already. Choose one of them."))
            seen.add(field)
        for group in self.needs:
            if not seen & set(group):
                names = " · ".join(str(self.words[field]) for field in group)
                self.add_error(None, _("One of the columns must be: %(names)s.") % {"names": names})
        return cleaned


def told_columns(member_list: MemberList) -> Iterator[tuple[str, str]]:
    """What is known of the columns; of two that say the same only the first."""
    seen = set()
    for column in member_list.columns:
        if column.field == "not_kept" or column.field not in seen:
            yield COLUMN.format(column.position), column.field
        seen.add(column.field)


class MemberColumnsForm(ColumnsForm):
    """The columns of a member list: what is left out goes into the note about the member."""

    def __init__(self, *arguments: Any, member_list: MemberList, **more: Any) -> None:
        headings = tuple(column.heading for column in member_list.columns)
        table = HeadedTable(headings, tuple(TableRow(row.number, row.cells) for row in member_list.rows[:SHOWN]))
        needs = [("email",), ("name", "first_name", "last_name")]
        super().__init__(*arguments, table=table, words=MEMBER_WORDS, needs=needs, empty=_("Into the note"), **more)
        self.initial = dict(told_columns(member_list))


class ParticipantColumnsForm(ColumnsForm):
    """Beside the columns: what a list of participants does not say."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=gettext_lazy("Which meeting is the list about?"),
        required=False,
        empty_label=gettext_lazy("The list says so itself"),
    )
    silent = forms.ChoiceField(
        label=gettext_lazy("Of those the list says nothing about"),
        choices=[("came", gettext_lazy("they came")), ("signed_up", gettext_lazy("they had only signed up"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *arguments: Any, network: Network, **more: Any) -> None:
        super().__init__(*arguments, **more)
        meetings = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=timezone.now())
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings.order_by("-starts_at")
        field.label_from_instance = dated  # type: ignore[assignment,method-assign]
        self.order_fields(["meeting", "silent"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("meeting") and not {"day", "meeting"} & set(self.chosen()):
            self.add_error("meeting", _("No column says which meeting it is. Choose the meeting here, or the column."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        meeting = self.cleaned_data["meeting"]
        return {"meeting": meeting.pk if meeting else None, "silent": self.cleaned_data["silent"]}


def dated(meeting: Meeting) -> str:
    return f"{day(timezone.localdate(meeting.starts_at))}: {meeting.title}"


def columns_form(
    subject: Subject, table: HeadedTable, network: Network, *, columns: Mapping[str, int], answers: Any, posted: Any
) -> ColumnsForm:
    """The form of a subject, with what is known."""
    initial = ColumnsForm.beginning(columns) | {"silent": "came"} | dict(answers)
    if subject is PARTICIPANTS:
        return ParticipantColumnsForm(
            posted, initial=initial, table=table, words=subject.words, needs=subject.needs, network=network
        )
    return ColumnsForm(posted, initial=initial, table=table, words=subject.words, needs=subject.needs)
