"""What is said about a draft: one tap for a point, comments from phones, the hall and paper, and what is answered."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.models import Comment, Consultation, Input, PaperCount, Point, PointSupport, Source
from mikrovirk.voice.queries.consultation_versions import newest_version
from mikrovirk.voice.services import outcomes
from mikrovirk.voice.services.consultations import IsAdopted
from mikrovirk.voice.services.outcome_words import cut
from mikrovirk.voice.services.outcomes import Given
from mikrovirk.voice.services.stream import About, receive

LONGEST = 2000  # letters of a comment
State = Consultation.State


class IsClosed(Exception):
    """The draft takes no comments: it has not been shown yet, or its last day has passed."""


@dataclass(frozen=True)
class Author:
    """Who says it. Neither a person nor a name: anonymous. `is_named`: wishes to be named to the other members."""

    person: Person | None = None
    name: str = ""
    is_named: bool = False


@dataclass(frozen=True)
class Place:
    """Where it was said. `key`: what was sent twice lands once."""

    source: Source = Source.CONSULTATION
    meeting: Meeting | None = None
    key: str = ""


ANONYMOUS, ONLINE = Author(), Place()


def takes_comments(consultation: Consultation, at: datetime) -> bool:
    """Whether what was said at that moment still counts."""
    return consultation.state == State.OPEN and (consultation.closes_at is None or at <= consultation.closes_at)


def must_take_comments(consultation: Consultation, at: datetime) -> None:
    if not takes_comments(consultation, at):
        raise IsClosed


# --- one tap ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_stance(
    point: Point,
    stance: str,
    *,
    at: datetime,
    person: Person | None = None,
    phone: uuid.UUID | None = None,
    meeting: Meeting | None = None,
) -> None:
    """Keep what somebody thinks of a point; "" takes it back. Of two taps the later counts, in whatever order they come.

    Raise IsClosed. A phone in the hall is given only where nobody is known to hold it.
    """
    must_take_comments(point.consultation, at)
    whose = {"person": person} if person else {"phone": phone}
    row = PointSupport.objects.select_for_update().filter(point=point, **whose).first()
    if row is not None and row.at > at:
        return
    if not stance:
        PointSupport.objects.filter(point=point, **whose).delete()
        return
    PointSupport.objects.update_or_create(
        point=point, **whose, defaults={"stance": stance, "meeting": meeting, "at": at}
    )


@transaction.atomic
def count_paper(
    point: Point, *, meeting: Meeting | None, in_favour: int, against: int, by: User | None, at: datetime
) -> None:
    """Keep what was counted on paper for a point; counted again it replaces the first count. Raise IsAdopted."""
    if point.consultation.state == State.ADOPTED:
        raise IsAdopted
    if not in_favour and not against:
        PaperCount.objects.filter(point=point, meeting=meeting).delete()
        return
    PaperCount.objects.update_or_create(
        point=point,
        meeting=meeting,
        defaults={"for_count": in_favour, "against_count": against, "entered_by": by, "entered_at": at},
    )


# --- comments --------------------------------------------------------------------------------------------------------


@transaction.atomic
def comment(
    consultation: Consultation,
    point: Point | None,
    text: str,
    *,
    at: datetime,
    author: Author = ANONYMOUS,
    place: Place = ONLINE,
) -> Input:
    """Put a comment on a point, or on the whole, into the stream.

    What a person had written about the same version is renewed while nothing came of it yet; else a new comment is kept
    beside it. Raise IsClosed; what is typed in from paper is taken until the draft is adopted (IsAdopted).
    """
    if place.source == Source.PAPER:
        if consultation.state == State.ADOPTED:
            raise IsAdopted
    else:
        must_take_comments(consultation, at)
    version = number_of_version(consultation)
    said = receive(
        consultation.network,
        source=place.source,
        text=text[:LONGEST],
        at=at,
        source_key=place.key or key_for(consultation, point, author, version),
        person=author.person,
        author_name=author.name,
        about=About(
            round=consultation.round,
            meeting=place.meeting,
            topic=point.topic if point else None,
            point=point,
        ),
    )
    Comment.objects.update_or_create(
        input=said,
        defaults={"is_named": author.is_named},
        create_defaults={"consultation": consultation, "version": version, "is_named": author.is_named},
    )
    return said


def number_of_version(consultation: Consultation) -> int:
    """The version that members have in front of them."""
    shown = newest_version(consultation)
    return shown.number if shown else 0


def key_for(consultation: Consultation, point: Point | None, author: Author, version: int) -> str:
    """The key of the comment that this one renews, or a new one."""
    if author.person is None:
        return ""
    own = own_comment(consultation, point, author.person, version)
    return own.source_key if own else f"consultation:{uuid.uuid4().hex}"


def own_comment(consultation: Consultation, point: Point | None, person: Person, version: int) -> Input | None:
    """What the person wrote on this page about this version, as long as it can be changed."""
    rows = Input.objects.filter(
        comment__consultation=consultation, comment__version=version, point=point, person=person
    )
    return (
        rows.filter(source=Source.CONSULTATION, outcome="", erased_at=None, theme=None).exclude(source_key="").first()
    )


@transaction.atomic
def take_back(said: Input) -> None:
    """The author wants it gone; what somebody has sorted or answered meanwhile stays (see `own_comment`)."""
    row = Input.objects.select_for_update().get(pk=said.pk)
    if not row.outcome and row.theme_id is None:
        row.delete()


def hide(remark: Comment, *, at: datetime | None) -> None:
    """Show a comment to the other members no more (None: again); it is dealt with like any other."""
    remark.hidden_at = at
    remark.save(update_fields=["hidden_at"])


# --- answers ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def answer(about: Point | Consultation, text: str, *, by: User | None, at: datetime, outcome: str = "") -> int:
    """Say at a point, or of the whole, what is said to the comments; everybody sees it there. Empty: not answered.

    With an `outcome` the comments that have none get it, with the answer as the words to their authors; return how many.
    Raise IsClosed while nobody has been asked, NeedsBecause for a no without an answer.
    """
    consultation = about.consultation if isinstance(about, Point) else about
    if consultation.state == State.DRAFT:
        raise IsClosed
    about.answer, about.answered_at, about.answered_by = text, at if text else None, by if text else None
    about.save(update_fields=["answer", "answered_at", "answered_by"])
    if not outcome or by is None:
        return 0
    point = about if isinstance(about, Point) else None
    waiting = Input.objects.filter(comment__consultation=consultation, point=point, outcome="", erased_at=None)
    given = Given(outcome, cut(text), decision=consultation.decision)
    return outcomes.give_all(consultation.network, waiting.values_list("pk", flat=True), given, by=by, at=at)
