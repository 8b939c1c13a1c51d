"""Whatever anybody says lands in the one stream by this function, with where it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from mikrovirk.common.cpr import masked
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Topic
from mikrovirk.voice.models import Input, InputRound, Point, RoundQuestion, Source


@dataclass(frozen=True, slots=True)
class About:
    """What an input is about, as far as it is known."""

    round: InputRound | None = None
    question: RoundQuestion | None = None
    meeting: Meeting | None = None
    topic: Topic | None = None
    point: Point | None = None


@transaction.atomic
def receive(
    network: Network,
    *,
    source: Source,
    text: str,
    at: datetime,
    source_key: str = "",
    person: Person | None = None,
    author_name: str = "",
    about: About = About(),
    rating: int | None = None,
    is_unsure: bool = False,
    flags: Iterable[str] = (),
    support_count: int = 0,
) -> Input:
    """Put one input into the stream. With a `source_key` the same thing lands once: what is known of it is renewed.

    Without `person` and `author_name` it is anonymous: only the day is kept, and it gets a receipt. CPR numbers are masked.
    """
    is_anonymous = person is None and not author_name
    facts = {
        "source": source,
        "text": masked(text),
        "rating": rating,
        "round": about.round,
        "question": about.question,
        "meeting": about.meeting,
        "topic": about.topic,
        "point": about.point,
        "is_unsure": is_unsure,
        "flags": sorted(flags),
        "support_count": support_count,
    }
    new = {
        "person": person,
        "author_name": author_name,
        "at": day_only(at) if is_anonymous else at,
        "receipt": token_urlsafe(16) if is_anonymous else "",
    }
    if not source_key:
        return Input.objects.create(network=network, **facts, **new)
    row, _is_new = Input.objects.update_or_create(
        network=network, source_key=source_key, defaults=facts, create_defaults=facts | new
    )
    return row


def day_only(at: datetime) -> datetime:
    """Noon of that day: when exactly an anonymous answer came could tell whose it is."""
    return timezone.make_aware(datetime.combine(timezone.localtime(at).date(), time(12)))
