"""What came of the 3 × 3 minutes in the example region: new members who are shown, one who is not any more, and hands."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.directory.models import Consent, Membership, Person
from mikrovirk.live.models import Evening
from mikrovirk.live.queries.newest import purpose_of
from mikrovirk.live.services import hands
from mikrovirk.live.services.newest import WORDING
from mikrovirk.networks.models import Network

SHOWN = 7  # new members who agreed to be shown to everybody; the last of them took it back


def show_newest(network: Network, people: Sequence[Person], *, now: datetime) -> None:
    """The newest who told of themselves and stand in the directory are shown as new, with their consent."""
    told = Membership.objects.filter(
        network=network,
        person__in=people,
        left_date=None,
        introduced_date__lt=timezone.localdate(now),
        business__listed_at__isnull=False,
    )
    for number, membership in enumerate(told.order_by("-introduced_date", "-pk")[:SHOWN]):
        given_at = now - timedelta(days=10 + 30 * number)
        Consent.objects.create(
            person=membership.person,
            purpose=purpose_of(network.pk),
            wording=str(WORDING),
            given_at=given_at,
            withdrawn_at=given_at + timedelta(days=20) if number == SHOWN - 1 else None,
        )


def answer_hands(evening: Evening, *, now: datetime) -> None:
    """Of the hands held out this evening the first is taken, the second is not; the others wait for an answer."""
    held = evening.hands.exclude(speaker=None).select_related("speaker__user").order_by("pk")[:2]
    for number, hand in enumerate(held):
        hands.answer(evening, hand.turn, hand.phone_id, speaker=hand.speaker, yes=number == 0, at=now)
