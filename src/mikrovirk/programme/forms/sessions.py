"""Sessions, as an organiser types them."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.directory.domain.emails import normalised_email
from mikrovirk.programme.models import Meeting, Room, Session, SessionSpeaker, Track
from mikrovirk.programme.services.sessions import Named
from mikrovirk.ui.forms import ClockInput, DayInput

SPEAKERS_AT_MOST = 12
NAME_LENGTH = 160
NOTHING = gettext_lazy("Not decided yet")


class SpeakersField(forms.CharField):
    """Who speaks: a line for each, "name, from where, e-mail"; only the name is needed."""

    def clean(self, value: Any) -> list[Named]:
        """Give the speakers; an address leads to the account of whoever has one. Raise ValidationError."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > SPEAKERS_AT_MOST:
            raise ValidationError(_("At most %(count)s can be named.") % {"count": SPEAKERS_AT_MOST})
        return [self.named(line) for line in lines]

    def named(self, line: str) -> Named:
        parts = [part.strip() for part in line.split(",") if part.strip()]
        address = normalised_email(parts[-1]) if "@" in parts[-1] else None
        if "@" in parts[-1] and address is None:
            raise ValidationError(_("“%(text)s” is no e-mail address.") % {"text": parts[-1]})
        words = parts[:-1] if address else parts
        if not words or max(len(word) for word in words) > NAME_LENGTH:
            raise ValidationError(_("Write each speaker as a name, and behind a comma where they come from."))
        user = User.objects.filter(email=address, is_active=True).first() if address else None
        return Named(words[0], ", ".join(words[1:])[:NAME_LENGTH], user)


class SessionForm(forms.Form):
    """One session."""

    hide_optional = True

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=Session.Kind.choices,
        help_text=gettext_lazy("What is for everybody goes across all tracks, and nobody has to choose it."),
    )
    day = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    starts = forms.TimeField(label=gettext_lazy("Starts at"), widget=ClockInput)
    ends = forms.TimeField(label=gettext_lazy("Ends at"), widget=ClockInput)
    track = forms.ModelChoiceField(
        label=gettext_lazy("Track"), queryset=Track.objects.none(), required=False, empty_label=gettext_lazy("None")
    )
    room = forms.ModelChoiceField(
        label=gettext_lazy("Room"), queryset=Room.objects.none(), required=False, empty_label=NOTHING
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        min_value=1,
        max_value=100_000,
        required=False,
        help_text=gettext_lazy("Empty: as many as the room has."),
    )
    table_count = forms.IntegerField(
        label=gettext_lazy("Tables"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=gettext_lazy("Only for table discussions: people are dealt out evenly, those of one business apart."),
    )
    speakers = SpeakersField(
        label=gettext_lazy("Speakers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One line for each: name, from where. With the e-mail address behind another comma somebody who has an "
            "account here is known again in other sessions."
        ),
    )
    summary = forms.CharField(
        label=gettext_lazy("What it is about"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["track"].queryset = Track.objects.filter(meeting=meeting)  # type: ignore[attr-defined]
        self.fields["room"].queryset = Room.objects.filter(meeting=meeting)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, session: Session) -> "SessionForm":
        """The form of a session there is."""
        start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
        initial = {name: getattr(session, name) for name in ("title", "kind", "capacity", "summary")}
        initial |= {"day": start.date(), "starts": start.time(), "ends": end.time()}
        initial |= {"track": session.track_id, "room": session.room_id, "table_count": session.table_count or None}
        speakers = session.speakers.select_related("user")
        return cls(
            meeting=session.meeting, initial={**initial, "speakers": "\n".join(line_of(each) for each in speakers)}
        )

    @classmethod
    def after(cls, meeting: Meeting, last: Session | None, *, track: int | None = None) -> "SessionForm":
        """The form of a new session, which follows on the last one and is as long."""
        start = timezone.localtime(last.ends_at if last else meeting.starts_at)
        length = last.ends_at - last.starts_at if last else meeting.ends_at - meeting.starts_at
        end = start + length if (start + length).date() == start.date() else start
        return cls(
            meeting=meeting,
            initial={
                "kind": Session.Kind.TALK,
                "day": start.date(),
                "starts": start.time(),
                "ends": end.time(),
                "track": track,
            },
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if day and starts and moment(day, starts) < self.meeting.starts_at:
            self.add_error("starts", _("The meeting begins %(when)s.") % {"when": dates.moment(self.meeting.starts_at)})
        if starts and ends and ends <= starts:
            self.add_error("ends", _("It has to end after it begins."))
        return cleaned

    def details(self) -> dict[str, Any]:
        """What was typed, as services take it."""
        cleaned = self.cleaned_data
        details = {
            name: cleaned[name] for name in ("title", "kind", "track", "room", "capacity", "summary", "speakers")
        }
        return details | {
            "starts_at": moment(cleaned["day"], cleaned["starts"]),
            "ends_at": moment(cleaned["day"], cleaned["ends"]),
            "table_count": cleaned["table_count"] or 0,
        }


def line_of(speaker: SessionSpeaker) -> str:
    email = speaker.user.email if speaker.user else ""
    return ", ".join(part for part in (speaker.name, speaker.speaker_from, email) if part)


def moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, timezone.get_default_timezone())


class MoveForm(forms.Form):
    """Another hour for a session; it stays as long as it is."""

    hide_optional = True

    day = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    hour = forms.TimeField(label=gettext_lazy("Starts at"), widget=ClockInput)
    with_following = forms.BooleanField(
        label=gettext_lazy("Move what comes after it in the same track as far"), required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    @classmethod
    def of(cls, session: Session) -> "MoveForm":
        start = timezone.localtime(session.starts_at)
        return cls(meeting=session.meeting, initial={"day": start.date(), "hour": start.time()})

    def starts_at(self) -> datetime:
        return moment(self.cleaned_data["day"], self.cleaned_data["hour"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("hour") and self.starts_at() < self.meeting.starts_at:
            self.add_error("hour", _("The meeting begins %(when)s.") % {"when": dates.moment(self.meeting.starts_at)})
        return cleaned
