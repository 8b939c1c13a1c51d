"""Reads: drafts that members comment on, what they said point by point, and how many are for and against."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Comment, Consultation, Input, PaperCount, Point, PointSupport

State = Consultation.State
Stance = PointSupport.Stance
LATELY = timedelta(days=30)


# --- lists -----------------------------------------------------------------------------------------------------------


def shown_in(network: Network) -> QuerySet[Consultation]:
    """Those that members may see, newest first."""
    return Consultation.objects.filter(network=network).exclude(state=State.DRAFT)


def all_in(network: Network) -> QuerySet[Consultation]:
    """Those and the ones being written, with how much was said."""
    said = Count("comments", filter=Q(comments__input__erased_at=None), distinct=True)
    return Consultation.objects.filter(network=network).annotate(comment_count=said).order_by("-created_at", "-pk")


def open_in(networks: Iterable[Network], *, now: datetime) -> QuerySet[Consultation]:
    """Those that can be commented on now, the one that closes first at the top."""
    rows = Consultation.objects.filter(network__in=networks, state=State.OPEN, closes_at__gt=now)
    return rows.select_related("network").order_by("closes_at", "pk")


def lately_in(person: Person | None, networks: Iterable[Network], *, now: datetime) -> list[Consultation]:
    """What a member may want to see: open ones with `is_answered`, and those that were closed or adopted within a month."""
    shown = Q(state=State.OPEN, closes_at__gt=now) | Q(
        state__in=[State.CLOSED, State.ADOPTED], closed_at__gt=now - LATELY
    )
    tapped = PointSupport.objects.filter(point__consultation=OuterRef("pk"), person=person)
    wrote = Comment.objects.filter(consultation=OuterRef("pk"), input__person=person)
    rows = Consultation.objects.filter(shown, network__in=networks) if person else Consultation.objects.none()
    answered = rows.annotate(is_answered=Exists(tapped) | Exists(wrote)).select_related("network")
    return sorted(answered.order_by("closes_at", "pk"), key=_how_pressing)


def _how_pressing(consultation: Consultation) -> tuple[bool, bool]:
    is_answered: bool = consultation.is_answered  # type: ignore[attr-defined]  # annotated
    return consultation.state != State.OPEN, is_answered


# --- how many --------------------------------------------------------------------------------------------------------


@dataclass
class Part:
    """How many were for and against in one place."""

    in_favour: int = 0
    against: int = 0


@dataclass
class Total:
    """How many are for and against, with where that was said."""

    online: Part = field(default_factory=Part)
    hall: Part = field(default_factory=Part)
    paper: Part = field(default_factory=Part)

    @property
    def in_favour(self) -> int:
        return self.online.in_favour + self.hall.in_favour + self.paper.in_favour

    @property
    def against(self) -> int:
        return self.online.against + self.hall.against + self.paper.against

    @property
    def count(self) -> int:
        return self.in_favour + self.against

    @property
    def parts(self) -> list[tuple[str, Part]]:
        return [("online", self.online), ("hall", self.hall), ("paper", self.paper)]

    def as_plain(self) -> dict[str, list[int]]:
        """For, against by place, as a version keeps it."""
        return {name: [part.in_favour, part.against] for name, part in self.parts}

    @classmethod
    def from_plain(cls, kept: dict[str, list[int]]) -> "Total":
        return cls(**{name: Part(*numbers) for name, numbers in kept.items()})


def totals_of(consultation: Consultation) -> dict[int, Total]:
    """By key of the point; also of those nobody has said anything to. Two queries."""
    found: dict[int, Total] = defaultdict(Total)
    support = PointSupport.objects.filter(point__consultation=consultation).values("point", "stance").order_by()
    here, there = Q(meeting=None), Q(meeting__isnull=False)
    for row in support.annotate(online=Count("pk", filter=here), hall=Count("pk", filter=there)):
        which = "in_favour" if row["stance"] == Stance.FOR else "against"
        setattr(found[row["point"]].online, which, row["online"])
        setattr(found[row["point"]].hall, which, row["hall"])
    paper = PaperCount.objects.filter(point__consultation=consultation).values("point").order_by()
    for row in paper.annotate(pro=Sum("for_count"), con=Sum("against_count")):
        found[row["point"]].paper = Part(row["pro"], row["con"])
    return found


# --- what was said ---------------------------------------------------------------------------------------------------


def comments_of(consultation: Consultation) -> QuerySet[Comment]:
    """What was said and not taken back, oldest first."""
    rows = Comment.objects.filter(consultation=consultation, input__erased_at=None)
    return rows.select_related("input__person__user", "input__meeting").order_by("input__at", "pk")


@dataclass(frozen=True)
class Said:
    """A comment as a page shows it. `name`: empty where the reader is not told who wrote it."""

    pk: int
    text: str
    name: str
    at: datetime
    version: int
    source: str
    input: Input
    is_mine: bool = False
    is_hidden: bool = False
    is_anonymous: bool = False


def said_by_point(
    consultation: Consultation, *, reader: Person | None = None, for_staff: bool = False
) -> dict[int, list[Said]]:
    """The comments by key of their point, 0 for the whole. One query.

    Members are told the names of those who wished it and are not shown what was hidden, except what they wrote themselves.
    """
    found: dict[int, list[Said]] = defaultdict(list)
    for row in comments_of(consultation):
        mine = reader is not None and row.input.person_id == reader.pk
        if row.hidden_at and not (for_staff or mine):
            continue
        author = row.input.person.name if row.input.person else row.input.author_name
        found[row.input.point_id or 0].append(
            Said(
                pk=row.pk,
                text=row.input.text,
                name=author if (for_staff or row.is_named) else "",
                at=row.input.at,
                version=row.version,
                source=row.input.source,
                input=row.input,
                is_mine=mine,
                is_hidden=bool(row.hidden_at),
                is_anonymous=row.input.is_anonymous,
            )
        )
    return found


def stances_of(consultation: Consultation, person: Person | None) -> dict[int, str]:
    """What the person thinks, by key of the point. One query."""
    if person is None:
        return {}
    rows = PointSupport.objects.filter(point__consultation=consultation, person=person)
    return dict(rows.values_list("point", "stance"))


# --- what lacks ------------------------------------------------------------------------------------------------------


def lacking_answers(consultation: Consultation) -> list[Point | Consultation]:
    """The points with comments and no answer, and the consultation itself where comments on the whole have none."""
    counts = Count("inputs__comment", filter=Q(inputs__erased_at=None))
    points = consultation.points.filter(answered_at=None).annotate(said=counts).filter(said__gt=0)
    whole = consultation.answered_at is None and comments_of(consultation).filter(input__point=None).exists()
    return [*points, *([consultation] if whole else [])]
