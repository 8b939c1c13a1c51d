"""What members say elsewhere lands in the one stream: words after a meeting."""

from datetime import datetime, timedelta

from mikrovirk.voice.models import Source
from mikrovirk.voice.queries.gathering import words_to_gather
from mikrovirk.voice.services.stream import About, receive

AT_ONCE = 500
LATELY = timedelta(days=45)


def gather_feedback(*, at: datetime) -> int:
    """Receive the words written after meetings lately, and those that were changed since; return how many there were.

    A network that begins to gather does not begin with years of words that nobody has answered.
    """
    count = 0
    for row in words_to_gather(since=at - LATELY)[:AT_ONCE]:
        person = row.sign_up.person
        receive(
            row.meeting.network,
            source=Source.FEEDBACK,
            text=row.text,
            rating=row.rating,
            at=row.at,
            source_key=f"feedback:{row.pk}",
            person=person,
            author_name="" if person else row.sign_up.name,
            about=About(meeting=row.meeting),
        )
        count += 1
    return count
