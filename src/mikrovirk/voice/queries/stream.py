"""Reads: the one stream, and the board on which it is sorted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.models import Input, InputRound, InputWord, RoundQuestion, Theme

PER_PAGE = 30
SHOWN_IN_THEME = 8  # on the board; the rest stands on the theme's own page
OVERDUE = timedelta(days=60)
UNSORTED, WAITING, DONE, EVERYTHING = "unsorted", "waiting", "done", "all"
CLOSED_KINDS = (RoundQuestion.Kind.CHOICE, RoundQuestion.Kind.SCALE)


def inputs_in(network: Network) -> QuerySet[Input]:
    """All that was said in the network, without what its authors took back."""
    return Input.objects.filter(network=network, erased_at=None)


def with_origin(rows: QuerySet[Input]) -> QuerySet[Input]:
    """With all that is shown of an input, and `word_count`, how many words its author added."""
    words = InputWord.objects.filter(input=OuterRef("pk"), is_from_author=True).order_by()
    counted = words.values("input").annotate(count=Count("pk")).values("count")
    related = ("person__user", "round", "question", "meeting", "topic", "point__consultation", "theme", "told_in")
    return rows.select_related(*related).annotate(word_count=Subquery(counted))


def worded(rows: QuerySet[Input]) -> QuerySet[Input]:
    """Without answers that are a choice or a number: there is nothing to sort in them."""
    return rows.exclude(question__kind__in=CLOSED_KINDS)


def counted_only(rows: QuerySet[Input]) -> QuerySet[Input]:
    """The answers that are a choice or a number."""
    return rows.filter(question__kind__in=CLOSED_KINDS)


# --- the board --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader wants to see of the stream."""

    words: str = ""
    source: str = ""
    round: int | None = None
    meeting: int | None = None
    show: str = UNSORTED

    @property
    def is_narrow(self) -> bool:
        return self != Wanted()


def found(network: Network, wanted: Wanted) -> QuerySet[Input]:
    """The inputs of the stream that are wanted, newest first."""
    rows = inputs_in(network)
    if wanted.show == UNSORTED:
        rows = worded(rows).filter(theme=None, outcome="")
    elif wanted.show == WAITING:
        rows = rows.filter(outcome="")
    elif wanted.show == DONE:
        rows = rows.exclude(outcome="")
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if wanted.round:
        rows = rows.filter(round=wanted.round)
    if wanted.meeting:
        rows = rows.filter(meeting=wanted.meeting)
    for word in wanted.words.split():
        rows = rows.filter(holding(word))
    return rows.order_by("-at", "-pk")


def holding(word: str) -> Q:
    """Inputs with that word in their text or their author's name."""
    # SQLite knows small and capital letters of the English alphabet only: "øst" would not find Øst.
    ways = {word, word.lower(), word.capitalize()}
    fields = ("text", "person__user__full_name", "author_name")
    return Q(*((f"{field}__icontains", way) for field in fields for way in ways), _connector=Q.OR)


@dataclass(frozen=True, slots=True)
class Section:
    """A theme on the board: its first inputs, and how many there are."""

    theme: Theme
    inputs: list[Input]
    count: int
    waiting_count: int

    @property
    def more_count(self) -> int:
        return self.count - len(self.inputs)


@dataclass(frozen=True)
class Board:
    """What is not sorted (or whatever is wanted), and the themes beside it."""

    page: Page[Input]
    sections: list[Section]
    closed_count: int  # themes that are no longer on the board
    counted_count: int  # answers by choice or number that wait for their outcome
    waiting_count: int
    overdue_count: int
    themes: list[Theme] = field(default_factory=list)  # all that are open, to choose from


def board(network: Network, wanted: Wanted, *, page: str | None, now: datetime) -> Board:
    """The board, in a fixed number of queries."""
    open_themes = list(themes_of(network).filter(closed_at=None))
    waiting = inputs_in(network).filter(outcome="")
    counts = waiting.aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=Q(at__lt=now - OVERDUE)),
        counted=Count("pk", filter=Q(question__kind__in=CLOSED_KINDS)),
    )
    return Board(
        page=page_of(with_origin(found(network, wanted)), page),
        sections=sections_of(open_themes),
        closed_count=Theme.objects.filter(network=network, closed_at__isnull=False).count(),
        counted_count=counts["counted"],
        waiting_count=counts["all"],
        overdue_count=counts["overdue"],
        themes=open_themes,
    )


def themes_of(network: Network) -> QuerySet[Theme]:
    """The themes in their order, each with `input_count` and `waiting_count` (without an outcome)."""
    there = Q(inputs__erased_at=None)
    rows = Theme.objects.filter(network=network).select_related("round")
    return rows.annotate(
        input_count=Count("inputs", filter=there),
        waiting_count=Count("inputs", filter=there & Q(inputs__outcome="")),
    ).order_by("position", "pk")


def sections_of(themes: Iterable[Theme]) -> list[Section]:
    """Each theme with its first inputs; one query for all."""
    themes = list(themes)
    rows = Input.objects.filter(theme__in=themes, erased_at=None)
    first = first_of_each_theme(rows, most=SHOWN_IN_THEME).values("pk")
    shown: dict[int, list[Input]] = {}
    for row in with_origin(Input.objects.filter(pk__in=first)).order_by("theme", "position", "pk"):
        shown.setdefault(row.theme_id or 0, []).append(row)
    return [
        Section(theme, shown.get(theme.pk, []), theme.input_count, theme.waiting_count)  # type: ignore[attr-defined]
        for theme in themes
    ]


def first_of_each_theme(rows: QuerySet[Input], *, most: int) -> QuerySet[Input]:
    """The first of them in every theme, as they lie there; positions have gaps where something was moved away."""
    place = Window(RowNumber(), partition_by=F("theme"), order_by=["position", "pk"])
    return rows.annotate(place=place).filter(place__lte=most)


def inputs_of_theme(theme: Theme) -> QuerySet[Input]:
    return with_origin(Input.objects.filter(theme=theme, erased_at=None)).order_by("position", "pk")


def page_of(rows: QuerySet[Input], page: str | None) -> Page[Input]:
    return Paginator(rows, PER_PAGE).get_page(page)


# --- to choose from ---------------------------------------------------------------------------------------------------


def rounds_said_in(network: Network) -> QuerySet[InputRound]:
    return InputRound.objects.filter(network=network).exclude(state=InputRound.State.DRAFT)


def meetings_said_about(network: Network) -> QuerySet[Meeting]:
    """Meetings about which something was said, newest first; one query."""
    said = inputs_in(network).filter(meeting__isnull=False).order_by().values("meeting")
    return Meeting.objects.filter(pk__in=said).order_by("-starts_at", "-pk")


# --- what has no outcome ----------------------------------------------------------------------------------------------


def waiting_in(network: Network) -> QuerySet[Input]:
    """What has no outcome, oldest first."""
    return inputs_in(network).filter(outcome="").order_by("at", "pk")


def unseen_words(network: Network) -> QuerySet[InputWord]:
    """Words that anonymous authors added and nobody has seen yet, oldest first."""
    rows = InputWord.objects.filter(input__network=network, input__erased_at=None, is_from_author=True, seen_at=None)
    return rows.select_related("input__theme").order_by("at", "pk")
