"""The three minutes on the pages of the evening: the card, the taps, whom an empty turn is given to, what is one phone's."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from mikrovirk.live.domain.heard import KIND
from mikrovirk.live.domain.running import Turn
from mikrovirk.live.mine import Mine, piece
from mikrovirk.live.models import Evening, Hand, Phone
from mikrovirk.live.queries import hands as queries
from mikrovirk.live.queries import newcomers, newest
from mikrovirk.live.queries.hands import HeldOut, OwnHand
from mikrovirk.live.queries.newcomers import Introduction
from mikrovirk.live.queries.turns import run_of
from mikrovirk.live.regions import Audience, Payload, region
from mikrovirk.live.scenes import scene
from mikrovirk.live.services.newest import WORDING
from mikrovirk.live.views.parts import part
from mikrovirk.live.views.room import evening_at
from mikrovirk.networks.queries import has_part

# --- what the room sees ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tap:
    """One of the three buttons: what it sends, and the key that says whether it is pressed."""

    label: str
    detail: str
    key: str


@dataclass(frozen=True)
class Shown:
    """What a turn's templates need: the card (None while nobody has the minutes) and the taps."""

    card: Introduction | None
    minutes: int
    taps: tuple[Tap, ...]


@scene(KIND)
def three_minutes(evening: Evening, turns: Sequence[Turn]) -> Mapping[str, Shown]:
    if not has_part(evening.meeting.network, newcomers.PART):
        return {}
    cards = newcomers.introductions_of(evening, turns)
    return {turn.key: Shown(cards.get(turn.key), max(turn.seconds // 60, 1), taps_for(turn)) for turn in turns}


def taps_for(turn: Turn) -> tuple[Tap, ...]:
    return tuple(
        Tap(
            str(Hand.Kind(kind).label),
            json.dumps({"turn": turn.key, "who": turn.who, "kind": kind}, ensure_ascii=False),
            f"hand:{turn.key}:{kind}",
        )
        for kind in Hand.Kind.values
    )


@region("hands", Audience.PHONE)
def hands_part(evening: Evening, audience: Audience) -> Payload:
    """Says whose phone has something new to fetch: those who told (by turn), and those who were told yes."""
    hands = list(evening.hands.values_list("turn", "phone", "shared_at").order_by("pk"))
    return {
        "turns": sorted({turn for turn, _phone, _shared in hands}),
        "phones": sorted({phone for _turn, phone, shared in hands if shared}),
    }


@region("newcomers", Audience.HOST)
def newcomers_part(evening: Evening, audience: Audience) -> Payload:
    """To whom an empty turn can be given, as buttons; the host's script puts them beside each turn."""
    found = newcomers.newcomers_in(evening) if newcomers.has_introductions(evening) else []
    return part("newcomers", evening, audience, newcomers=found, is_on=newcomers.has_introductions(evening))


@login_not_required
@require_safe
def face(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The picture of somebody who has a turn, for the room: if they let fellow members see it."""
    person = newcomers.pictured(evening_at(code), pk)
    if person is None:
        raise Http404
    try:
        with person.photo.open("rb") as file:
            return HttpResponse(
                file.read(), content_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"}
            )
    except FileNotFoundError as error:
        raise Http404 from error


# --- what is one phone's ---------------------------------------------------------------------------------------------


@piece
def own_hands(evening: Evening, phone: Phone, mine: Mine) -> None:
    """The hands held out to whoever holds the phone, or by them; and afterwards the question whether to be shown."""
    if not newcomers.has_introductions(evening):
        return
    turns = [turn for turn in run_of(evening).turns if turn.kind == KIND and turn.who]
    told = [turn for turn in turns if newcomers.is_turn_of(turn, phone)]
    given = list(Hand.objects.filter(evening=evening, phone=phone).select_related("speaker__user"))
    mine.pressed |= {f"hand:{hand.turn}:{hand.kind}" for hand in given}
    mine.pressed |= {f"speaks:{turn.key}" for turn in told} | {f"phone:{phone.pk}"}
    to_me = queries.held_out_to(evening, [turn.key for turn in told], queries.person_of(phone)) if told else ()
    by_me = given_hands(evening, turns, given)
    contact = queries.contact_of_phone(phone)
    context = {
        "evening": evening,
        "told": told,
        "to_me": [(hand, answer_detail(hand, yes=True), answer_detail(hand, yes=False)) for hand in to_me],
        "by_me": by_me,
        "contact": contact,
        "can_be_reached": bool(contact.email or contact.phone),
        "is_known": queries.person_of(phone) is not None,
        "asks": bool(given or to_me),
    }
    mine.html["hands"] = render_to_string("live/parts/mine_hands.html", context)
    mine.html["contact"] = render_to_string("live/parts/mine_contact.html", context)
    mine.html["introduced"] = introduced_html(evening, phone) if told else ""


def answer_detail(hand: HeldOut, *, yes: bool) -> str:
    return json.dumps({"turn": hand.turn, "phone": hand.phone, "yes": yes})


def given_hands(evening: Evening, turns: Iterable[Turn], given: Sequence[Hand]) -> list[OwnHand]:
    """The hands that the phone held out, one line for each turn; the contact of those who said yes."""
    by_key = {turn.key: turn for turn in turns}
    agreed = {hand.speaker_id for hand in given if hand.taken_at and hand.speaker_id}
    businesses = queries.businesses_of(agreed, evening.meeting.network_id) if agreed else {}
    lines = []
    for key in dict.fromkeys(hand.turn for hand in given):
        same = [hand for hand in given if hand.turn == key]
        speaker, turn = same[0].speaker, by_key.get(key)
        name = speaker.name if speaker else turn.who if turn else ""
        contact = None
        if queries.answer_in(same) == "yes":
            contact = (
                queries.contact_of_person(speaker, businesses.get(speaker.pk, ""))
                if speaker
                else queries.contact_of_phone(phone)
                if turn and (phone := phone_of_turn(evening, turn))
                else None
            )
        kinds = tuple(str(Hand.Kind(hand.kind).label) for hand in same)
        lines.append(OwnHand(name, "", kinds, contact))
    return lines


def phone_of_turn(evening: Evening, turn: Turn) -> Phone | None:
    """The phone of somebody who has a turn and is known by name only."""
    phones = evening.phones.select_related("sign_up__person__user")
    return next((phone for phone in phones if newcomers.is_turn_of(turn, phone)), None)


def introduced_html(evening: Evening, phone: Phone) -> str:
    """May everybody see the three texts? Asked of members who have told of themselves, on their own phone."""
    person = queries.person_of(phone)
    membership = newcomers.membership_heard(evening, person, now=timezone.now()) if person else None
    if membership is None:
        return ""
    context: dict[str, Any] = {
        "showing": newest.showing_of(membership),
        "wording": WORDING,
        "network": membership.network,
        "evening": evening,
    }
    return render_to_string("live/parts/mine_introduced.html", context)
