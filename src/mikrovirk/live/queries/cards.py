"""Reads: whom to meet, as it stands on a phone, on the screen, on paper and on the host's phone."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from mikrovirk.directory.models import Membership
from mikrovirk.live.domain.introductions.facts import Facts, Need, sentence
from mikrovirk.live.models import Card, CardAnswer, CardPlan, Evening, TablePlan
from mikrovirk.live.queries.card_people import checked_in
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries.attending import SHOWN_NAME, name_key

PART = "cards"
PER_PERSON = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody as the others are told of them."""

    name: str
    business: str = ""
    town: str = ""
    hint: str = ""

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.name


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One name on somebody's card."""

    pk: int
    who: Shown
    because: str
    round: int
    can_be_apart: bool
    talked: bool = False
    useful: bool = False
    apart: bool = False
    is_handed_out: bool = True


def is_on(evening: Evening) -> bool:
    """Whether the network has whom to meet."""
    return has_part(evening.meeting.network, PART)


def shown_by_key(rows: QuerySet[SignUp], network: int) -> dict[int, Shown]:
    """How these sign-ups are shown to the others. One query."""
    memberships = Membership.objects.filter(person=OuterRef("person"), network=network, left_date=None)
    found = rows.annotate(
        shown_name=SHOWN_NAME,
        business=Subquery(memberships.values("business__name")[:1]),
        town=Subquery(memberships.values("business__town")[:1]),
    ).values_list("pk", "shown_name", "business", "town", "card_hint__text")
    return {pk: Shown(name, business or "", town or "", hint or "") for pk, name, business, town, hint in found}


def reason(card: Card, reader: int, name: str) -> str:
    """Why, in the reader's language and from the reader's side."""
    language = language_now()
    if not card.facts:
        return str(card.because_en if language == "en" else card.because_da)
    facts = facts_of(card.facts)
    return sentence(facts if reader == card.first_id else facts.seen_by_second(), name, language)


def language_now() -> Literal["da", "en"]:
    return "en" if (get_language() or "da").startswith("en") else "da"


def why_few(plan: CardPlan, sign_up: int) -> str:
    """Why this one has fewer names than three; empty where they have three."""
    danish, english = map(str, plan.few.get(str(sign_up), ("", "")))
    return english if language_now() == "en" else danish


def facts_of(plain: Mapping[str, Any]) -> Facts:
    """Facts as they were stored; what an older version knew and this one does not is passed over."""
    known = {name: value for name, value in plain.items() if name in Facts.__slots__}
    for side in ("first_seeks", "second_seeks"):
        if known.get(side):
            known[side] = Need(**known[side])
    return Facts(**known)


# --- one person ------------------------------------------------------------------------------------------------------


def cards_of(sign_up: SignUp, *, network: int) -> list[OwnCard]:
    """The names on somebody's card, in the order of the rounds or the best first. Four queries."""
    mine = Q(first=sign_up) | Q(second=sign_up)
    cards = list(Card.objects.filter(mine, evening__meeting=sign_up.meeting_id))
    others = {card.pk: other_of(card, sign_up.pk) for card in cards}
    rows = SignUp.objects.filter(pk__in=others.values())
    shown, persons = shown_by_key(rows, network), dict(rows.values_list("pk", "person"))
    said = {
        card: (talked, useful)
        for card, talked, useful in CardAnswer.objects.filter(sign_up=sign_up, card__in=others).values_list(
            "card", "talked", "useful"
        )
    }
    apart = set(sign_up.person.apart_from.values_list("other", flat=True)) if sign_up.person else set()
    return [
        OwnCard(
            pk=card.pk,
            who=shown[others[card.pk]],
            because=reason(card, sign_up.pk, shown[others[card.pk]].first_name),
            round=card.round,
            can_be_apart=bool(sign_up.person_id and persons[others[card.pk]]),
            talked=said.get(card.pk, (False, False))[0],
            useful=said.get(card.pk, (False, False))[1],
            apart=persons[others[card.pk]] in apart,
            is_handed_out=card.handed_out_at is not None,
        )
        for card in cards
    ]


def other_of(card: Card, sign_up: int) -> int:
    return card.second_id if card.first_id == sign_up else card.first_id


@dataclass(frozen=True, slots=True)
class Table:
    """Where somebody sits in one round."""

    round: int
    number: int


def tables_of(plan: TablePlan | None, sign_up: int) -> list[Table]:
    """Where this one sits, round by round."""
    return [
        Table(turn, number)
        for turn, tables in enumerate(plan.rounds if plan else [], start=1)
        for number, table in enumerate(tables, start=1)
        if sign_up in table
    ]


# --- everybody -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the list with everybody: whom they look for, or at which tables they sit."""

    who: Shown
    others: tuple[Shown, ...] = ()
    tables: tuple[Table, ...] = ()


def everybody_with_cards(evening: Evening, *, round_now: int = 0) -> list[Line]:
    """Everybody who has a card, by name, with their names; of one round only where one is on. Two queries."""
    cards = evening.cards.filter(round=round_now) if round_now else evening.cards.all()
    partners: dict[int, list[int]] = defaultdict(list)
    for first, second in cards.values_list("first", "second"):
        partners[first].append(second)
        partners[second].append(first)
    shown = shown_by_key(evening.meeting.sign_ups.all(), evening.meeting.network_id)
    lines = [Line(shown[pk], tuple(shown[other] for other in others)) for pk, others in partners.items()]
    return in_order(lines)


def everybody_at_tables(plan: TablePlan, evening: Evening) -> list[Line]:
    """Everybody by name, with the table of each round. One query."""
    shown = shown_by_key(evening.meeting.sign_ups.all(), evening.meeting.network_id)
    seated: dict[int, list[Table]] = defaultdict(list)
    for turn, tables in enumerate(plan.rounds, start=1):
        for number, table in enumerate(tables, start=1):
            for person in table:
                seated[person].append(Table(turn, number))
    return in_order([Line(shown[pk], tables=tuple(found)) for pk, found in seated.items() if pk in shown])


def rounds_of(plan: TablePlan, evening: Evening) -> list[list[list[Shown]]]:
    """Who sits at which table, round by round. One query."""
    shown = shown_by_key(evening.meeting.sign_ups.all(), evening.meeting.network_id)
    return [
        [sorted((shown[pk] for pk in table if pk in shown), key=lambda who: name_key(who.name)) for table in tables]
        for tables in plan.rounds
    ]


def in_order(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: name_key(line.who.name))


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One person's card as it is printed."""

    who: Shown
    names: tuple[OwnCard, ...]


def paper_cards(evening: Evening) -> list[PaperCard]:
    """Everybody's card with the reasons, by name. Two queries."""
    shown = shown_by_key(evening.meeting.sign_ups.all(), evening.meeting.network_id)
    names: dict[int, list[OwnCard]] = defaultdict(list)
    for card in evening.cards.all():
        for reader in (card.first_id, card.second_id):
            who = shown[other_of(card, reader)]
            names[reader].append(OwnCard(card.pk, who, reason(card, reader, who.first_name), card.round, False))
    return sorted(
        (PaperCard(shown[pk], tuple(found)) for pk, found in names.items()), key=lambda card: name_key(card.who.name)
    )


# --- the host and the coordinator --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of the cards, together: never who did not talk."""

    pairs: int  # whose card was handed out
    talked: int
    useful: int


def figures_of(evening: Evening) -> Figures:
    """How many of those who were to look for each other talked, and found it useful. One query."""
    given = evening.cards.filter(handed_out_at__isnull=False)
    return Figures(
        **given.aggregate(
            pairs=Count("pk", distinct=True),
            talked=Count("pk", filter=Q(answers__talked=True), distinct=True),
            useful=Count("pk", filter=Q(answers__useful=True), distinct=True),
        )
    )


def sign_ups_with_names(meeting: Meeting) -> dict[int, int]:
    """Those who were given somebody to look for at a meeting: the key of the sign-up by that of the user. Two queries."""
    if not has_part(meeting.network, PART):
        return {}
    given = Card.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")), handed_out_at__isnull=False)
    rows = SignUp.objects.filter(Exists(given), meeting=meeting, person__isnull=False)
    return dict(rows.values_list("person__user", "pk"))


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the cards are: proven the best, or at most so many per cent from it (None: not known)."""

    is_best: bool
    per_cent: float | None


def quality_of(plan: CardPlan) -> Quality:
    """How far the plan may be from the best, rounded up to a tenth of a per cent."""
    if plan.is_best or plan.score >= plan.bound:
        return Quality(True, 0.0)
    if plan.bound <= 0:
        return Quality(False, None)
    return Quality(False, math.ceil(1000 * (plan.bound - plan.score) / plan.bound) / 10)


@dataclass(frozen=True, slots=True)
class HostState:
    """What the host sees of the cards."""

    plan: CardPlan | None
    here: int
    came_since: int  # those who have come since the cards were made
    alone: tuple[str, ...]  # names of those who take part and have nobody
    with_fewer: int  # so many have one or two names
    opened: int  # so many have names that were handed out
    quality: Quality | None
    figures: Figures
    tables: TablePlan | None
    came_since_tables: int
    ends_at: datetime | None  # of the timed round that is on


def host_state(evening: Evening) -> HostState:
    """How the cards of the evening stand. Six queries."""
    plan = CardPlan.objects.filter(evening=evening, made_at__isnull=False).first()
    tables = TablePlan.objects.filter(evening=evening).first()
    names = dict(checked_in(evening).annotate(shown_name=SHOWN_NAME).values_list("pk", "shown_name"))
    count: Counter[int] = Counter()
    opened: set[int] = set()
    for first, second, given in evening.cards.values_list("first", "second", "handed_out_at"):
        count.update((first, second))
        opened.update((first, second) if given else ())
    made_for = set(plan.people) if plan else set()
    seated = {person for table in (tables.rounds[0] if tables and tables.rounds else []) for person in table}
    return HostState(
        plan=plan,
        here=len(names),
        came_since=len(set(names) - made_for) if plan else 0,
        alone=tuple(sorted((names[pk] for pk in made_for & set(names) if not count[pk]), key=name_key)),
        with_fewer=sum(0 < count[pk] < PER_PERSON for pk in made_for & set(names)),
        opened=len(opened & set(names)),
        quality=quality_of(plan) if plan else None,
        figures=figures_of(evening),
        tables=tables,
        came_since_tables=len(set(names) - seated) if tables else 0,
        ends_at=round_ends_at(plan),
    )


def round_ends_at(plan: CardPlan | None) -> datetime | None:
    if plan is None or not plan.round_now or plan.round_since is None:
        return None
    return plan.round_since + timedelta(minutes=plan.round_minutes)
