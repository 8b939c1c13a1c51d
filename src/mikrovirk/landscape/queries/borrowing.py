"""Reads: what was borrowed, by whom, and what happened to attendance after. Figures only: no names of who came."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.landscape.domain.borrowing import Evening, Fared, fared
from mikrovirk.landscape.models import Borrowed, Shared
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.queries import drafts
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, SignUp, Talk, Venue

Kind = Shared.Kind


def borrowed_by(network: Network) -> QuerySet[Borrowed]:
    """What the network made its own, newest first; what was given back is left out."""
    return _shown(Borrowed.objects.filter(network=network, undone_at=None))


def borrowed_from(network: Network) -> QuerySet[Borrowed]:
    """What others made their own of what the network shares."""
    return _shown(Borrowed.objects.filter(source=network, undone_at=None))


def _shown(rows: QuerySet[Borrowed]) -> QuerySet[Borrowed]:
    return rows.select_related("network", "source", "made_format", "made_talk__meeting", "made_venue")


def origin_of(thing: Format | Talk | Venue) -> Borrowed | None:
    """Where a copy came from; None for what is a network's own."""
    column = {Format: "made_format", Talk: "made_talk", Venue: "made_venue"}[type(thing)]
    return Borrowed.objects.filter(**{column: thing}, undone_at=None).select_related("network").first()


# --- what came of it -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """One evening that was held, and what it used."""

    evening_at: datetime
    came: int
    format: int | None
    venue: int | None
    talk: int | None

    def used(self, borrowed: Borrowed) -> bool:
        """Whether it used the copy; of a mail text every evening since then did."""
        if borrowed.kind == Kind.MAIL:
            return self.evening_at > borrowed.at
        made = {
            Kind.FORMAT: (borrowed.made_format_id, self.format),
            Kind.TALK: (borrowed.made_talk_id, self.talk),
            Kind.SPEAKER: (borrowed.made_talk_id, self.talk),
            Kind.VENUE: (borrowed.made_venue_id, self.venue),
        }[Kind(borrowed.kind)]
        return made[0] is not None and made[0] == made[1]


@dataclass(frozen=True)
class Line:
    """Something borrowed, with what happened to attendance."""

    borrowed: Borrowed
    fared: Fared

    @property
    def in_words(self) -> str:
        """ "Før kom der 12,3 i snit til 3 møder. Med det kom der 18 i snit til 2 møder."."""
        if self.fared.after is None:
            return _("It has not been used at a meeting yet.")
        after = ngettext(
            "With it %(average)s came to %(count)s meeting.",
            "With it %(average)s came on average to %(count)s meetings.",
            self.fared.after_count,
        ) % {"average": one_decimal(self.fared.after), "count": self.fared.after_count}
        if self.fared.before is None:
            return after
        before = ngettext(
            "Before, %(average)s came to %(count)s meeting.",
            "Before, %(average)s came on average to %(count)s meetings.",
            self.fared.before_count,
        ) % {"average": one_decimal(self.fared.before), "count": self.fared.before_count}
        return f"{before} {after}"

    @property
    def direction(self) -> str:
        """ "up", "down", "same"; "" while nothing can be said."""
        change = self.fared.change
        if change is None:
            return ""
        return "up" if change >= 1 else "down" if change <= -1 else "same"


def one_decimal(value: Decimal) -> str:
    """ "12,5", and "12" for a whole number."""
    return number_format(value, decimal_pos=0 if value == value.to_integral_value() else 1)


def lines_of(borrowings: Sequence[Borrowed], *, now: datetime) -> list[Line]:
    """The borrowings with how they fared; one query however many."""
    held = held_by_network({borrowed.network_id for borrowed in borrowings}, now=now)
    return [Line(borrowed, fared(evenings_of(borrowed, held[borrowed.network_id]))) for borrowed in borrowings]


def evenings_of(borrowed: Borrowed, held: Sequence[Held]) -> list[Evening]:
    return [Evening(timezone.localdate(each.evening_at), each.came, each.used(borrowed)) for each in held]


def held_by_network(networks: set[int], *, now: datetime) -> dict[int, list[Held]]:
    """The evenings the networks have held, oldest first, with how many of their own people came."""
    found: dict[int, list[Held]] = defaultdict(list)
    came = Count(
        "sign_ups",
        filter=Q(sign_ups__state=SignUp.State.COMING, sign_ups__comes_with=None, sign_ups__checked_in_at__isnull=False),
    )
    rows = Meeting.objects.filter(network__in=networks, state=Meeting.State.PUBLISHED, ends_at__lt=now)
    columns = ("network", "starts_at", "came", "format", "venue", "talk")
    for network, *rest in rows.annotate(came=came).order_by("starts_at", "pk").values_list(*columns):
        found[network].append(Held(*rest))
    return found


# --- using it --------------------------------------------------------------------------------------------------------


def meetings_without_talk(network: Network, *, now: datetime) -> QuerySet[Meeting]:
    """The network's meetings to come that a borrowed talk could be put on."""
    coming = Meeting.objects.filter(network=network, starts_at__gt=now, talk=None)
    return coming.exclude(state=Meeting.State.CANCELLED).order_by("starts_at", "pk")


def drafts_by_kind(network: Network) -> dict[str, list[Mailing]]:
    """The network's drafts by their kind: those a borrowed mail text could be put into."""
    found: dict[str, list[Mailing]] = defaultdict(list)
    for draft in drafts(network).filter(state=Mailing.State.DRAFT):
        found[draft.kind].append(draft)
    return dict(found)
