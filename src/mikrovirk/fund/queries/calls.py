"""Calls as they are read: what everybody sees, what the fund's people see, and what of a pot is kept for whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from mikrovirk.fund.domain import calls as rules
from mikrovirk.fund.domain.calls import Draft, Kept, Obstacle
from mikrovirk.fund.domain.ledger import OF_APPLICATION, AccountName, Place
from mikrovirk.fund.models import Application, Call, Fund, Share
from mikrovirk.fund.queries import ledger

PURPOSE = "purpose"  # the key of the question that asks which purpose, where the pot is split by it


@dataclass(frozen=True)
class CallRow:
    """A call, how many applications it received, and how many of them wait for a decision."""

    call: Call
    received: int
    undecided: int


@dataclass(frozen=True)
class ShareUse:
    """A part of a pot, and what of it is reserved, granted or paid, in øre."""

    share: Share
    used: int

    @property
    def left(self) -> int:
        return max(self.share.amount - self.used, 0)


def calls_shown(fund: Fund | None = None) -> QuerySet[Call]:
    """The calls everybody may read: all that were opened."""
    shown = Call.objects.filter(opened_at__isnull=False)
    return shown.filter(fund=fund) if fund else shown


def calls_in(fund: Fund) -> list[CallRow]:
    """Every call of a fund, the newest first. One query."""
    received = Q(applications__sent_at__isnull=False)
    rows = fund.calls.annotate(
        received=Count("applications", filter=received),
        undecided=Count("applications", filter=received & Q(applications__state=Application.State.SENT)),
    ).order_by("-created_at", "-pk")
    return [CallRow(call, call.received, call.undecided) for call in rows]


def kept_in(call: Call) -> list[Kept]:
    """The parts of the pot that are still kept for somebody."""
    return [Kept(share.kind, share.key, share.amount) for share in call.shares.all() if share.lifted_at is None]


def obstacles(call: Call, *, now: datetime) -> list[Obstacle]:
    """What keeps a call that is being written from opening."""
    draft = Draft(
        pot=call.pot,
        there=ledger.held(call.fund, Place(AccountName.UNALLOTTED)),
        opens_at=call.opens_at,
        deadline_at=call.deadline_at,
        is_scored=call.rule == Call.Rule.SCORE,
        criteria_count=call.criteria.count(),
        decides=call.decides,
        quick_up_to=call.quick_up_to,
        has_quick_decider=call.quick_decider_id is not None,
        kept=kept_in(call),
        is_fund_closed=call.fund.closed_at is not None,
    )
    return rules.obstacles(draft, now=now)


def keys_of(application: Application) -> dict[str, str]:
    """Which year, municipality and purpose an application draws on."""
    day = application.takes_place_date
    return {
        Share.Kind.YEAR.value: f"{day.year}" if day else "",
        Share.Kind.MUNICIPALITY.value: application.municipality,
        Share.Kind.PURPOSE.value: str(application.answers.get(PURPOSE, "")),
    }


def used_in(call: Call) -> dict[tuple[str, str], int]:
    """What is reserved, granted or paid, by kind and key of share. One query."""
    names = [name.value for name in OF_APPLICATION]
    rows = Application.objects.filter(call=call, ledger_accounts__name__in=names)
    used: dict[tuple[str, str], int] = {}
    for application in rows.annotate(total=Sum("ledger_accounts__balance")).order_by():
        for each in keys_of(application).items():
            used[each] = used.get(each, 0) + application.total
    return used


def share_uses(call: Call) -> list[ShareUse]:
    """The parts of a call's pot and how far each is used. Two queries."""
    shares = list(call.shares.all())
    used = used_in(call) if shares else {}
    return [ShareUse(share, used.get((share.kind, share.key), 0)) for share in shares]


def room_for(application: Application) -> int:
    """What an application can draw from the call without touching what is kept for others, in øre."""
    call = application.call
    available = ledger.held(call.fund, Place(AccountName.AVAILABLE, call.pk))
    kept = kept_in(call)
    if not kept:
        return available
    return max(available - rules.still_kept(kept, used_in(call), but_for=keys_of(application)), 0)
