"""Reads: how a network is beside others that take part, without any of their names."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery

from mikrovirk.health.domain.comparing import AT_LEAST, Compared, compared
from mikrovirk.health.domain.definitions import VERSION
from mikrovirk.health.models import ComparisonConsent, Snapshot
from mikrovirk.health.queries.kept import latest
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import offered_parts

STILL_TRUE = timedelta(days=60)  # an older snapshot says how a network was


@dataclass(frozen=True)
class Comparison:
    """`rows`: the measures beside those of others. Empty where too few take part; how many others do is not told then."""

    rows: tuple[Compared, ...]
    others: int

    @property
    def is_enough(self) -> bool:
        return self.others >= AT_LEAST


def consent_of(network: Network) -> ComparisonConsent | None:
    """The network's running consent with who gave it. One query."""
    return ComparisonConsent.objects.filter(network=network, withdrawn_at=None).select_related("given_by").first()


def comparison_for(network: Network, *, today: date) -> Comparison:
    """The network beside the others that take part now. Three queries; only for a network that takes part itself."""
    newest = Snapshot.objects.filter(network=OuterRef("network"), version=VERSION, on_date__gt=today - STILL_TRUE)
    rows = ComparisonConsent.objects.filter(withdrawn_at=None, network__is_open=True).exclude(network=network)
    on = "health" in offered_parts()
    found = rows.annotate(measures=Subquery(newest.order_by("-on_date").values("measures")[:1]))
    others = [
        measures
        for parts, measures in found.values_list("network__parts", "measures")
        if measures is not None and on and "health" in parts
    ]
    own = latest(network)
    if own is None or len(others) < AT_LEAST:
        return Comparison((), len(others))
    return Comparison(compared(own.measures, others), len(others))
