"""Questions and wishes from the hall land among what members say, once the evening is over."""

from datetime import datetime, timedelta

from django.db.models import Q

from mikrovirk.directory.models import Person
from mikrovirk.live.models import Evening, Question
from mikrovirk.live.queries.hall import questions_to_tell
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.models import Input, Source
from mikrovirk.voice.services.stream import About, receive

LOOKED_AT_FOR = timedelta(days=7)  # a question may still be hidden, or wanted by one more


def gather_questions(*, now: datetime) -> int:
    """Receive what was raised in evenings that are over, if it may be told outside the room; return how many were."""
    over = Q(ended_at__lte=now) | Q(meeting__ends_at__lte=now)
    lately = Evening.objects.filter(over, meeting__ends_at__gt=now - LOOKED_AT_FOR, questions__isnull=False).distinct()
    evenings = [e for e in lately.select_related("meeting__network") if has_part(e.meeting.network, "voice")]
    return sum(gather_from(evening) for evening in evenings)


def gather_from(evening: Evening) -> int:
    """What has not landed, or is wanted by more since. What its author erased stays gone."""
    rows = {f"question:{row.pk}": row for row in questions_to_tell(evening)}
    landed = Input.objects.filter(network=evening.meeting.network_id, source_key__in=list(rows))
    known = {
        key: (count, erased) for key, count, erased in landed.values_list("source_key", "support_count", "erased_at")
    }
    count = 0
    for key, row in rows.items():
        support_count, erased_at = known.get(key, (None, None))
        if erased_at is None and support_count != row.wanted:  # type: ignore[attr-defined]  # annotated
            receive_question(evening, row, key=key)
            count += 1
    return count


def receive_question(evening: Evening, row: Question, *, key: str) -> Input:
    """The question in the stream: under a name only if whoever raised it said theirs."""
    person = person_of(row) if row.name else None
    return receive(
        evening.meeting.network,
        source=Source.HALL,
        text=row.text,
        at=row.at,
        source_key=key,
        person=person,
        author_name="" if person else row.name,
        about=About(meeting=evening.meeting),
        support_count=row.wanted,  # type: ignore[attr-defined]  # annotated
    )


def person_of(row: Question) -> Person | None:
    return row.phone.sign_up.person if row.phone and row.phone.sign_up else None
