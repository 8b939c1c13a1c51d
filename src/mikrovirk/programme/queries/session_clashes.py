"""Reads: what in a meeting's programme cannot be so, in sentences: a room, a speaker or a person at two places at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.programme.domain.session_grid import Clash, ClashCode, clashes
from mikrovirk.programme.models import Meeting, SessionSignUp
from mikrovirk.programme.queries.sessions import COMING, SessionShown


@dataclass(frozen=True, slots=True)
class ClashShown:
    """A clash in a sentence, and the session to mend it in."""

    text: str
    session: SessionShown


def clashes_in(meeting: Meeting, sessions: Sequence[SessionShown]) -> list[ClashShown]:
    """Everything that cannot be so among the sessions that are held, in the order of the hours. One query."""
    by_pk = {each.pk: each for each in sessions}
    found = [
        ClashShown(clash_in_words(clash, by_pk[clash.first], by_pk[clash.second]), by_pk[clash.second])
        for clash in clashes(each.slot for each in sessions)
    ]
    found += [ClashShown(too_small(each), each) for each in sessions if is_too_small(each)]
    for (first, second), count in people_at_two_places(meeting).items():
        if first in by_pk and second in by_pk:
            words = ngettext(
                "%(count)s person has chosen both “%(first)s” and “%(second)s”, which go on at the same time.",
                "%(count)s people have chosen both “%(first)s” and “%(second)s”, which go on at the same time.",
                count,
            ) % {"count": count, "first": by_pk[first].title, "second": by_pk[second].title}
            found.append(ClashShown(words, by_pk[second]))
    return found


def clash_in_words(clash: Clash, first: SessionShown, second: SessionShown) -> str:
    words = {"first": first.title, "second": second.title, "room": first.room}
    if clash.code == ClashCode.ROOM:
        return _("%(room)s is taken twice at the same time: “%(first)s” and “%(second)s”.") % words
    if clash.code == ClashCode.SPEAKER:
        name = next(speaker.name for speaker in first.speakers if speaker.key == clash.what)
        return _("%(name)s is to be in two places at once: “%(first)s” and “%(second)s”.") % {**words, "name": name}
    if second.is_for_all and not first.is_for_all:
        words |= {"first": second.title, "second": first.title}
    return _("“%(first)s” is for everybody, but “%(second)s” goes on at the same time.") % words


def is_too_small(each: SessionShown) -> bool:
    return each.capacity is not None and each.coming > each.capacity


def too_small(each: SessionShown) -> str:
    return ngettext(
        "“%(title)s” has room for %(capacity)s, but %(count)s has a place in it.",
        "“%(title)s” has room for %(capacity)s, but %(count)s have a place in it.",
        each.coming,
    ) % {"title": each.title, "capacity": each.capacity, "count": each.coming}


def people_at_two_places(meeting: Meeting) -> dict[tuple[int, int], int]:
    """How many have a place in two sessions at the same time, by the pair of sessions. One query."""
    rows = SessionSignUp.objects.filter(
        session__meeting=meeting,
        session__taken_off_at=None,
        state=COMING,
        sign_up__session_choices__state=COMING,
        sign_up__session_choices__session__taken_off_at=None,
        sign_up__session_choices__session__gt=F("session"),
        sign_up__session_choices__session__starts_at__lt=F("session__ends_at"),
        sign_up__session_choices__session__ends_at__gt=F("session__starts_at"),
    )
    pairs = rows.order_by().values_list("session", "sign_up__session_choices__session").annotate(count=Count("pk"))
    return {(first, second): count for first, second, count in pairs}
