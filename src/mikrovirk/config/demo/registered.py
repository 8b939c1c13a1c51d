"""The register of the example region with what the municipalities, the offices and the networks make of it: a step after the region."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.config.demo import businesses, invited, settling, strategy
from mikrovirk.health.queries.measuring import measure
from mikrovirk.health.services import snapshots
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import Goal

INVITED = {"mikrovirk": (8, 9), "mikronet": (5, 4)}  # letters sent, and chosen since
QUARTERS_BACK = 7  # with a snapshot of each network's health at their ends
PLACES = (
    (strategy.VORDINGBORG, settling.VORDINGBORG, "vordingborg-kommune"),
    (strategy.GULDBORGSUND, settling.GULDBORGSUND, "guldborgsund-kommune"),
)


def prepare() -> None:
    """Bring the register in and tell its story, unless that was done for this region already."""
    if Goal.objects.exists():
        return
    now = timezone.now()
    businesses.bring_in(timezone.localdate(now))
    tell(now=now)


@transaction.atomic
def tell(*, now: datetime) -> None:
    """In both municipalities something open, something decided, something refused, and something that should have been done."""
    newest = Message.objects.aggregate(newest=Max("pk"))["newest"] or 0
    for words, place, office in PLACES:
        officer = User.objects.get(email=f"kontakt@{office}.example")
        strategy.set_goals(words, officer, now=now)
        strategy.keep_memo(words, officer, now=now)
        page = settling.open_pages(place, officer, now=now)
        settling.welcome(page, now=now)
        network = Network.objects.get(slug=place.network)
        coordinator = User.objects.get(email=f"koordinator@{network.slug}.example")
        first, later = INVITED[network.slug]
        invited.invite(network, coordinator, first=first, later=later, now=now)
    remember_health(now=now)
    # What those mails were about is long over: they have left.
    told = Message.objects.filter(pk__gt=newest, state=Message.State.QUEUED)
    told.update(state=Message.State.SENT, sent_at=now)


def remember_health(*, now: datetime) -> None:
    """How the networks were, quarter by quarter; what the worker would have kept. Nobody is warned of what is long over."""
    for network in Network.objects.filter(is_open=True):
        for back in range(1, QUARTERS_BACK + 1):
            then = now - timedelta(days=91 * back)
            day = timezone.localdate(then)
            snapshots.keep(network, measure(network, as_of=day).measures, on_date=day, now=then)
