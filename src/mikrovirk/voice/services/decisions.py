"""Writes: the steering group decides, somebody sees to it, and what came of it is kept with its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.voice.models import AgendaPoint, Decision, DecisionChange, Input, Outcome, SteeringMeeting, Theme
from mikrovirk.voice.queries import decisions as queries
from mikrovirk.voice.services import outcomes, you_said
from mikrovirk.voice.services.outcome_words import cut
from mikrovirk.voice.services.outcomes import Given

What = DecisionChange.What
OUTCOMES: dict[str, str] = {
    Decision.Answer.YES: Outcome.TAKEN_UP,
    Decision.Answer.LATER: Outcome.LATER,
    Decision.Answer.NO: Outcome.NO,
}


class NothingToShow(Exception):
    """The decision answers nothing that members said, so there is nothing to tell them."""


class NotForDoing(Exception):
    """What was declined or withdrawn cannot be done."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a decision says."""

    title: str
    answer: str
    reason: str
    owner: User | None = None
    due_date: date | None = None
    meeting: Meeting | None = None
    season: Season | None = None


@transaction.atomic
def decide(
    network: Network,
    words: Words,
    *,
    by: User,
    at: datetime,
    themes: Iterable[Theme] = (),
    gives_outcome: bool = False,
    steering_meeting: SteeringMeeting | None = None,
    point: AgendaPoint | None = None,
) -> Decision:
    """Keep what was decided, where it was, and which themes of what members said it answers.

    `gives_outcome`: what waits in the themes has its outcome by this, in the words of the decision.
    """
    decision = Decision.objects.create(
        network=network,
        **_fields(words),
        decided_at=at,
        decided_by=by,
        steering_meeting=steering_meeting or (point.meeting if point else None),
        point=point,
    )
    _note(decision, What.MADE, by=by, at=at)
    answer_themes(decision, themes := list(themes))
    if gives_outcome:
        give_outcomes(decision, themes, by=by, at=at)
    return decision


def _fields(words: Words) -> dict[str, object]:
    return {name: getattr(words, name) for name in Words.__dataclass_fields__}


@transaction.atomic
def change_decision(
    decision: Decision,
    words: Words,
    *,
    themes: Iterable[Theme],
    by: User,
    at: datetime,
    gives_outcome: bool = False,
) -> None:
    """Other words, another owner or day. What it said before is in its history."""
    before = {name: getattr(decision, name) for name in Words.__dataclass_fields__}
    for name, value in _fields(words).items():
        setattr(decision, name, value)
    if decision.answer == Decision.Answer.NO:
        decision.done_at, decision.done_by, decision.done_words = None, None, ""
    decision.save(update_fields=[*before, "done_at", "done_by", "done_words"])
    if before["owner"] != words.owner:
        _note(decision, What.OWNER, by=by, at=at, words=handed_over(before["owner"], words.owner))
    if told := changed_in_words(before, words):
        _note(decision, What.CHANGED, by=by, at=at, words=told)
    answer_themes(decision, themes := list(themes))
    if gives_outcome:
        give_outcomes(decision, themes, by=by, at=at)


def changed_in_words(before: dict[str, object], words: Words) -> str:
    """What it said before, where that is other now."""
    told = []
    if before["title"] != words.title:
        told.append(_("It was called “%(title)s”.") % {"title": before["title"]})
    if before["answer"] != words.answer:
        told.append(_("It said “%(answer)s”.") % {"answer": Decision.Answer(str(before["answer"])).label})
    if before["reason"] != words.reason:
        told.append(_("Because: %(reason)s") % {"reason": before["reason"]})
    if before["due_date"] != words.due_date:
        day = before["due_date"]
        told.append(_("By %(day)s.") % {"day": dates.day(day)} if isinstance(day, date) else _("There was no date."))
    if before["meeting"] != words.meeting or before["season"] != words.season:
        told.append(_("Where members see it was changed."))
    return " ".join(told)[:500]


def handed_over(before: object, after: User | None) -> str:
    nobody = _("nobody")
    return _("From %(before)s to %(after)s") % {"before": before or nobody, "after": after or nobody}


@transaction.atomic
def answer_themes(decision: Decision, themes: Iterable[Theme]) -> int:
    """Let the decision answer what waits in these themes, and no longer what waits in others; return how many inputs.

    Inputs that have had their outcome already stay with the decision that gave it.
    """
    chosen = [theme.pk for theme in themes]
    waiting = Input.objects.filter(network=decision.network_id, outcome="")
    waiting.filter(decision=decision).exclude(theme__in=chosen).update(decision=None)
    return waiting.filter(theme__in=chosen, decision=None, erased_at=None).update(decision=decision)


def give_outcomes(decision: Decision, themes: Iterable[Theme], *, by: User, at: datetime) -> None:
    """Give what waits in the themes its outcome: the decision's answer, in its words. Nobody writes it twice."""
    given = Given(OUTCOMES[decision.answer], told_to_authors(decision), decision)
    for theme in themes:
        outcomes.give_theme(theme, given, by=by, at=at)


def told_to_authors(decision: Decision) -> str:
    """What those who said it are told: what is decided, and why."""
    return cut(f"{decision.title}. {decision.reason.rstrip(' …')}")


@transaction.atomic
def give_to(decision: Decision, owner: User | None, *, by: User, at: datetime, words: str = "") -> None:
    """Somebody else sees to it, or nobody for now; `words` say why."""
    before, decision.owner = decision.owner, owner
    if before == owner:
        return
    decision.save(update_fields=["owner"])
    told = ". ".join(filter(None, (handed_over(before, owner), words)))
    _note(decision, What.OWNER, by=by, at=at, words=told[:500])


@transaction.atomic
def give_all_of(leaver: User, network: Network, *, to: User, by: User, at: datetime) -> list[Decision]:
    """Somebody takes over all that is left to do from another; return those decisions."""
    found = list(queries.owned_by(leaver, [network]).select_related("owner"))
    for decision in found:
        give_to(decision, to, by=by, at=at)
    return found


@transaction.atomic
def mark_done(decision: Decision, *, words: str, by: User, at: datetime) -> None:
    """It is done, and this is what was done. Raise NotForDoing where it was declined or withdrawn."""
    if decision.answer == Decision.Answer.NO or decision.withdrawn_at:
        raise NotForDoing
    decision.done_at, decision.done_by, decision.done_words = at, by, words
    decision.save(update_fields=["done_at", "done_by", "done_words"])
    _note(decision, What.DONE, by=by, at=at, words=words)


@transaction.atomic
def mark_not_done(decision: Decision, *, by: User, at: datetime) -> None:
    """It was not done after all; the words are in the history."""
    if decision.done_at is None:
        return
    decision.done_at, decision.done_by, decision.done_words = None, None, ""
    decision.save(update_fields=["done_at", "done_by", "done_words"])
    _note(decision, What.NOT_DONE, by=by, at=at)


@transaction.atomic
def withdraw(decision: Decision, *, why: str, by: User, at: datetime) -> None:
    """It no longer holds. Where everybody could read it, they read the reason as well."""
    decision.withdrawn_at, decision.withdrawn_by, decision.withdrawn_why = at, by, why
    decision.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _note(decision, What.WITHDRAWN, by=by, at=at, words=why)


@transaction.atomic
def put_back(decision: Decision, *, by: User, at: datetime) -> None:
    """It holds again."""
    if decision.withdrawn_at is None:
        return
    decision.withdrawn_at, decision.withdrawn_by, decision.withdrawn_why = None, None, ""
    decision.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _note(decision, What.PUT_BACK, by=by, at=at)


# --- for everybody ---------------------------------------------------------------------------------------------------


def said_by_members(decision: Decision) -> bool:
    """Whether the decision answers anything that was said."""
    return Input.objects.filter(Q(decision=decision) | Q(merged_into__decision=decision)).exists()


@transaction.atomic
def show(decision: Decision, *, quotes: Iterable[Input] = (), by: User, at: datetime) -> None:
    """Let everybody read it on "You said, we did", with these anonymous inputs word for word. Raise NothingToShow."""
    if not said_by_members(decision):
        raise NothingToShow
    decision.quotes.set(quotes)
    if decision.shown_at is None:
        decision.shown_at, decision.shown_by = at, by
        decision.save(update_fields=["shown_at", "shown_by"])
        _note(decision, What.SHOWN, by=by, at=at)


@transaction.atomic
def hide(decision: Decision, *, by: User, at: datetime) -> None:
    """Only the steering group reads it from now on."""
    if decision.shown_at is None:
        return
    decision.shown_at, decision.shown_by = None, None
    decision.save(update_fields=["shown_at", "shown_by"])
    _note(decision, What.HIDDEN, by=by, at=at)


def _note(decision: Decision, what: str, *, by: User, at: datetime, words: str = "") -> None:
    DecisionChange.objects.create(decision=decision, what=what, by=by, at=at, words=words)
    if decision.shown_at or what == What.HIDDEN:
        you_said.renew_drafts(decision.network, at=at)  # a mail that waits must not tell of yesterday
