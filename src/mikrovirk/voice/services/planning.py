"""A run of the season planner: asked for on a page, planned by the worker, looked at, changed by hand, chosen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.common import carrier
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.season_plan import NotASeason, Planned, season_of
from mikrovirk.programme.domain.season_plan.checking import broken
from mikrovirk.programme.domain.season_plan.reasons import because
from mikrovirk.programme.domain.season_plan.season import plan_of
from mikrovirk.programme.models import Season
from mikrovirk.voice.domain.easing import without
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries.plans import document, planned_of

State = SeasonDraft.State
RUNNING = (State.WAITING, State.PLANNING)
SILENT_AFTER = timedelta(seconds=20)  # a worker that has not been seen for so long is dead
TRIES = 3  # a season that ends three workers is not tried again
OTHERS = 2  # how many plans beside the best


class CannotAsk(ValueError):
    """What is wished makes no season; the message says why, in the words of the file."""


# --- asking ----------------------------------------------------------------------------------------------------------


def ask(
    network: Network,
    *,
    name: str,
    wishes: dict[str, Any],
    asked: dict[str, Any],
    by: User | None,
    at: datetime,
    replans: Season | None = None,
) -> SeasonDraft:
    """Ask for a season to be planned; the worker takes it in a second or two. Raise CannotAsk."""
    try:
        season_of(asked)
    except NotASeason as error:
        raise CannotAsk(str(error)) from error
    draft = SeasonDraft.objects.create(
        network=network, name=name, wishes=wishes, asked=asked, replans=replans, created_by=by, created_at=at
    )
    carrier.tell(draft)
    return draft


def ask_without(draft: SeasonDraft, easings: Sequence[dict[str, Any]], *, by: User | None, at: datetime) -> SeasonDraft:
    """What if these demands were let go? Ask the same season again without them. Raise KeyError for one that cannot be."""
    asked = draft.asked
    for each in easings:
        asked = without(asked, each["demand"], each["concerns"])
    wishes = {**draft.wishes, "eased": [*draft.wishes.get("eased", []), *easings]}
    return ask(draft.network, name=draft.name, wishes=wishes, asked=asked, by=by, at=at, replans=draft.replans)


def ask_why_not(draft: SeasonDraft, topic: str, *, by: User | None, at: datetime) -> SeasonDraft:
    """Why has this topic no meeting? Ask the same season again with it forced in: what that costs, or what stands against it."""
    wishes = {**draft.wishes, "why_not": topic}
    return ask(draft.network, name=draft.name, wishes=wishes, asked=draft.asked, by=by, at=at, replans=draft.replans)


def task_of(draft: SeasonDraft) -> dict[str, Any]:
    """What the planning process is given. The rest of a season has one plan, the one that moves least."""
    published, why_not = draft.wishes.get("published"), draft.wishes.get("why_not")
    return {
        "season": draft.asked,
        "published": published,
        "why_not": why_not,
        "others": 0 if published or why_not else OTHERS,
    }


def cancel(draft: SeasonDraft, *, at: datetime) -> bool:
    """Stop planning; False where it had ended before."""
    running = SeasonDraft.objects.filter(pk=draft.pk, state__in=RUNNING)
    return bool(running.update(state=State.CANCELLED, ended_at=at, claim=""))


@transaction.atomic
def ask_again(draft: SeasonDraft, *, at: datetime) -> None:
    """Plan once more what was stopped or failed."""
    ended = SeasonDraft.objects.filter(pk=draft.pk, state__in=[State.CANCELLED, State.FAILED])
    ended.update(state=State.WAITING, why="", claim="", tries=0, ended_at=None, stage="", answer={}, created_at=at)
    carrier.tell(draft)


def remove(draft: SeasonDraft) -> bool:
    """Throw a run away; one that the members were shown, or a season was laid of, stays: False."""
    gone, _by_model = SeasonDraft.objects.filter(pk=draft.pk, consultation=None, season=None).delete()
    return bool(gone)


# --- for the worker --------------------------------------------------------------------------------------------------


def to_plan(now: datetime) -> QuerySet[SeasonDraft]:
    """What waits, and what a worker had begun that is not heard of any more; the oldest first."""
    silent = Q(state=State.PLANNING, seen_at__lt=now - SILENT_AFTER)
    return SeasonDraft.objects.filter(Q(state=State.WAITING) | silent).order_by("created_at", "pk")


def claim_next(*, now: datetime) -> SeasonDraft | None:
    """Take the next season to plan, so that no other worker does; None where there is none."""
    for draft in to_plan(now)[:5]:
        if draft.tries >= TRIES:
            fail(draft.pk, draft.claim, why="worker", at=now)
            continue
        mine = uuid4().hex
        taken = SeasonDraft.objects.filter(pk=draft.pk, state=draft.state, claim=draft.claim, seen_at=draft.seen_at)
        if taken.update(state=State.PLANNING, claim=mine, started_at=now, seen_at=now, stage="", tries=F("tries") + 1):
            draft.refresh_from_db()
            return draft
    return None


def mine(pk: int, claim: str) -> QuerySet[SeasonDraft]:
    """The draft, as long as it is this worker's."""
    return SeasonDraft.objects.filter(pk=pk, state=State.PLANNING, claim=claim)


def still_at_it(pk: int, claim: str, *, now: datetime, stage: str) -> bool:
    """Say that it is being planned and how far it is; False where it was stopped or taken over."""
    return bool(mine(pk, claim).update(seen_at=now, stage=stage))


def finish(pk: int, claim: str, answer: dict[str, Any], *, at: datetime) -> bool:
    """Keep what came out; False where it was stopped meanwhile."""
    state = State.READY if answer["plan"] is not None else State.IMPOSSIBLE
    why_not = answer.get("why_not") or {}
    if why_not.get("plan"):  # the best plan with the topic stands beside the best of all
        say_why_it_is_in(why_not)
        answer = {**answer, "alternatives": [{**why_not, "differs": differing(answer["plan"], why_not["plan"])}]}
    return bool(mine(pk, claim).update(state=state, answer=answer, ended_at=at, why="", stage=""))


def say_why_it_is_in(why_not: dict[str, Any]) -> None:
    """The topic that was asked for stands there because it was asked for."""
    asked_for = {
        "about": "topic",
        "da": "Emnet er sat ind for at se, hvad det koster.",
        "en": "Put in to see its price.",
    }
    for row in why_not["plan"]:
        if row["topic"] == why_not["topic"]:
            row["because"] = [each if each["about"] != "topic" else asked_for for each in row["because"]]
            row["because"] = [each for at, each in enumerate(row["because"]) if each not in row["because"][:at]]


def differing(plan: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[int]:
    """The numbers of the meetings that differ in topic or date."""
    pairs = zip(plan, other, strict=True)
    return [one["number"] for one, two in pairs if (one["date"], one["topic"]) != (two["date"], two["topic"])]


def fail(pk: int, claim: str, *, why: str, at: datetime) -> bool:
    """Say that it could not be planned. `why`: "undecided", "too_long", "worker", or what was wrong in the file."""
    held = SeasonDraft.objects.filter(pk=pk, state__in=RUNNING, claim=claim)
    return bool(held.update(state=State.FAILED, why=why[:300], ended_at=at, stage=""))


def give_back(pk: int, claim: str) -> bool:
    """The worker ends before it is done: the next one takes it."""
    return bool(mine(pk, claim).update(state=State.WAITING, claim="", seen_at=None, stage="", tries=F("tries") - 1))


# --- choosing --------------------------------------------------------------------------------------------------------


class NoSuchPlan(Exception):
    """The draft has no plan of that number, or was laid already."""


@transaction.atomic
def choose(draft: SeasonDraft, chosen: int) -> None:
    """Say which of the plans is to be the season. Raise NoSuchPlan."""
    held = SeasonDraft.objects.select_for_update().get(pk=draft.pk)
    if held.state != State.READY or held.season_id or not 0 <= chosen <= len(held.answer.get("alternatives", [])):
        raise NoSuchPlan
    held.chosen = chosen
    held.save(update_fields=["chosen"])
    draft.chosen = chosen


# --- changing by hand ------------------------------------------------------------------------------------------------


@transaction.atomic
def change_meeting(draft: SeasonDraft, which: int, changed: Planned) -> None:
    """Give one meeting of a plan another day, topic, speaker, place or people; the reasons follow. Raise NoSuchPlan.

    What the planner had laid is kept beside it, so that it can be put back.
    """
    held = _open(draft)
    plan = document(held, which)
    row = next(each for each in plan["plan"] if each["number"] == changed.number)
    row.setdefault("by_hand", {name: row[name] for name in (*_BY_HAND, "because")})
    row |= plain(changed)
    if all(row[name] == row["by_hand"][name] for name in _BY_HAND):
        row |= row.pop("by_hand")
    _keep_plan(held, plan)
    draft.answer = held.answer


@transaction.atomic
def put_back(draft: SeasonDraft, which: int, number: int) -> None:
    """Give one meeting of a plan what the planner had laid. Raise NoSuchPlan."""
    held = _open(draft)
    plan = document(held, which)
    row: dict[str, Any] = next((each for each in plan["plan"] if each["number"] == number), {})
    row |= row.pop("by_hand", {})
    _keep_plan(held, plan)
    draft.answer = held.answer


_BY_HAND = ("date", "topic", "speaker", "venue", "hot_seat", "newest")


def plain(planned: Planned) -> dict[str, Any]:
    """A meeting as the answer has it."""
    return {
        "date": planned.date.isoformat(),
        "topic": planned.topic,
        "speaker": planned.speaker,
        "venue": planned.venue,
        "hot_seat": list(planned.hot_seat),
        "newest": list(planned.newest),
    }


def _open(draft: SeasonDraft) -> SeasonDraft:
    held = SeasonDraft.objects.select_for_update().get(pk=draft.pk)
    if held.state != State.READY or held.season_id or held.consultation_id:
        raise NoSuchPlan
    return held


def _keep_plan(draft: SeasonDraft, plan: dict[str, Any]) -> None:
    """Save a plan that was changed, with its sums; reasons are told anew as long as every demand holds."""
    season = season_of(draft.asked)[0]
    summed = plan_of(season, tuple(planned_of(plan)))
    plan |= {"support": summed.support, "waited": summed.waited, "joined": summed.joined}
    plan["same_area"] = summed.same_area
    holds = not broken(season, summed.meetings)
    for row in plan["plan"]:
        if "by_hand" in row:
            row["because"] = [{"about": "by_hand", "da": "Ændret i hånden.", "en": "Changed by hand."}]
        elif holds:
            row["because"] = [
                {"about": each.about, "da": each.wording.da, "en": each.wording.en}
                for each in because(season, summed, row["number"])
            ]
    draft.save(update_fields=["answer"])
