"""Writes: what stands on the screen instead of what is on."""

from typing import Any

from mikrovirk.live.changes import touch
from mikrovirk.live.models import Evening, Question


def show(evening: Evening, what: dict[str, Any]) -> None:
    """Put something on the screen ({"what", …}), or nothing ({}): then it follows the evening.

    A question that stood there until now is open again.
    """
    evening.showing = what
    evening.save(update_fields=["showing"])
    stood_there = evening.questions.filter(state=Question.State.ON_SCREEN)
    if what.get("what") == "question":
        stood_there = stood_there.exclude(pk=what["pk"])
    is_changed = stood_there.update(state=Question.State.OPEN) > 0
    touch(evening, "showing", *(["questions"] if is_changed else []))


def clear(evening: Evening) -> None:
    """What the host had put there gives way to what is on; a question that stood there has been answered."""
    if evening.showing:
        evening.questions.filter(state=Question.State.ON_SCREEN).update(state=Question.State.ANSWERED)
        show(evening, {})
        touch(evening, "questions")
