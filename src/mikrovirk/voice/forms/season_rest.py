"""What is said of each meeting before the rest of a season is planned anew."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.common import dates
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.queries.season_rest import Change

CHOICES = [
    (Change.DATE_STAYS.value, _("The date stays")),
    (Change.MAY_MOVE.value, _("May move if it must")),
    (Change.FIXED.value, _("Everything stays as it is")),
    (Change.NOT_THAT_DATE.value, _("It cannot be on that date")),
    (Change.NOT_THAT_SPEAKER.value, _("The speaker cannot")),
    (Change.NOT_THAT_VENUE.value, _("The venue cannot be had")),
]


class ChangesForm(forms.Form):
    """One choice for each meeting; the date of a published one stays unless it is said otherwise."""

    hide_optional = True

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = meetings
        for meeting in meetings:
            published = meeting.state == Meeting.State.PUBLISHED
            self.fields[self.name_of(meeting)] = forms.ChoiceField(
                label=f"{dates.day(meeting.starts_at)}: {meeting.title}",
                choices=CHOICES,
                initial=Change.DATE_STAYS.value if published else Change.MAY_MOVE.value,
            )

    def name_of(self, meeting: Meeting) -> str:
        return f"meeting-{meeting.pk}"

    def changes(self) -> dict[int, Change]:
        """By meeting."""
        return {meeting.pk: Change(self.cleaned_data[self.name_of(meeting)]) for meeting in self.meetings}
