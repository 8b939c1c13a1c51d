"""The rows of a measured evening: a meeting that starts now, open, with a full room.

`MIKROVIRK_DATA=… python -m benchmarks.evening PHONES` fills the empty installation there on top of the usual rows;
`python -m benchmarks.evening stored CODE` says how often each input is stored.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from benchmarks.world import SLUG, fill

AGENDA = (
    ("welcome", "Velkomst", 10),
    ("talk", "Fagligt oplæg", 40),
    ("introductions", "3 × 3 minutter", 15),
    ("questions", "Spørgsmål", 15),
    ("networking", "Netværke frit", 60),
)


@dataclass(frozen=True)
class Room:
    """What is needed to run it from outside."""

    code: str
    session: str  # cookie of the host
    keys: list[str]  # of its turns
    cookies: list[str]  # of the phones


def open_room(phones: int) -> Room:
    from django.utils import timezone

    from mikrovirk.accounts import links
    from mikrovirk.live.models import Phone
    from mikrovirk.live.services.room import open_evening
    from mikrovirk.networks.models import Network
    from mikrovirk.programme.models import AgendaItem, Meeting

    now = timezone.now()
    subject = fill(now)
    meeting = Meeting.objects.create(
        network=Network.objects.get(slug=SLUG),
        title="Salg uden at sælge",
        starts_at=now,
        ends_at=now + timedelta(minutes=140),
        state=Meeting.State.PUBLISHED,
    )
    for position, (kind, title, minutes) in enumerate(AGENDA, 1):
        slots = {"slots": 3, "minutes_each": 5} if kind == "introductions" else {}
        AgendaItem.objects.create(meeting=meeting, position=position, kind=kind, title=title, minutes=minutes, **slots)
    evening = open_evening(meeting, at=now)
    made = Phone.objects.bulk_create(Phone(evening=evening, name=f"Gæst {number}") for number in range(phones))
    cookies = [links.sign("room", str(phone.key), evening.code) for phone in made]
    return Room(evening.code, subject.session, [turn["key"] for turn in evening.programme], cookies)


def stored(code: str) -> dict[str, Any]:
    from mikrovirk.live.models import Question

    rows = Question.objects.filter(evening__code=code).values_list("phone", flat=True)
    return {"inputs": len(rows), "phones": len(set(rows))}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
    from mikrovirk.config.commands import installation

    installation.start()
    if sys.argv[1] == "stored":
        print(json.dumps(stored(sys.argv[2])))
        return
    installation.bring_up_to_date()
    from django.db import transaction

    with transaction.atomic():
        room = open_room(int(sys.argv[1]))
    print(json.dumps(asdict(room)))


if __name__ == "__main__":
    main()
