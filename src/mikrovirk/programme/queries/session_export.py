"""Reads: what sessions hold about one person, for them to take along."""

from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import MeetingHelper, SessionSignUp, SessionSpeaker


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """The sessions a person has chosen or speaks in, and the meetings whose sessions they lay, as plain values."""
    chosen = SessionSignUp.objects.filter(sign_up__person__user=user).order_by("made_at", "pk")
    spoken = SessionSpeaker.objects.filter(user=user).order_by("session__starts_at", "pk")
    helped = MeetingHelper.objects.filter(user=user).order_by("since", "pk")
    return {
        "sessions": [
            {
                "session": title,
                "meeting": meeting,
                "state": state,
                "chosen_at": made_at.isoformat(),
                "came_at": came_at.isoformat() if came_at else None,
            }
            for title, meeting, state, made_at, came_at in chosen.values_list(
                "session__title", "session__meeting__title", "state", "made_at", "came_at"
            )
        ],
        "speaks_in": [
            {"session": title, "meeting": meeting, "name": name, "from": speaker_from}
            for title, meeting, name, speaker_from in spoken.values_list(
                "session__title", "session__meeting__title", "name", "speaker_from"
            )
        ],
        "helps_at": [
            {"meeting": meeting, "since": since.isoformat()}
            for meeting, since in helped.values_list("meeting__title", "since")
        ],
    }
