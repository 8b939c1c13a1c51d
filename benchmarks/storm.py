"""The rows of a storm of sign-ups: a meeting with few places left, and what has become of it afterwards.

`MIKROVIRK_DATA=… python -m benchmarks.storm prepare MEETING PLACES` leaves so many places at a meeting;
`python -m benchmarks.storm outcome MEETING` says who of `benchmarks.crowd` has a place, who waits, and what their mails say.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.crowd import OWN, Visitor


@dataclass(frozen=True)
class Outcome:
    """What is stored: addresses in the order of the list, and by address what the mail says (0: a place, else the number)."""

    limit: int
    places_taken: int
    coming: list[str]
    waiting: list[str]
    mails: list[tuple[str, int]]

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Outcome":
        """As `python -m benchmarks.storm outcome` prints it."""
        return cls(**{**told, "mails": [(email, number) for email, number in told["mails"]]})


def prepare(meeting_pk: int, places: int) -> dict[str, Any]:
    from mikrovirk.programme.models import Meeting

    meeting = Meeting.objects.select_related("network").get(pk=meeting_pk)
    meeting.capacity = meeting.places_taken + places
    meeting.save(update_fields=["capacity"])
    return {"path": f"/networks/{meeting.network.slug}/meetings/{meeting.pk}/sign-up/"}


def outcome(meeting_pk: int) -> Outcome:
    from mikrovirk.mailing.models import Message
    from mikrovirk.programme import mails_attend
    from mikrovirk.programme.models import Meeting, SignUp
    from mikrovirk.programme.services.seating import seating_of

    meeting = Meeting.objects.select_related("venue").get(pk=meeting_pk)
    addresses = dict(
        SignUp.objects.filter(meeting=meeting, person__user__email__endswith=OWN).values_list(
            "pk", "person__user__email"
        )
    )
    coming = SignUp.objects.filter(pk__in=addresses, state=SignUp.State.COMING).order_by("made_at", "pk")
    seating, members = seating_of(meeting)
    messages = Message.objects.filter(user__email__in=addresses.values()).select_related("mailing", "user")
    numbers = {mails_attend.RECEIPT.key: lambda words: 0, mails_attend.WAITING.key: lambda words: int(words["number"])}
    return Outcome(
        limit=meeting.capacity or 0,
        places_taken=meeting.places_taken,
        coming=[addresses[pk] for pk in coming.values_list("pk", flat=True)],
        waiting=[addresses[pk] for line in seating.waiting for pk in members[line.sign_up_id]],
        mails=[(each.user.email, numbers[each.kind](each.mailing.context | each.context)) for each in messages],
    )


def faults(visitors: Sequence[Visitor], found: Outcome, *, places: int) -> list[str]:
    """What went wrong in a storm, in words: errors, places given twice or left over, a list that is not as people were told."""
    wrong = [f"{each.email}: {each.error}" for each in visitors if each.error]
    told = {each.email: each.place for each in visitors}
    if len(found.coming) != min(places, len(visitors)):
        wrong.append(f"{len(found.coming)} have got one of {places} places")
    if found.places_taken > found.limit:
        wrong.append(f"{found.places_taken} of {found.limit} places are taken")
    if sorted([*found.coming, *found.waiting]) != sorted(told):
        wrong.append("not everybody has a place or waits, each once")
    stands = dict.fromkeys(found.coming, 0) | {email: number for number, email in enumerate(found.waiting, 1)}
    others = [email for email in told if told[email] != stands.get(email)]
    if others:
        wrong.append(f"{len(others)} people stand elsewhere than they were told, such as {others[0]}")
    if sorted(found.mails) != sorted(stands.items()):
        wrong.append("the mails do not say, once to each, where people stand")
    return wrong + out_of_order(visitors, found)


def out_of_order(visitors: Sequence[Visitor], found: Outcome) -> list[str]:
    """Whoever had their answer before another one came stands in front of them."""
    by_email = {each.email: each for each in visitors}
    line = [by_email[email] for email in found.waiting if email in by_email]
    served = [by_email[email] for email in found.coming if email in by_email]
    earliest, wrong = float("inf"), []
    for each in reversed(line):
        if each.began > earliest:
            wrong.append(f"{each.email} stands in front of somebody who was done before they came")
        earliest = min(earliest, each.done)
    if any(each.began > earliest for each in served):
        wrong.append("somebody has a place who came after one who waits was done")
    return wrong


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
    import django

    django.setup()
    word, meeting, *more = sys.argv[1:]
    print(json.dumps(prepare(int(meeting), int(more[0])) if word == "prepare" else asdict(outcome(int(meeting)))))


if __name__ == "__main__":
    main()
