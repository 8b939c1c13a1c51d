"""Reads: "You said, we did": decisions for everybody, made of the links from input to decision to meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.domain.steering import Standing
from mikrovirk.voice.models import Decision, Input, InputRound
from mikrovirk.voice.queries import decisions as decision_queries
from mikrovirk.voice.queries.decisions import Answered

PART = "voice"
KIND = "voice.you_said"
QUOTES_AT_MOST = 3
NOT_TOLD = Q(told_in=None) | Q(told_in__state=Mailing.State.STOPPED)  # a mail that was stopped told nobody


@dataclass(frozen=True, slots=True)
class YouSaid:
    """One decision as everybody reads it: what was said by how many, what came of it, and where it is seen."""

    decision: Decision
    standing: Standing
    themes: tuple[str, ...]
    said_count: int
    quotes: tuple[str, ...]
    seen_at: Meeting | None  # a published meeting

    @property
    def news_at(self) -> datetime:
        """When there was last something new to tell."""
        return self.decision.withdrawn_at or self.decision.done_at or self.decision.decided_at


def answering(network: Network) -> QuerySet[Decision]:
    """Decisions that answer something members said, what is newest first."""
    answered = Q(decision=OuterRef("pk")) | Q(merged_into__decision=OuterRef("pk"))
    said = Input.objects.filter(answered, network=network)
    rows = Decision.objects.filter(Exists(said), network=network)
    rows = rows.annotate(news=Coalesce("withdrawn_at", "done_at", "decided_at"))
    quotes = Input.objects.filter(person=None, author_name="", erased_at=None).order_by("pk")
    return (
        rows.select_related("network", "meeting__network", "season")
        .prefetch_related(Prefetch("quotes", queryset=quotes))
        .order_by("-news", "-pk")
    )


def shown_in(network: Network) -> QuerySet[Decision]:
    """Those the coordinator has chosen to show to everybody."""
    return answering(network).filter(shown_at__isnull=False)


def not_shown_in(network: Network, *, after: datetime | None = None) -> QuerySet[Decision]:
    """Those that could be shown and are not, without what was withdrawn; with `after` only what is newer."""
    rows = answering(network).filter(shown_at=None, withdrawn_at=None)
    return rows.filter(Q(done_at__gt=after) | Q(done_at=None, decided_at__gt=after)) if after else rows


def read_by_all(decisions: Iterable[Decision]) -> list[YouSaid]:
    """The decisions as everybody reads them. One query."""
    rows = list(decisions)
    answered = decision_queries.answered_by(rows)
    return [_row(decision, answered[decision.pk]) for decision in rows]


def _row(decision: Decision, answered: list[Answered]) -> YouSaid:
    meeting = decision.meeting
    seen = meeting if meeting and meeting.state == Meeting.State.PUBLISHED else None
    return YouSaid(
        decision=decision,
        standing=decision_queries.standing_of(decision),
        themes=tuple(each.name for each in answered if each.name),
        said_count=sum(each.count for each in answered),
        quotes=tuple(" ".join(each.text.split()) for each in decision.quotes.all() if each.text),
        seen_at=seen,
    )


def since(network: Network, moment: datetime | None) -> QuerySet[Decision]:
    """What there is to tell since then; without a moment all of it."""
    rows = shown_in(network)
    return rows.filter(Q(news__gt=moment) | Q(shown_at__gt=moment)) if moment else rows


def last_meeting_start(network: Network, *, before: datetime) -> datetime | None:
    """When the last meeting before that began: what came after it is "since last time"."""
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, starts_at__lt=before)
    return held.order_by("-starts_at").values_list("starts_at", flat=True).first()


# --- quotes and mail -------------------------------------------------------------------------------------------------


def quotable(decision: Decision) -> QuerySet[Input]:
    """What may be shown word for word: only what was said anonymously."""
    rows = decision_queries.inputs_of(decision)
    return rows.filter(person=None, author_name="").exclude(text="")


def untold(network: Network) -> QuerySet[Decision]:
    """What is shown and stands in no mail yet."""
    return shown_in(network).filter(NOT_TOLD)


def with_something_to_tell() -> QuerySet[Network]:
    """Open networks with a concluded round and something shown that stands in no mail yet. One query for all of them."""
    concluded = InputRound.objects.filter(state=InputRound.State.CONCLUDED)
    shown = Decision.objects.filter(NOT_TOLD, shown_at__isnull=False).order_by()
    return Network.objects.filter(pk__in=concluded.values("network"), is_open=True).filter(
        pk__in=shown.values("network")
    )


def drafts(network: Network) -> QuerySet[Mailing]:
    """The "You said, we did" mails that wait."""
    return Mailing.objects.filter(network=network, kind=KIND, state=Mailing.State.DRAFT).order_by("-created_at", "-pk")


def last_mail(network: Network) -> Mailing | None:
    """The last one that was drafted and not stopped."""
    rows = Mailing.objects.filter(network=network, kind=KIND).exclude(state=Mailing.State.STOPPED)
    return rows.order_by("-created_at", "-pk").first()


def concluded_untold(network: Network) -> QuerySet[InputRound]:
    """Concluded rounds of which something is shown that no mail has told."""
    from_it = untold(network).filter(inputs__round=OuterRef("pk")).order_by()
    rounds = InputRound.objects.filter(Exists(from_it), network=network, state=InputRound.State.CONCLUDED)
    return rounds.order_by("concluded_at", "pk")


def have_quotable(decisions: Iterable[Decision]) -> set[int]:
    """Which of the decisions answer anything that was said anonymously. One query."""
    said = Input.objects.annotate(answer=Coalesce("decision", "merged_into__decision"))
    said = said.filter(person=None, author_name="", erased_at=None, answer__in=[decision.pk for decision in decisions])
    return set(said.exclude(text="").values_list("answer", flat=True))
