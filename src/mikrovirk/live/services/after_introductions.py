"""Writes by the clock: who has told of themselves is noted, and gets a mail about who held out a hand."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Membership, Person
from mikrovirk.live.domain.heard import heard, passed_over
from mikrovirk.live.models import Evening
from mikrovirk.live.queries import hands as queries
from mikrovirk.live.queries import newcomers, newest
from mikrovirk.live.queries.turns import laid_out
from mikrovirk.live.services.hands import AFTERWARDS, occasion_of
from mikrovirk.live.services.newest import hands_url
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.programme.queries.slots import day_of
from mikrovirk.programme.services import expectations

LOOKED_AT_FOR = timedelta(days=7)  # how long after an evening what arrives late is still seen to
OVER_AFTER = timedelta(hours=1)  # of the planned end: an evening that nobody ended is over all the same
MORNING = time(9)
ANSWERED_FOR = timedelta(days=30)


def see_to_evenings(*, now: datetime) -> None:
    """Do for every evening of the last days what is due; doing it twice changes nothing."""
    lately = Evening.objects.filter(meeting__starts_at__lte=now, meeting__ends_at__gt=now - LOOKED_AT_FOR)
    for evening in lately.filter(actions__isnull=False).distinct().select_related("meeting__network"):
        if newcomers.has_introductions(evening):
            note_introduced(evening, now=now)
            if is_over(evening, now):
                draft_mail(evening, now=now)


def is_over(evening: Evening, now: datetime) -> bool:
    return bool(evening.ended_at) or now >= evening.meeting.ends_at + OVER_AFTER


@transaction.atomic
def note_introduced(evening: Evening, *, now: datetime) -> None:
    """Note that those whose turn was on have introduced themselves; who was passed over is asked again another time."""
    turns, presses = laid_out(evening), newcomers.actions_of(evening)
    told = {turn.person for turn in heard(turns, presses, now=now) if turn.person is not None}
    network, day = evening.meeting.network_id, day_of(evening.meeting.starts_at)
    for membership in Membership.objects.filter(network=network, person__in=told, left_date=None, introduced_date=None):
        directory.note_introduced(membership, on=day)
    if evening.ended_at:
        expectations.note_passed_over(evening.meeting, passed_over(turns, presses, now=now), at=now)


def draft_mail(evening: Evening, *, now: datetime) -> None:
    """Draft the mail to those who told of themselves: it leaves the next morning, once the coordinator has approved it."""
    told = {turn.person for turn in newcomers.heard_at(evening, now=now) if turn.person is not None}
    people = newcomers.people_here(evening, told | speakers_of(evening))
    members = newcomers.memberships_of(evening, people)
    recipients = [
        Recipient(person.user, {"url": hands_url(person), **words})
        for person in people.values()
        if (words := words_for(person, evening, members.get(person.pk)))
    ]
    if recipients:
        mailing.draft(
            kind=AFTERWARDS,
            occasion=occasion_of(evening),
            network=evening.meeting.network,
            recipients=recipients,
            at=now,
            due_at=next_morning(now),
            expires_at=now + ANSWERED_FOR,
            context={"title": evening.meeting.title},
        )


def speakers_of(evening: Evening) -> set[int]:
    """Those who were held out a hand, however long their turn was on."""
    held = evening.hands.filter(~Q(speaker=None)).values_list("speaker", flat=True)
    return {pk for pk in held if pk is not None}


def words_for(person: Person, evening: Evening, member: Membership | None) -> dict[str, Any]:
    """What stands in the mail to somebody; empty where there is nothing to answer."""
    count = queries.open_count(person, evening)
    asks = member is not None and not newest.has_decided(person.pk, member.network_id)
    if not count and not asks:
        return {}
    return {
        "headline": in_each_language(lambda: headline(count)),
        "hands": in_each_language(lambda: hands_in_words(count)) if count else "",
        "shown": in_each_language(lambda: _("May we show you under “New in the network”? You decide on the same page."))
        if asks
        else "",
    }


def headline(count: int) -> str:
    if not count:
        return _("may we show your texts?")
    return ngettext("one held out a hand", "%(count)s held out a hand", count) % {"count": count}


def hands_in_words(count: int) -> str:
    return ngettext(
        "One in the room held out a hand to you. Say yes or no: with a yes you both get the other's contact. With a no, "
        "or without an answer, nobody is told anything.",
        "%(count)s in the room held out a hand to you. Say yes or no to each: with a yes you both get the other's "
        "contact. With a no, or without an answer, nobody is told anything.",
        count,
    ) % {"count": count}


def next_morning(now: datetime) -> datetime:
    """Nine o'clock on the day after."""
    return datetime.combine(timezone.localdate(now) + timedelta(days=1), MORNING, timezone.get_default_timezone())
