"""Writes: the cards as timed rounds, in which everybody sits with one of their names at a time."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count

from django.db import transaction

from mikrovirk.live.changes import touch
from mikrovirk.live.models import Card, CardPlan, Evening


def lay_out(evening: Evening) -> int:
    """Give every card its round; cards that were handed out keep theirs. Return how many rounds there are."""
    cards = list(evening.cards.all())
    kept = {card.pk: card.round for card in cards if card.handed_out_at and card.round}
    rounds = kept if kept else all_anew(cards)
    for card in cards:
        card.round = rounds.get(card.pk, 0)
    for card in cards:
        card.round = card.round or first_free(card, cards)
    Card.objects.bulk_update(cards, ["round"])
    return max((card.round for card in cards), default=0)


def all_anew(cards: Sequence[Card]) -> dict[int, int]:
    """The rounds by the key of the card: as few as can be."""
    from mikrovirk.live.domain.rounds import timed_rounds

    keys = {tuple(sorted((str(card.first_id), str(card.second_id)))): card.pk for card in cards}
    found = timed_rounds([(one, other) for one, other in keys])
    return {keys[pair]: number for number, pairs in enumerate(found.rounds, start=1) for pair in pairs}


def first_free(card: Card, cards: Sequence[Card]) -> int:
    """The first round in which neither of the two meets somebody else; a round more where there is none."""
    ends = {card.first_id, card.second_id}
    taken = {other.round for other in cards if ends & {other.first_id, other.second_id}}
    return next(number for number in count(1) if number not in taken)


@transaction.atomic
def switch_to(evening: Evening, number: int, *, at: datetime) -> None:
    """Begin a round, or end the rounds (0). The same press twice does not begin it anew."""
    plan = CardPlan.objects.select_for_update().filter(evening=evening).first()
    if plan is None or not 0 <= number <= plan.rounds or plan.round_now == number:
        return
    plan.round_now, plan.round_since = number, at if number else None
    plan.save(update_fields=["round_now", "round_since"])
    touch(evening, "cards", "cards_host")
