"""Writes: what the room gives the one in the seat; how the host puts it in order stands in services.seat_order.

Read after services.questions, whose taking of questions it takes over for what stays in the room.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mikrovirk.common import sealing
from mikrovirk.live.changes import touch
from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Evening, SeatGroup, SeatInput, SeatTaken
from mikrovirk.live.queries import seat as queries
from mikrovirk.live.saying import Refused, Said, from_room, tidied
from mikrovirk.live.services import questions
from mikrovirk.programme.models import HotSeatApplication
from mikrovirk.programme.services import room_only

INPUT_LENGTH = 1000
INPUTS_AT_MOST = 400  # from one phone nobody types more; it keeps a broken one from filling the evening
Kind = SeatInput.Kind


def take_seat(evening: Evening) -> SeatTaken | None:
    """The seat of the evening with its headings, made where there is none yet; None where nobody takes one."""
    application = queries.application_of(evening)
    if application is None:
        return None
    taken, _is_new = SeatTaken.objects.get_or_create(application=application, defaults={"evening": evening})
    taken.application = application
    asked_for = queries.ASKED_FOR[application.kind]
    if set(taken.groups.exclude(kind="").values_list("kind", flat=True)) < set(asked_for) and not taken.inputs.exists():
        headings = [SeatGroup(seat=taken, kind=kind, position=place) for place, kind in enumerate(asked_for)]
        SeatGroup.objects.bulk_create(headings, ignore_conflicts=True)
    return taken


def after_press(evening: Evening, kind: Press) -> Sequence[str]:
    """What of the seat changes when the host has pressed: it is taken when the evening begins, and closed when it ends."""
    if kind not in (Press.GO, Press.END) or queries.application_of(evening) is None:
        return ()
    if kind is Press.GO:
        take_seat(evening)
    return ("seat", "inputs")


def seat_in(said: Said) -> SeatTaken:
    """The seat that something was said to; raise Refused where there is none, or its time is over."""
    if queries.is_closed(said.evening, said.at):
        raise Refused(_("The evening is over."))
    taken = take_seat(said.evening)
    if taken is None:
        raise Refused(_("Nobody has the seat this evening."))
    return taken


# --- the room --------------------------------------------------------------------------------------------------------


@from_room("seat_input")
def give(said: Said) -> None:
    """A question, advice, an offer or a contact, named or not; locked where it stays in the room."""
    taken = seat_in(said)
    kind = str(said.detail.get("kind", ""))
    if kind not in (Kind.QUESTION, *queries.ASKED_FOR[taken.application.kind]):
        raise Refused(_("Choose what it is: advice, an offer or a contact."))
    if taken.inputs.filter(client_id=said.client_id).exists():
        return
    if said.phone and taken.inputs.filter(phone=said.phone).count() >= INPUTS_AT_MOST:
        raise Refused(_("That is a great deal from one phone. Tell the rest in person."))
    name = giver(said, taken) if said.detail.get("named") else ""
    row = SeatInput(seat=taken, phone=said.phone, client_id=said.client_id, kind=kind, at=said.at)
    row.group = taken.groups.filter(kind=kind).first()
    row.position = next_place(taken, row.group)
    write(row, taken, words_in(said), name, is_sealed=bool(said.detail.get("room_only")))
    row.save()
    touch(said.evening, "seat" if kind == Kind.QUESTION else "inputs")


@from_room("seat_question")
def ask(said: Said) -> None:
    """A question to understand it better, before anybody advises."""
    give(replace(said, detail={**said.detail, "kind": Kind.QUESTION.value}))


@from_room("question")
def raise_question(said: Said) -> None:
    """What is raised from the hall; while something that stays in the room is told, it stays there too."""
    application = queries.application_of(said.evening)
    if application and application.stays_in_the_room and queries.was_on(said.evening, application.pk, said.at):
        ask(said)
    else:
        questions.raise_question(said)


def words_in(said: Said) -> str:
    """What was typed, line by line; raise Refused for nothing."""
    typed = said.detail.get("text")
    lines = [tidied(line) for line in typed[:INPUT_LENGTH].splitlines()] if isinstance(typed, str) else []
    text = "\n".join(lines).strip()
    if not text:
        raise Refused(_("Write a few words first."))
    return text


def write(row: SeatInput, taken: SeatTaken, text: str, name: str, *, is_sealed: bool) -> None:
    """Put the words into an input as it may keep them, without saving it; raise Refused where there is no place for keys."""
    if not (is_sealed or taken.application.stays_in_the_room):
        row.text, row.name = text, name
        return
    row.text = row.name = ""
    row.sealed = key_for(taken).seal(text, name, bound_to=queries.bound_to(taken, row.client_id))


def key_for(taken: SeatTaken) -> sealing.Key:
    """The key of the seat; it lies on the disk, and its name in the database, before anything is locked with it."""
    application = HotSeatApplication.objects.select_for_update().get(pk=taken.application_id)
    before = application.room_key
    try:
        key = room_only.key_for(application)
    except sealing.NoPlaceForKeys as error:
        raise Refused(_("What stays in the room cannot be kept safe just now. Say it aloud instead.")) from error
    if application.room_key != before:
        application.save(update_fields=["room_key"])
    taken.application.room_key = application.room_key
    return key


def giver(said: Said, taken: SeatTaken) -> str:
    """Who gives it, with their business, so that the one in the seat can find them again."""
    row = said.phone.sign_up if said.phone else None
    name = questions.name_of(said)
    if row is None or row.person is None:
        return name
    firms = row.person.memberships.filter(network=taken.application.network_id, left_date=None)
    business = firms.values_list("business__name", flat=True).first()
    return f"{name}, {business}" if business else name


def next_place(taken: SeatTaken, group: SeatGroup | None) -> int:
    return int(taken.inputs.filter(group=group).aggregate(last=Max("position"))["last"] or 0) + 1


@from_room("seat_take_back")
def take_back(said: Said) -> None:
    """Whoever gave something takes it away again."""
    if said.phone is None:
        raise Refused(_("Only who wrote it can take it back."))
    SeatInput.objects.filter(seat__evening=said.evening, phone=said.phone, pk=said.number("input")).delete()
    touch(said.evening, "seat", "inputs")


@transaction.atomic
def seal_what_is_plain(taken: SeatTaken) -> None:
    """The member has chosen that it stays in the room after the first had written: theirs is locked too."""
    if not taken.application.stays_in_the_room:
        return
    for row in taken.inputs.filter(sealed=None):
        write(row, taken, row.text, row.name, is_sealed=True)
        row.save(update_fields=["text", "name", "sealed"])
    for group in taken.groups.filter(sealed=None).exclude(title=""):
        name_group(group, taken, group.title)
        group.save(update_fields=["title", "sealed"])


def name_group(group: SeatGroup, taken: SeatTaken, title: str) -> None:
    """A heading tells what is under it: where that stays in the room, so does the heading."""
    is_sealed = taken.application.stays_in_the_room
    group.title = "" if is_sealed else title
    bound = queries.bound_to(taken, group.client_id)
    group.sealed = key_for(taken).seal(title, bound_to=bound) if is_sealed else None
