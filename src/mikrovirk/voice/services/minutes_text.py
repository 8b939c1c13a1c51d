"""A steering meeting as plain text: its agenda, its minutes, and what was decided."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.voice.models import AgendaPoint, Decision, SteeringMeeting


def as_text(meeting: SteeringMeeting, points: Sequence[AgendaPoint], loose: Sequence[Decision] = ()) -> str:
    """The minutes, point by point, as they read now."""
    return "\n\n".join(_paragraphs(meeting, points, loose))


def _paragraphs(meeting: SteeringMeeting, points: Sequence[AgendaPoint], loose: Sequence[Decision]) -> Iterator[str]:
    if meeting.present:
        yield _("There were: %(names)s") % {"names": meeting.present}
    for number, point in enumerate(points, start=1):
        yield "\n".join(filter(None, (f"{number}. {point.title}", point.minutes.strip())))
        if decisions := decisions_as_text(point.decisions.all()):
            yield decisions
    if loose:
        yield decisions_as_text(loose)


def agenda_as_text(points: Iterable[AgendaPoint]) -> str:
    """One line for each point."""
    return "\n".join(f"- {number}. {point.title}" for number, point in enumerate(points, start=1))


def decisions_as_text(decisions: Iterable[Decision]) -> str:
    return "\n".join(f"- {decision_in_words(decision)}" for decision in decisions if decision.withdrawn_at is None)


def decision_in_words(decision: Decision) -> str:
    """ "Det gør vi: Møde kl. 8 i marts. Fordi: … (Karen Holm, senest mandag 1. marts)"."""
    facts = {"answer": decision.get_answer_display(), "title": decision.title, "reason": one_line(decision.reason)}
    words = _("%(answer)s: %(title)s. Because: %(reason)s") % facts
    who = str(decision.owner) if decision.owner else ""
    by_when = _("by %(day)s") % {"day": dates.day(decision.due_date)} if decision.due_date else ""
    more = ", ".join(filter(None, (who, by_when)))
    return f"{words} ({more})" if more else words


def one_line(text: str) -> str:
    return " ".join(text.split())


def in_a_sentence(names: Sequence[str]) -> str:
    """ "Karen Holm, Bo Lind og Mie Krogh"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}
