"""Reads: what is known of the people in the room that says whom they should meet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations

from django.db.models import Exists, OuterRef, Q, QuerySet

from mikrovirk.directory.models import Business, Membership
from mikrovirk.live.models import Apart, Card, CardAnswer, Evening, TablePlan
from mikrovirk.programme.models import Meeting, SignUp, SlotOffer
from mikrovirk.programme.queries.attending import SHOWN_NAME
from mikrovirk.programme.queries.slots import day_of

LOOKED_BACK = 12  # meetings
NEW_FOR = timedelta(days=180)  # a member is a newcomer so long
VISITS_OF_A_NEW_GUEST = 3

Pair = tuple[int, int]  # the keys of two sign-ups, the lower first


@dataclass
class Present:
    """Somebody in the room who takes part."""

    sign_up: int
    person: int | None
    name: str
    industry: str = ""
    place: str = ""
    offers: list[str] = field(default_factory=list)
    seeks: list[str] = field(default_factory=list)
    is_new: bool = True

    def learn_of(self, business: Business) -> None:
        self.industry = self.industry or business.industry
        self.place = self.place or business.postcode or business.town
        self.offers += [text for text in (business.offers,) if text]
        self.seeks += [text for text in (business.seeks,) if text]


@dataclass(frozen=True)
class History:
    """Who has met: `met` for sure, `together` only came to the same meeting; in meetings ago, 1 is the last one."""

    met: dict[Pair, int]
    together: dict[Pair, int]
    visits: Counter[int]  # of the last meetings, by person


def checked_in(evening: Evening) -> QuerySet[SignUp]:
    """Those who have come and take part: nobody who wants to be left out."""
    here = SignUp.objects.filter(meeting=evening.meeting_id, checked_in_at__isnull=False)
    return here.exclude(state=SignUp.State.CANCELLED).filter(left_out=None, person__left_out=None)


def people_in_room(evening: Evening, history: History | None = None) -> list[Present]:
    """Everybody in the room who takes part, with what they offer and seek. Four queries."""
    rows = checked_in(evening).annotate(shown_name=SHOWN_NAME).order_by("pk")
    people = [Present(*row) for row in rows.values_list("pk", "person", "shown_name")]
    by_person = {person.person: person for person in people if person.person}
    for guest in by_person.values():
        guest.is_new = not history or history.visits[guest.person or 0] <= VISITS_OF_A_NEW_GUEST
    network, day = evening.meeting.network_id, day_of(evening.meeting.starts_at)
    memberships = Membership.objects.filter(
        network=network, left_date=None, person__in=checked_in(evening).values("person")
    )
    for membership in memberships.select_related("business").prefetch_related("also_for"):
        member = by_person[membership.person_id]
        member.is_new = membership.joined_date > day - NEW_FOR
        for business in [*([membership.business] if membership.business else []), *membership.also_for.all()]:
            member.learn_of(business)
    said = SlotOffer.objects.filter(meeting__network=network, texts_at__isnull=False, person__in=by_person)
    for person, contribution, expectation in said.values_list("person", "contribution_text", "expectation_text"):
        by_person[person].offers += [contribution] if contribution else []
        by_person[person].seeks += [expectation] if expectation else []
    return people


def history_of(evening: Evening) -> History:
    """Who in the room has met whom at the last meetings of the network. Four queries."""
    held = _held_before(evening)
    ago = {meeting: number for number, meeting in enumerate(held, start=1)}
    here = dict(checked_in(evening).exclude(person=None).values_list("person", "pk"))
    rows = SignUp.objects.filter(
        meeting__in=held, checked_in_at__isnull=False, person__in=checked_in(evening).values("person")
    ).values_list("meeting", "pk", "person")
    came: dict[int, dict[int, int]] = {meeting: {} for meeting in held}  # then's sign-up → now's
    visits: Counter[int] = Counter()
    for meeting, row, person in rows:
        came[meeting][row] = here[person]
        visits[person] += 1
    together: dict[Pair, int] = {}
    for meeting, present in came.items():  # newest first
        for pair in combinations(sorted(present.values()), 2):
            together.setdefault(pair, ago[meeting])
    return History(_met(evening, ago, came, here), together, visits)


def _held_before(evening: Evening) -> list[int]:
    """The last meetings of the network that somebody came to, newest first."""
    came = SignUp.objects.filter(meeting=OuterRef("pk"), checked_in_at__isnull=False)
    before = Meeting.objects.filter(network=evening.meeting.network_id, starts_at__lt=evening.meeting.starts_at)
    return list(before.filter(Exists(came)).order_by("-starts_at", "-pk").values_list("pk", flat=True)[:LOOKED_BACK])


def _met(
    evening: Evening, ago: dict[int, int], came: dict[int, dict[int, int]], here: dict[int, int]
) -> dict[Pair, int]:
    """Those who said that they talked over a card, or sat at one table."""
    met: dict[Pair, int] = {}

    def note(one: int | None, other: int | None, meeting: int) -> None:
        if one and other and one != other:
            pair = ordered(one, other)
            met[pair] = min(met.get(pair, LOOKED_BACK + 1), ago.get(meeting, LOOKED_BACK + 1))

    talked = CardAnswer.objects.filter(card=OuterRef("pk"), talked=True)
    earlier = Card.objects.filter(
        evening__meeting__network=evening.meeting.network_id, evening__meeting__starts_at__lt=evening.meeting.starts_at
    ).filter(Exists(talked))
    for meeting, first, second in earlier.values_list("evening__meeting", "first__person", "second__person"):
        note(here.get(first), here.get(second), meeting)
    for meeting, rounds in TablePlan.objects.filter(evening__meeting__in=ago).values_list("evening__meeting", "rounds"):
        for table in (table for each in rounds for table in each):
            for one, other in combinations(table, 2):
                note(came[meeting].get(one), came[meeting].get(other), meeting)
    return met


def kept_apart(people: Iterable[Present]) -> list[Pair]:
    """Those of whom one would rather not meet the other. One query. For the plan only: it is shown to nobody."""
    here = {person.person: person.sign_up for person in people if person.person}
    rows = Apart.objects.filter(Q(person__in=here) & Q(other__in=here)).values_list("person", "other")
    return sorted({ordered(here[one], here[other]) for one, other in rows})


def ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
