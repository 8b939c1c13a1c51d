"""Reads: what is on in an evening, laid out from the agenda and from who is on stage, and where it has come to."""

from collections.abc import Iterator
from uuid import UUID

from mikrovirk.live.domain.running import Action, Press, Run, Turn, fold, turn_from
from mikrovirk.live.models import Evening
from mikrovirk.programme.domain.agenda import SLOT_MINUTES
from mikrovirk.programme.models import AgendaItem, HotSeatApplication, Meeting, SlotOffer, Talk


def run_of(evening: Evening) -> Run:
    """Where the evening is. One query."""
    presses = evening.actions.values_list("kind", "at", "turn", "detail")
    return fold(laid_out(evening), [Action(Press(kind), at, turn, detail) for kind, at, turn, detail in presses])


def presses_of(evening: Evening) -> list[UUID]:
    """The ids of what the host pressed. One query."""
    return list(evening.actions.values_list("client_id", flat=True))


def laid_out(evening: Evening) -> list[Turn]:
    """The turns as they were when the evening was opened."""
    return [turn_from(plain) for plain in evening.programme]


def turns_of(meeting: Meeting) -> list[Turn]:
    """The turns of a meeting from its agenda: each three minutes is one, each place without a member an empty one."""
    offers = list(
        SlotOffer.objects.filter(meeting=meeting, state=SlotOffer.State.ACCEPTED)
        .select_related("person__user")
        .order_by("answered_at", "pk")
    )
    seat = HotSeatApplication.objects.filter(meeting=meeting, state="chosen").select_related("person__user").first()
    talk = Talk.objects.filter(meeting=meeting).select_related("speaker").first()
    return [turn for item in meeting.agenda.all() for turn in turns_from(item, offers, seat, talk)]


def turns_from(
    item: AgendaItem, offers: list[SlotOffer], seat: HotSeatApplication | None, talk: Talk | None
) -> Iterator[Turn]:
    part, seconds = f"i{item.pk}", item.minutes * 60
    if item.kind == "introductions":
        each = (item.minutes_each or SLOT_MINUTES) * 60
        for number in range(item.slots or max(len(offers), 1)):
            offer = offers[number] if number < len(offers) else None
            who, person = (offer.person.name, offer.person_id) if offer else ("", None)
            yield Turn(f"{part}-{number + 1}", item.kind, item.title, each, who, part, person)
    elif item.kind == "hot_seat" and seat:
        yield Turn(part, item.kind, item.title, seconds, seat.person.name, part, seat.person_id, application=seat.pk)
    elif item.kind == "input" and seat:
        yield Turn(part, item.kind, item.title, seconds, "", part, application=seat.pk)
    elif item.kind == "talk" and talk:
        yield Turn(part, item.kind, talk.title or item.title, seconds, talk.speaker_name, part)
    else:
        yield Turn(part, item.kind, item.title, seconds, "", part)
