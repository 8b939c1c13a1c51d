"""The draft of a recap: what there is to tell of an evening, in plain words, for everybody and for members."""

from collections.abc import Callable, Iterator, Sequence

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.live.domain.recap import Reader
from mikrovirk.live.queries.hall import Line, PollTold
from mikrovirk.live.queries.recap import Introduced, SeatKind, SeatTold, Told


def draft_for(told: Told, reader: Reader) -> str:
    """What `reader` is told, paragraph by paragraph, in the installation's language: the recap is one text for all.

    Members read what everybody reads as well, so their text holds only what is for members alone.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return "\n\n".join(_paragraphs(told, reader))


def _paragraphs(told: Told, reader: Reader) -> Iterator[str]:
    if reader is Reader.EVERYBODY:
        yield capfirst(_attendance(told))
        yield from _talk(told)
    yield from _introduced([each for each in told.introduced if each.reader is reader])
    if told.seat and told.seat.reader is reader:
        yield _seat(told.seat)
    yield from _list(_("The hall asked, and got an answer:"), told.hall.answered, reader)
    yield from _list(_("Wishes from the hall:"), told.hall.wishes, reader, line_of=_wish)
    for poll in told.hall.polls:
        if poll.reader is reader:
            yield _poll(poll)
    yield from _list(_("We agreed:"), told.hall.agreed, reader)


def _attendance(told: Told) -> str:
    facts = {"count": told.came, "title": told.meeting.title, "day": dates.day(told.meeting.starts_at)}
    if not told.came:
        return _("On %(day)s we met for “%(title)s”.") % facts
    came = (
        ngettext(
            "On %(day)s one person came to “%(title)s”.", "On %(day)s %(count)s people came to “%(title)s”.", told.came
        )
        % facts
    )
    if not 0 < told.first_timers < told.came:
        return came
    new = ngettext(
        "For one of them it was the first time.", "For %(count)s of them it was the first time.", told.first_timers
    )
    return f"{came} {new % {'count': told.first_timers}}"


def _talk(told: Told) -> Iterator[str]:
    facts = {"title": told.talk_title, "speaker": told.speaker}
    said = ""
    if told.talk_title and told.speaker:
        said = _("The talk: “%(title)s” by %(speaker)s.") % facts
    elif told.talk_title:
        said = _("The talk: “%(title)s”.") % facts
    elif told.speaker:
        said = _("The talk was given by %(speaker)s.") % facts
    left = _("In the toolbox members now find: %(titles)s.") % {"titles": ", ".join(told.materials)}
    if said or told.materials:
        yield " ".join(filter(None, (said, left if told.materials else "")))


def _introduced(people: Sequence[Introduced]) -> Iterator[str]:
    if people:
        title = ngettext(
            "One new member told of their business in three minutes:",
            "%(count)s new members told of their business in three minutes each:",
            len(people),
        )
        lines = (f"{each.name}, {each.business}" if each.business else each.name for each in people)
        yield _as_list(title % {"count": len(people)}, lines)


def _seat(seat: SeatTold) -> str:
    who = f"{seat.name} ({seat.business})" if seat.business else seat.name
    if seat.kind == SeatKind.BRAG_SPOT:
        told = _("The brag spot: %(who)s told of “%(title)s”.") % {"who": who, "title": seat.title}
        return f"{told} {seat.brief}".strip()
    asked = _("The hot seat: %(who)s asked the hall about “%(title)s”.") % {"who": who, "title": seat.title}
    given = ngettext(
        "The hall gave one piece of advice to take home.",
        "The hall gave %(count)s pieces of advice, offers and contacts to take home.",
        seat.inputs,
    )
    return f"{asked} {given % {'count': seat.inputs}}" if seat.inputs else asked


def _poll(poll: PollTold) -> str:
    title = _("We asked the hall: %(question)s") % {"question": poll.question}
    return _as_list(title, (f"{text}: {count}" for text, count in poll.answers))


def _wish(line: Line) -> str:
    if line.wanted < 2:
        return line.text
    return _("%(wish)s (%(count)s wish for it)") % {"wish": line.text, "count": line.wanted}


def _list(
    title: str, lines: Sequence[Line], reader: Reader, *, line_of: Callable[[Line], str] = lambda line: line.text
) -> Iterator[str]:
    found = [line_of(line) for line in lines if line.reader is reader]
    if found:
        yield _as_list(title, found)


def _as_list(title: str, lines: Iterator[str] | Sequence[str]) -> str:
    return "\n".join([title, *(f"- {line}" for line in lines)])
