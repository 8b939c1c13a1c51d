"""Writes: whom to meet. Cards are made from the people checked in, and again when somebody comes late; those handed out stay."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.live.changes import touch
from mikrovirk.live.domain.introductions import Pair, Plan, Somebody, introduce, why_few
from mikrovirk.live.domain.introductions.facts import Facts, sentence
from mikrovirk.live.models import Apart, Card, CardAnswer, CardHint, CardPlan, Evening, LeftOut
from mikrovirk.live.queries import card_people
from mikrovirk.live.queries.card_people import History, Present
from mikrovirk.live.queries.cards import PER_PERSON
from mikrovirk.live.services import card_rounds, screen
from mikrovirk.programme.models import SignUp

SECONDS = 1.0  # to look for the best; then the best found is taken
RECENT = 6  # meetings in which a pair is not put together again
ENOUGH_NEW = 2 * PER_PERSON  # so many one has never been in a room with: then only they are looked at
WORKING_FOR = timedelta(seconds=30)  # after that a press that never ended is forgotten
FEWEST = 2
REASON_LENGTH = 300


class NobodyToMeet(Exception):
    """Fewer than two are checked in and take part."""


class AlreadyWorking(Exception):
    """Somebody has pressed a moment ago, and the cards are on their way."""


# --- making ----------------------------------------------------------------------------------------------------------


def make(
    evening: Evening, *, at: datetime, clock: Callable[[], float], rounds: bool | None = None, round_minutes: int = 0
) -> CardPlan:
    """Make the cards of everybody in the room, or make them anew for those who came since.

    `rounds` asks for timed rounds or for none; None: as before. Cards that were handed out stay as they are.
    Raise NobodyToMeet or AlreadyWorking. The search itself holds no lock: phones can send meanwhile.
    """
    plan_row, _is_new = CardPlan.objects.get_or_create(evening=evening)
    free = Q(working_since=None) | Q(working_since__lt=at - WORKING_FOR)
    if not CardPlan.objects.filter(free, pk=plan_row.pk).update(working_since=at):
        raise AlreadyWorking
    try:
        history = card_people.history_of(evening)
        people = card_people.people_in_room(evening, history)
        if len(people) < FEWEST:
            raise NobodyToMeet
        found, few = look_for_the_best(evening, people, history, clock)
        plan_row.refresh_from_db()
        plan_row.few = few
        if rounds is not None:
            plan_row.rounds, plan_row.round_now = int(rounds), 0  # how many is known when they are laid out
        plan_row.round_minutes = round_minutes or plan_row.round_minutes
        return _store(plan_row, found, people, history, at=at)
    finally:
        CardPlan.objects.filter(pk=plan_row.pk).update(working_since=None)


def look_for_the_best(
    evening: Evening, people: list[Present], history: History, clock: Callable[[], float]
) -> tuple[Plan, dict[str, list[str]]]:
    """The plan for these people, with the cards that were handed out in it; and why some have fewer names."""
    task = [somebody(person) for person in people]
    met = named(met_before(people, history))
    never = [key_of(pair) for pair in card_people.kept_apart(people)]
    kept = [key_of(pair) for pair in handed_out(evening)]
    plan = introduce(task, per_person=PER_PERSON, met=met, kept=kept, never=never, seconds=SECONDS, clock=clock)
    count = Counter(person for pair in plan.pairs for person in (pair.first, pair.second))
    if all(count[person.id] >= PER_PERSON for person in task):
        return plan, {}
    few = why_few(task, plan, per_person=PER_PERSON, met=met, never=never)
    return plan, {each.id: [each.because_da, each.because_en] for each in few}


def somebody(person: Present) -> Somebody:
    return Somebody(
        id=str(person.sign_up),
        industry=person.industry,
        place=person.place,
        offers=tuple(person.offers),
        seeks=tuple(person.seeks),
        newcomer=person.is_new,
    )


def met_before(people: list[Present], history: History) -> dict[card_people.Pair, int]:
    """How many meetings ago each two met, as the plan counts it.

    Who talked over a card or shared a table has met. Two who only came to the same meeting count as met too, as long as
    everybody has enough others; in a network where everybody comes every time that would leave nobody to meet, and
    then it only counts a little against them.
    """
    missed = Counter(one for pair, ago in history.together.items() if ago <= RECENT for one in pair)
    counts_fully = all(len(people) - 1 - missed[person.sign_up] >= ENOUGH_NEW for person in people)
    together = {pair: ago if counts_fully else ago + RECENT for pair, ago in history.together.items()}
    return together | history.met


def handed_out(evening: Evening) -> list[card_people.Pair]:
    """The pairs that stay; where somebody was handed more than the usual number, the later ones are not counted."""
    count: Counter[int] = Counter()
    kept = []
    rows = evening.cards.filter(handed_out_at__isnull=False).order_by("handed_out_at", "pk")
    for first, second in rows.values_list("first", "second"):
        if max(count[first], count[second]) < PER_PERSON:
            count.update((first, second))
            kept.append((first, second))
    return kept


def key_of(pair: card_people.Pair) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])


def named(met: dict[card_people.Pair, int]) -> dict[tuple[str, str], int]:
    return {key_of(pair): ago for pair, ago in met.items()}


@transaction.atomic
def _store(plan_row: CardPlan, plan: Plan, people: list[Present], history: History, *, at: datetime) -> CardPlan:
    """Put the plan in the place of the one before; what was handed out meanwhile stays too."""
    evening = plan_row.evening
    wanted = {card_people.ordered(int(pair.first), int(pair.second)): pair for pair in plan.pairs}
    there = {(card.first_id, card.second_id): card for card in evening.cards.all()}
    gone = [card.pk for pair, card in there.items() if card.handed_out_at is None and pair not in wanted]
    evening.cards.filter(pk__in=gone, handed_out_at=None).delete()
    made = [_card(evening, keys, pair, history, at) for keys, pair in wanted.items() if keys not in there]
    Card.objects.bulk_create(made)
    plan_row.made_at, plan_row.people = at, [person.sign_up for person in people]
    plan_row.score, plan_row.bound, plan_row.is_best = plan.score, plan.bound, plan.optimal
    if plan_row.rounds:
        plan_row.rounds = card_rounds.lay_out(evening)
    else:
        evening.cards.exclude(round=0).update(round=0)
    plan_row.round_now = min(plan_row.round_now, plan_row.rounds)
    plan_row.save()
    touch(evening, "cards", "cards_host", "mine")
    return plan_row


def _card(evening: Evening, keys: card_people.Pair, pair: Pair, history: History, at: datetime) -> Card:
    facts = pair.facts if int(pair.first) == keys[0] else pair.facts.seen_by_second()
    if keys not in history.met and keys in history.together:  # the same room is not yet a talk
        facts = replace(facts, met_ago=None, together_ago=history.together[keys])
    return Card(
        evening=evening,
        first_id=keys[0],
        second_id=keys[1],
        because_da=sentence(facts, language="da")[:REASON_LENGTH],
        because_en=sentence(facts, language="en")[:REASON_LENGTH],
        facts=plain(facts),
        score=pair.score,
        made_at=at,
    )


def plain(facts: Facts) -> dict[str, object]:
    """What is known of the two, without what is not."""
    return {name: value for name, value in asdict(facts).items() if value not in (None, False)}


# --- handing out -----------------------------------------------------------------------------------------------------


def hand_out(evening: Evening, *, at: datetime, sign_up: int | None = None) -> int:
    """Everybody's cards are known in the room now, or one person's: they stay. Return how many were not before."""
    cards = evening.cards.filter(handed_out_at=None)
    if sign_up is not None:
        cards = cards.filter(Q(first=sign_up) | Q(second=sign_up))
    return cards.update(handed_out_at=at)


def told_everybody(evening: Evening) -> None:
    """The pages are told that cards were handed out."""
    touch(evening, "cards_host", "mine")


def show_on_screen(evening: Evening, what: str, *, at: datetime) -> None:
    """The list of everybody's cards, or the tables, on the screen; "" takes it away. Shown is handed out."""
    if what == "cards":
        hand_out(evening, at=at)
    screen.show(evening, {"what": what} if what else {})
    touch(evening, "cards", "cards_host", "mine")


# --- afterwards ------------------------------------------------------------------------------------------------------


def answer(card: Card, reader: SignUp, *, useful: bool, takes_back: bool, at: datetime) -> None:
    """Keep that these two talked, or that it was useful (then they talked too); or take it back."""
    if takes_back and useful:
        CardAnswer.objects.filter(card=card, sign_up=reader).update(useful=False, at=at)
    elif takes_back:
        CardAnswer.objects.filter(card=card, sign_up=reader).delete()
    else:
        found, _is_new = CardAnswer.objects.get_or_create(
            card=card, sign_up=reader, defaults={"talked": True, "at": at}
        )
        found.talked, found.useful, found.at = True, found.useful or useful, at
        found.save(update_fields=["talked", "useful", "at"])
    Card.objects.filter(pk=card.pk, handed_out_at=None).update(handed_out_at=at)


# --- links, and leaving ----------------------------------------------------------------------------------------------


def link_for(sign_up_pk: int) -> str:
    """Where somebody says afterwards whom they talked with, for mails to this one alone."""
    return f"{settings.SITE_URL}/c/{links.sign('cards', sign_up_pk)}/"


def erase(user: User) -> None:
    """Take out what the cards say of a person. Call it before the programme takes the name off the sign-ups."""
    mine = SignUp.objects.filter(person__user=user)
    Card.objects.filter(Q(first__in=mine) | Q(second__in=mine)).update(because_da="", because_en="", facts={})
    CardHint.objects.filter(sign_up__in=mine).delete()
    LeftOut.objects.filter(Q(sign_up__in=mine) | Q(person__user=user)).delete()
    Apart.objects.filter(Q(person__user=user) | Q(other__user=user)).delete()
