"""What was promised and is not kept yet, and what waits for an answer. None of it hangs on whoever began it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.home.handover.rows import SHOWN, Group, Line, Reader, grouped
from mikrovirk.home.week.mails import name_of
from mikrovirk.live.models import Hand
from mikrovirk.mailing import queries as mail_queries
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.programme.models import HotSeatApplication, HotSeatAsk, Meeting, MeetingTask, SlotOffer, Talk
from mikrovirk.voice.models import Consultation, Decision, Input, InputRound

HANDS_FOR = timedelta(days=60)  # older hands are let go


def promises_of(network: Network, parts: frozenset[str], reader: Reader, now: datetime) -> list[Group]:
    """What is open, in groups; those with nothing in them are left out. A fixed number of queries."""
    return [group for group in all_groups(network, parts, reader, now) if group.lines]


def all_groups(network: Network, parts: frozenset[str], reader: Reader, now: datetime) -> Iterator[Group]:
    yield mails_drafted(network, reader)
    yield talks_open(network, reader, now)
    if "introductions" in parts:
        yield slots_open(network, reader, now)
    if "hot_seat" in parts:
        yield seats_open(network, reader, now)
    if "tasks" in parts:
        yield tasks_left_behind(network, reader, now)
    if "steering_room" in parts:
        yield decisions_open(network, reader)
    if "voice" in parts:
        yield voice_open(network, reader, now)
    if "introductions" in parts:
        yield hands_open(network, now)


def named(name: str, reader: Reader) -> str:
    """The member's name, where the reader may know it."""
    return name if reader.sees_names else _("a member")


def mails_drafted(network: Network, reader: Reader) -> Group:
    """Mails that wait for somebody's yes."""

    def lines() -> Iterator[Line]:
        for mailing in mail_queries.drafts(network):
            count = mailing.waiting_count  # type: ignore[attr-defined]  # annotated
            yield Line(
                title=name_of(mailing),
                note=ngettext("To one person, not sent.", "To %(count)s people, not sent.", count) % {"count": count},
                url=reader.link(Permission.SEND_MAIL, "mailing:mailing", network, mailing.pk),
                action=_("Read the mail"),
                at=mailing.due_at,
            )

    return grouped(_("Mails that are drafted and not sent"), lines())


def talks_open(network: Network, reader: Reader, now: datetime) -> Group:
    """Speakers who were named or asked, and have not said yes."""
    waiting = Talk.objects.filter(network=network, meeting__starts_at__gt=now).exclude(state=Talk.State.ACCEPTED)
    rows = (
        waiting.exclude(meeting__state=Meeting.State.CANCELLED).select_related("meeting").order_by("meeting__starts_at")
    )
    words = {
        Talk.State.PLANNED: _("Named, but not asked yet."),
        Talk.State.ASKED: _("Asked, has not answered."),
        Talk.State.DECLINED: _("Cannot come: somebody else must be found."),
    }

    def lines() -> Iterator[Line]:
        for talk in rows:
            assert talk.meeting is not None
            who = talk.speaker_name or _("Nobody yet")
            yield Line(
                title=_("%(who)s, %(day)s") % {"who": who, "day": dates.day(talk.meeting.starts_at)},
                note=words[Talk.State(talk.state)],
                url=reader.link(
                    Permission.EDIT_PROGRAMME, "programme:manage", network, talk.meeting.pk, anchor="#talk"
                ),
                action=_("See the talk"),
                at=talk.meeting.starts_at,
            )

    return grouped(_("Speakers without a yes"), lines())


def slots_open(network: Network, reader: Reader, now: datetime) -> Group:
    """Three minutes that were offered and not answered, accepted, or promised for another evening."""
    coming = Q(meeting__starts_at__gt=now, state__in=[SlotOffer.State.OFFERED, SlotOffer.State.ACCEPTED])
    later = Q(state=SlotOffer.State.CLOSED, answered_at__gt=now - timedelta(days=180))
    rows = SlotOffer.objects.filter(coming | later, meeting__network=network)
    rows = rows.exclude(meeting__state=Meeting.State.CANCELLED).select_related("meeting", "person__user")
    words = {
        SlotOffer.State.OFFERED: _("Asked, has not answered."),
        SlotOffer.State.ACCEPTED: _("Has said yes."),
        SlotOffer.State.CLOSED: _("Said yes too late, and was promised the next evening."),
    }

    def lines() -> Iterator[Line]:
        for offer in rows.order_by("meeting__starts_at", "pk"):
            yield Line(
                title=_("%(who)s, %(day)s")
                % {"who": named(offer.person.name, reader), "day": dates.day(offer.meeting.starts_at)},
                note=words[SlotOffer.State(offer.state)],
                url=reader.link(Permission.EDIT_PROGRAMME, "programme:slots", network, offer.meeting_id),
                action=_("See the slots"),
                at=offer.meeting.starts_at,
            )

    return grouped(_("3 × 3 minutes that are offered or promised"), lines())


def seats_open(network: Network, reader: Reader, now: datetime) -> Group:
    """Who has the seat at a coming evening, who was asked, and who was told “later”."""
    url = reader.link(Permission.EDIT_PROGRAMME, "programme:hot_seat", network)
    wishes = HotSeatApplication.objects.filter(network=network).select_related("meeting", "person__user")
    chosen = wishes.filter(state=HotSeatApplication.State.CHOSEN, meeting__starts_at__gt=now)
    waiting = wishes.filter(state=HotSeatApplication.State.WAITING)
    asks = HotSeatAsk.objects.filter(meeting__network=network, meeting__starts_at__gt=now, declined_at=None)

    def lines() -> Iterator[Line]:
        for wish in chosen:
            assert wish.meeting is not None
            words = {"who": named(wish.person.name, reader), "day": dates.day(wish.meeting.starts_at)}
            yield Line(_("%(who)s, %(day)s") % words, _("Was promised the seat."), url, _("See the seat"))
        for ask in asks.select_related("meeting", "person__user"):
            words = {"who": named(ask.person.name, reader), "day": dates.day(ask.meeting.starts_at)}
            yield Line(_("%(who)s, %(day)s") % words, _("Asked to take the seat."), url, _("See the seat"))
        for wish in waiting:
            note = _("Was told: later.") if wish.told_later_at else _("Waits for an evening.")
            yield Line(named(wish.person.name, reader), note, url, _("See the seat"))

    return grouped(_("The hot seat and the brag spot"), lines())


def tasks_left_behind(network: Network, reader: Reader, now: datetime) -> Group:
    """Tasks of coming evenings that somebody took whose account is off now."""
    rows = MeetingTask.objects.filter(
        meeting__network=network, meeting__starts_at__gt=now, taken_by__is_active=False
    ).exclude(meeting__state=Meeting.State.CANCELLED)

    def lines() -> Iterator[Line]:
        for task in rows.select_related("meeting", "taken_by").order_by("meeting__starts_at", "position"):
            yield Line(
                title=_("%(task)s, %(day)s") % {"task": task.title, "day": dates.day(task.meeting.starts_at)},
                note=_("Taken by %(who)s, whose account is switched off.") % {"who": named(str(task.taken_by), reader)},
                url=reader.link(Permission.TAKE_PART, "programme:tasks", network, task.meeting_id),
                action=_("Give the task to somebody"),
            )

    return grouped(_("Tasks whose taker is gone"), lines())


def decisions_open(network: Network, reader: Reader) -> Group:
    """What the steering group decided to do and is not done."""
    rows = Decision.objects.filter(network=network, done_at=None, withdrawn_at=None).exclude(answer=Decision.Answer.NO)

    def note(decision: Decision) -> str:
        if decision.owner and not decision.owner.is_active:
            return _("%(who)s was to see to it, but the account is switched off.") % {"who": decision.owner}
        words = (
            [_("Seen to by %(who)s.") % {"who": decision.owner}] if decision.owner else [_("Nobody sees to it yet.")]
        )
        if decision.due_date:
            words.append(_("By %(day)s.") % {"day": dates.day(decision.due_date)})
        return " ".join(words)

    lines = (
        Line(
            decision.title,
            note(decision),
            reader.link(Permission.SEE_STEERING, "voice:decision", network, decision.pk),
            _("Open the decision"),
        )
        for decision in rows.select_related("owner").order_by("due_date", "decided_at")
    )
    return grouped(_("Decided and not done"), lines)


def voice_open(network: Network, reader: Reader, now: datetime) -> Group:
    """Rounds and drafts that are open, and what members said that has no outcome."""
    rounds = InputRound.objects.filter(network=network, state__in=[InputRound.State.DRAFT, InputRound.State.OPEN])
    drafts = Consultation.objects.filter(network=network).exclude(state=Consultation.State.ADOPTED)
    unanswered = Input.objects.filter(network=network, outcome="", erased_at=None).count()

    def lines() -> Iterator[Line]:
        if unanswered:
            title = ngettext("One thing a member said", "%(count)s things members said", unanswered)
            note = _("Waits for an outcome: whoever said it is told once.")
            yield Line(
                title % {"count": unanswered},
                note,
                reader.link(Permission.SEE_STEERING, "voice:stream", network),
                _("See"),
            )
        for asked in rounds[:SHOWN]:
            words = _("Open for answers until %(day)s.") % {"day": dates.day(asked.deadline_at)}
            note = words if asked.state == InputRound.State.OPEN else _("Being prepared, not sent.")
            url = reader.link(Permission.SEE_STEERING, "voice:round", network, asked.pk)
            yield Line(asked.title, note, url, _("See the round"))
        for draft in drafts[:SHOWN]:
            url = reader.link(Permission.SEE_STEERING, "voice:consultation", network, draft.pk)
            yield Line(draft.title, str(draft.get_state_display()), url, _("See the draft"))

    return grouped(_("What members were asked, and what they said"), lines())


def hands_open(network: Network, now: datetime) -> Group:
    """How many hands wait for the answer of whoever they were held out to. Nobody else learns between whom."""
    count = Hand.objects.filter(
        evening__meeting__network=network,
        taken_at=None,
        declined_at=None,
        at__gt=now - HANDS_FOR,
        speaker__isnull=False,
    ).count()
    title = ngettext("One hand waits for an answer", "%(count)s hands wait for an answer", count) % {"count": count}
    note = _("Between members; they answer on their own page.")
    return grouped(_("Hands that were held out"), [Line(title, note)] if count else [])
