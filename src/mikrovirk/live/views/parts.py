"""The regions that every evening has: where it is, its turns, questions, and polls."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from mikrovirk.live import scenes
from mikrovirk.live.models import Evening, Question
from mikrovirk.live.queries import drafts, room, turns
from mikrovirk.live.regions import Audience, Payload, region


def ms(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1000)


@region("run", pace=0)
def run_part(evening: Evening, audience: Audience) -> Payload:
    """The state the scripts count from; times in milliseconds since 1970."""
    run = turns.run_of(evening)
    held = {} if audience is Audience.PHONE else {"holds": [str(key) for key in turns.presses_of(evening)]}
    return {
        **held,  # the presses it is made of: the host's page knows by them which of its own are still on their way
        "turns": [
            {"key": turn.key, "kind": turn.kind, "title": turn.title, "who": turn.who, "seconds": turn.seconds}
            for turn in run.turns
        ],
        "skipped": sorted(run.skipped),
        "nowOn": run.now_on,
        "since": ms(run.since),
        "spent": run.spent,
        "startedAt": ms(run.started_at),
        "endedAt": ms(run.ended_at),
        "startsAt": ms(evening.meeting.starts_at),
        "endsAt": ms(evening.meeting.ends_at),
    }


@region("turns", pace=0)
def turns_part(evening: Evening, audience: Audience) -> Payload:
    return {"html": scenes.rendered(evening, audience)}


@region("questions", Audience.PHONE, Audience.HOST)
def questions_part(evening: Evening, audience: Audience) -> Payload:
    return part("questions", evening, audience, questions=room.questions_of(evening))


@region("poll", Audience.PHONE, Audience.HOST)
def poll_part(evening: Evening, audience: Audience) -> Payload:
    return part("poll", evening, audience, poll=room.poll_of(evening))


@region("showing", Audience.SCREEN, Audience.HOST, pace=0)
def showing_part(evening: Evening, audience: Audience) -> Payload:
    """What the screen shows instead of what is on; `what` is empty where it shows that."""
    evening.refresh_from_db(fields=["showing"])
    showing = evening.showing
    facts: dict[str, Any] = {"showing": showing}
    if showing.get("what") == "question":
        facts["question"] = Question.objects.filter(evening=evening, pk=showing.get("pk")).first()
    elif showing.get("what") == "poll":
        facts["poll"] = room.poll_of(evening)
    elif showing.get("what") == "draft":
        facts["draft"] = drafts.shown_of(evening, now=timezone.now(), counted=True)
    return {**part("showing", evening, audience, **facts), "what": showing.get("what", "")}


@region("people", Audience.HOST)
def people_part(evening: Evening, audience: Audience) -> Payload:
    """How many are in the room with a phone, and how many have come."""
    return part("people", evening, audience, phone_count=evening.phones.count(), came_count=came_count(evening))


def came_count(evening: Evening) -> int:
    return evening.meeting.sign_ups.filter(checked_in_at__isnull=False).count()


def part(name: str, evening: Evening, audience: Audience, **facts: Any) -> Payload:
    """The HTML of a region from its template live/parts/<audience>_<name>.html."""
    context = {"evening": evening, "meeting": evening.meeting, "site_address": site_address(), **facts}
    return {"html": render_to_string(f"live/parts/{audience}_{name}.html", context)}


def site_address() -> str:
    """The site's address as one types it."""
    return settings.SITE_URL.partition("://")[2]
