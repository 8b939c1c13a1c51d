"""What is typed in from paper: at which meeting it was said, and one comment after the other."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.common import dates
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.models import Point


class MeetingChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """Meetings with their day, since several have the same title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {dates.day(obj.starts_at)}"


class MeetingForm(forms.Form):
    """At which meeting something was said on paper."""

    hide_optional = True

    meeting = MeetingChoice(
        label=gettext_lazy("From which meeting?"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=gettext_lazy("From no meeting (the letter box, the counter)"),
    )

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]


class PaperCommentForm(forms.Form):
    """A comment from paper: one field, enter, next."""

    hide_optional = True

    point = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Only if it stands on the paper."),
    )
    text = forms.CharField(label=gettext_lazy("What is written"), max_length=2000)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, points: list[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(point.pk), f"{number}. {point.title}") for number, point in enumerate(points, start=1)]
        self.fields["point"].choices = [*choices, ("", _("The whole"))]  # type: ignore[attr-defined]
