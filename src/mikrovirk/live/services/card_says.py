"""What phones and the host send about whom to meet."""

from datetime import datetime
from uuid import uuid5

from django.db.models import Q
from django.utils.translation import gettext as _

from mikrovirk.live.changes import touch
from mikrovirk.live.models import Card, Phone
from mikrovirk.live.queries.cards import is_on
from mikrovirk.live.saying import Refused, Said, from_host, from_room
from mikrovirk.live.services import card_choices, card_rounds, cards
from mikrovirk.programme.models import SignUp
from mikrovirk.programme.queries.attending import SHOWN_NAME
from mikrovirk.programme.services import check_in


def reader_of(said: Said) -> SignUp:
    """Whose phone it is; raise Refused for one who is not on the list."""
    if said.phone is None or said.phone.sign_up is None or not is_on(said.evening):
        raise Refused(_("Say first who you are."))
    return said.phone.sign_up


def card_of(said: Said) -> tuple[Card, SignUp]:
    """The card that is meant, and whose phone it is; raise Refused where it is not one of theirs."""
    reader = reader_of(said)
    mine = Q(first=reader) | Q(second=reader)
    card = Card.objects.filter(mine, evening=said.evening, pk=said.number("card")).first()
    if card is None:
        raise Refused(_("That card has been changed. Look at your names once more."))
    return card, reader


@from_room("cards_see")
def see_cards(said: Said) -> None:
    """Somebody opens their card: from now on these names stay."""
    if cards.hand_out(said.evening, at=said.at, sign_up=reader_of(said).pk):
        touch(said.evening, "cards_host")


@from_room("cards_join")
def join_list(said: Said) -> None:
    """Somebody who came in by a name wants to meet people too: they are put on the list, or take their place on it."""
    phone = said.phone
    if phone is None or not is_on(said.evening):
        raise Refused(_("Say first who you are."))
    if phone.sign_up:
        return
    phone.sign_up = place_of(phone, at=said.at)
    phone.save(update_fields=["sign_up"])
    touch(said.evening, "people", "cards_host")


def place_of(phone: Phone, *, at: datetime) -> SignUp:
    """The place on the list with the name of this phone, if no other phone has it; else a new one."""
    meeting = phone.evening.meeting
    free = meeting.sign_ups.exclude(state=SignUp.State.CANCELLED).filter(phones=None).annotate(shown_name=SHOWN_NAME)
    for row in free:
        if row.shown_name.casefold() == phone.name.casefold():
            return check_in.mark(meeting, row.pk, came=True, at=at)
    return check_in.add_walk_in(meeting, name=phone.name, client_id=uuid5(phone.key, "cards").hex, at=at)


@from_room("card_answer")
def answer(said: Said) -> None:
    """ "We talked", "it was useful", or not after all."""
    card, reader = card_of(said)
    cards.answer(card, reader, useful=bool(said.detail.get("useful")), takes_back=takes_back(said), at=said.at)
    touch(said.evening, "cards_host")


@from_room("card_apart")
def not_again(said: Said) -> None:
    """Rather not with this one another time; nobody else hears of it."""
    card, reader = card_of(said)
    try:
        card_choices.set_apart(card, reader, takes_back=takes_back(said), at=said.at)
    except card_choices.NotBothKnown as error:
        raise Refused(_("That needs both of you to be on the list with an e-mail address.")) from error


@from_room("cards_hint")
def tell_how_to_find(said: Said) -> None:
    card_choices.tell_how_to_find(reader_of(said), str(said.detail.get("hint", "")))


@from_room("cards_out")
def leave_out(said: Said) -> None:
    """ "Leave me out tonight", or "take me in again"."""
    if takes_back(said):
        card_choices.take_in_again(reader_of(said), evening=said.evening)
    else:
        card_choices.leave_out(reader_of(said), evening=said.evening, at=said.at)


@from_host("cards_show")
def show(said: Said) -> None:
    """The cards or the tables on the screen, or what is on again."""
    scene = str(said.detail.get("scene", ""))
    if scene not in ("cards", "tables", "") or not is_on(said.evening):
        raise Refused("scene")
    cards.show_on_screen(said.evening, scene, at=said.at)


@from_host("card_round")
def switch_round(said: Said) -> None:
    card_rounds.switch_to(said.evening, said.number("round"), at=said.at)


def takes_back(said: Said) -> bool:
    return bool(said.detail.get("take_back"))
