"""Reads: who has been told what came of their inputs, who can be, and who must be told in person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.voice import mails_told as mails
from mikrovirk.voice.models import Input, InputRound
from mikrovirk.voice.queries.reached import gets_mail
from mikrovirk.voice.queries.stream import inputs_in, with_origin

KIND = mails.TOLD.key
NOT_LEFT = (Message.State.STOPPED, Message.State.FAILED)
HIDDEN = (Message.State.DRAFT, Message.State.STOPPED)
KNOWN = Q(person__isnull=False) | ~Q(author_name="")
ANONYMOUS = Q(person=None, author_name="")


def occasion_of(network: Network, round: InputRound | None, at: datetime) -> str:
    """The one mail of a round; what is of no round, or comes after that mail, goes together by month."""
    return f"round:{round.pk}" if round else f"month:{network.pk}:{timezone.localtime(at):%Y-%m}"


def ready(network: Network) -> QuerySet[Input]:
    """What has its outcome and whose author has not been told."""
    return inputs_in(network).exclude(outcome="").filter(told_at=None)


def after_its_mail() -> Exists:
    """Whether the round's own mail to the author of an input has left, or was stopped: this goes with the mail of the month."""
    occasion = Concat(Value("round:"), Cast(OuterRef("round"), TextField()))
    mails_had = Message.objects.filter(kind=KIND, user=OuterRef("person__user"), occasion=occasion)
    return Exists(mails_had.exclude(state=Message.State.DRAFT))


def can_be_told() -> QuerySet[Input]:
    """What has its outcome everywhere and can be told without a person: by mail, or by the receipt."""
    rows = Input.objects.filter(erased_at=None, told_at=None).exclude(outcome="")
    return rows.filter(gets_mail(KIND, OuterRef("network"), "person__") | ANONYMOUS)


def in_person(network: Network) -> QuerySet[Input]:
    """What a known author must be told face to face: no mail reaches them, or it was stopped or failed."""
    unreached = Q(told_at=None) & ~gets_mail(KIND, network, "person__")
    failed = Q(told_in__state__in=NOT_LEFT, told_in_person_at=None)
    rows = inputs_in(network).exclude(outcome="").filter(KNOWN).filter(unreached | failed)
    return with_origin(rows).order_by("person__user__full_name", "author_name", "pk")


def may_be_read_by_author() -> Q:
    """What came of it is no secret any more: its mail was approved, it was told in person, or it is by receipt."""
    return Q(told_at__isnull=False) & (~Q(told_in__state__in=HIDDEN) | Q(told_in=None) | ~Q(told_in_person_at=None))


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """How far the telling of a round is. `round` is None for what goes with the mail of the month."""

    round: InputRound | None
    waiting: int  # without an outcome
    by_mail: int  # inputs that the next mail would tell of
    by_receipt: int  # anonymous ones that are not shown yet
    told: int

    @property
    def can_be_told(self) -> int:
        return self.by_mail + self.by_receipt


def standings(network: Network) -> list[RoundStanding]:
    """Each round with something to tell or to decide, the newest first, then what the mail of the month tells. Two queries."""
    rows = inputs_in(network).annotate(is_after=after_its_mail()).order_by()
    given = ~Q(outcome="") & Q(told_at=None)
    by_mail = given & gets_mail(KIND, network, "person__")
    counted = rows.values("round").annotate(
        waiting=Count("pk", filter=Q(outcome="")),
        by_mail=Count("pk", filter=by_mail & Q(is_after=False)),
        by_receipt=Count("pk", filter=given & ANONYMOUS),
        told=Count("pk", filter=Q(told_at__isnull=False)),
        after=Count("pk", filter=by_mail & Q(is_after=True)),
    )
    found = {row.pop("round"): row for row in counted}
    if after := sum(row.pop("after") for row in found.values()):
        nothing = {"waiting": 0, "by_mail": 0, "by_receipt": 0, "told": 0}
        found.setdefault(None, nothing)["by_mail"] += after
    rounds = InputRound.objects.filter(network=network, pk__in=[pk for pk in found if pk]).order_by("-created_at")
    made = [RoundStanding(round, **found[round.pk]) for round in rounds]
    return made + ([RoundStanding(None, **found[None])] if None in found else [])


def drafts(network: Network) -> QuerySet[Mailing]:
    """Mails about outcomes that wait for approval, with `waiting_count`."""
    waiting = Count("messages", filter=Q(messages__state=Message.State.DRAFT))
    rows = Mailing.objects.filter(network=network, kind=KIND).annotate(waiting_count=waiting)
    return rows.filter(waiting_count__gt=0).order_by("due_at", "pk")
