"""Writes: how the host puts in order what the room gives the one in the seat, and what of it stands on the screen."""

from django.db.models import Max
from django.utils.translation import gettext as _

from mikrovirk.live.changes import touch
from mikrovirk.live.models import SeatGroup, SeatInput
from mikrovirk.live.saying import Refused, Said, from_host
from mikrovirk.live.services import seat

TITLE_LENGTH = 80
Kind = SeatInput.Kind


def input_in(said: Said) -> SeatInput:
    row = SeatInput.objects.filter(seat__evening=said.evening, pk=said.number("input")).select_related("seat").first()
    if row is None:
        raise Refused(_("That input is gone."))
    return row


def group_in(said: Said, key: str = "group") -> SeatGroup | None:
    """The heading that was named; None for no heading (0). Raise Refused for one that is gone."""
    number = said.number(key)
    if not number:
        return None
    rows = SeatGroup.objects.filter(seat__evening=said.evening, pk=number).select_related("seat__application")
    found = rows.first()
    if found is None:
        raise Refused(_("That heading is gone."))
    return found


@from_host("seat_move")
def move(said: Said) -> None:
    """Put an input under a heading: before another, or last."""
    row, group = input_in(said), group_in(said)
    if group and group.seat_id != row.seat_id:
        raise Refused(_("That heading is gone."))
    others = list(row.seat.inputs.filter(group=group).exclude(pk=row.pk).exclude(kind=Kind.QUESTION))
    before = said.detail.get("before")
    place = next((n for n, other in enumerate(others) if other.pk == before), len(others))
    row.group = group
    others.insert(place, row)
    for number, each in enumerate(others, start=1):
        each.position = number
    SeatInput.objects.bulk_update(others, ["group", "position"])
    touch(said.evening, "inputs")


@from_host("seat_hide")
def hide(said: Said) -> None:
    """Take nonsense away from the screen and from what the member takes home, or back."""
    row = input_in(said)
    row.is_hidden = bool(said.detail.get("hidden", True))
    row.save(update_fields=["is_hidden"])
    touch(said.evening, "seat", "inputs")


@from_host("seat_answered")
def settle(said: Said) -> None:
    """A question has been answered and leaves the screen, or comes back."""
    row = input_in(said)
    row.is_answered = bool(said.detail.get("answered", True))
    row.save(update_fields=["is_answered"])
    touch(said.evening, "seat")


@from_host("seat_group")
def add_group(said: Said) -> None:
    """A heading in the host's own words."""
    taken = seat.seat_in(said)
    if SeatGroup.objects.filter(client_id=said.client_id).exists():
        return
    last = taken.groups.aggregate(last=Max("position"))["last"]
    group = SeatGroup(seat=taken, client_id=said.client_id, position=0 if last is None else last + 1)
    seat.name_group(group, taken, said.text("title", at_most=TITLE_LENGTH))
    group.save()
    touch(said.evening, "inputs")


@from_host("seat_rename")
def rename_group(said: Said) -> None:
    group = group_in(said)
    if group is None:
        raise Refused(_("That heading is gone."))
    seat.name_group(group, group.seat, said.text("title", at_most=TITLE_LENGTH))
    group.save(update_fields=["title", "sealed"])
    touch(said.evening, "inputs")


@from_host("seat_group_remove")
def remove_group(said: Said) -> None:
    """Take a heading away; what stood under it stands under none."""
    SeatGroup.objects.filter(seat__evening=said.evening, pk=said.number("group")).delete()
    touch(said.evening, "inputs")


@from_host("seat_shown")
def show_groups(said: Said) -> None:
    """Put a heading on the screen, or all of them (group 0), or take them off."""
    groups = SeatGroup.objects.filter(seat__evening=said.evening)
    if number := said.number("group"):
        groups = groups.filter(pk=number)
    groups.update(is_shown=bool(said.detail.get("shown", True)))
    touch(said.evening, "inputs")
