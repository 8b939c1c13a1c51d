"""Reads: what the steering group decided, how it stands, and who could see to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.voice.domain.steering import Standing, standing
from mikrovirk.voice.models import Conclusion, Decision, Input, Theme

PART = "steering_room"
STAFF = (Role.Name.COORDINATOR, Role.Name.STEERING)
MEETINGS_BACK = timedelta(days=31)  # a decision may be seen at the meeting that has just been
NAMED_AT_MOST = 6

STILL_TO_DO = Q(answer=Decision.Answer.YES, done_at=None, withdrawn_at=None)
DUE_FIRST = (F("due_date").asc(nulls_last=True), "pk")  # what has no day comes last, in every database


def decisions_in(network: Network) -> QuerySet[Decision]:
    """The decisions of a network with who sees to them, newest first; `owner_left`: that person is there no more."""
    there = Role.objects.filter(network=network, user=OuterRef("owner"))
    left = Q(owner__isnull=False) & (~Exists(there) | Q(owner__is_active=False))
    rows = Decision.objects.filter(network=network).annotate(owner_left=left_or_not(left))
    return rows.select_related("network", "owner", "steering_meeting", "meeting", "season")


def left_or_not(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def standing_of(decision: Decision, today: date | None = None) -> Standing:
    """How the decision stands today."""
    return standing(
        answer=decision.answer,
        is_done=decision.done_at is not None,
        is_withdrawn=decision.withdrawn_at is not None,
        due=decision.due_date,
        today=today or timezone.localdate(),
    )


def of_standing(shown: str, today: date) -> Q:
    """The decisions a filter shows: one of Standing, "adrift" (to do, and nobody sees to it), or all of them."""
    is_late = Q(due_date__lt=today)
    return {
        Standing.OPEN: STILL_TO_DO,
        Standing.OVERDUE: STILL_TO_DO & is_late,
        Standing.DONE: Q(done_at__isnull=False, withdrawn_at=None),
        Standing.LATER: Q(answer=Decision.Answer.LATER, done_at=None, withdrawn_at=None),
        Standing.NO: Q(answer=Decision.Answer.NO, withdrawn_at=None),
        Standing.WITHDRAWN: Q(withdrawn_at__isnull=False),
        "adrift": STILL_TO_DO & (Q(owner=None) | Q(owner_left=True)),
    }.get(shown, Q())


@dataclass(frozen=True, slots=True)
class Counts:
    """How many decisions stand how."""

    open: int
    overdue: int
    adrift: int
    done: int
    later: int
    no: int
    withdrawn: int
    all: int


def counts_in(network: Network, today: date) -> Counts:
    """How many there are of each. One query."""
    names = [*(each.value for each in Standing), "adrift", "all"]
    wanted = {f"{name}_count": Count("pk", filter=of_standing(name, today)) for name in names}
    found = decisions_in(network).order_by().aggregate(**wanted)
    return Counts(**{name: found[f"{name}_count"] for name in names})


def owned_by(user: User, networks: Iterable[Network]) -> QuerySet[Decision]:
    """What somebody sees to in these networks and has not done yet, what is due first at the top."""
    rows = Decision.objects.filter(STILL_TO_DO, owner=user, network__in=list(networks))
    return rows.select_related("network").order_by(*DUE_FIRST)


# --- what a decision answers -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answered:
    """A theme a decision answers, and how many said it. Without a name: inputs that lie in no theme."""

    name: str
    count: int
    theme_pk: int | None = None


def answered_by(decisions: Iterable[Decision]) -> dict[int, list[Answered]]:
    """For each decision the themes it answers, most said first. One query.

    Who supported a wish counts beside the one who wrote it, and what was merged into another counts with it.
    """
    pks = [decision.pk for decision in decisions]
    rows = (
        Input.objects.annotate(answer=Coalesce("decision", "merged_into__decision"))
        .filter(answer__in=pks)
        .values("answer", "theme", "theme__name")
        .annotate(said=Count("pk") + Coalesce(Sum("support_count"), 0))
        .order_by("-said", "theme__name")
    )
    found: dict[int, list[Answered]] = {pk: [] for pk in pks}
    for row in rows:
        found[row["answer"]].append(Answered(row["theme__name"] or "", row["said"], row["theme"]))
    return found


def inputs_of(decision: Decision) -> QuerySet[Input]:
    """The inputs a decision answers, with where they came from."""
    said = Input.objects.filter(Q(decision=decision) | Q(merged_into__decision=decision), erased_at=None)
    in_themes = (F("theme__position").asc(nulls_last=True), F("theme_id").asc(nulls_last=True))
    return said.select_related("theme", "round", "person__user").order_by(*in_themes, "position", "pk")


def conclusions_behind(decision: Decision) -> QuerySet[Conclusion]:
    """The conclusions of rounds that rest on the themes the decision answers."""
    themes = Input.objects.filter(decision=decision, theme__isnull=False).values("theme")
    return Conclusion.objects.filter(themes__in=themes).select_related("round").distinct().order_by("round", "position")


def themes_to_answer(network: Network, decision: Decision | None = None) -> QuerySet[Theme]:
    """Themes with inputs that no decision answers yet (or this one does); `waiting_count` says how many."""
    free = Q(inputs__decision=None, inputs__outcome="", inputs__erased_at=None)
    if decision is not None and decision.pk:
        free |= Q(inputs__decision=decision)
    themes = Theme.objects.filter(network=network).annotate(waiting_count=Count("inputs", filter=free))
    return (
        themes.filter(waiting_count__gt=0)
        .select_related("round")
        .order_by(F("round_id").desc(nulls_last=True), "position", "pk")
    )


# --- who and where ---------------------------------------------------------------------------------------------------


def staff_users(network: Network) -> QuerySet[User]:
    """The group and the coordinators by name, each once."""
    there = Role.objects.filter(network=network, name__in=STAFF).values("user")
    return User.objects.filter(pk__in=there, is_active=True).order_by("full_name", "pk")


def people_called(network: Network, words: str) -> list[User]:
    """Those in the network with that name or address: exactly it if anybody has, else all that begin so."""
    there = Role.objects.filter(network=network).values("user")
    people = User.objects.filter(pk__in=there, is_active=True).order_by("full_name", "pk")
    exact = list(people.filter(Q(email=words.lower()) | Q(full_name__iexact=words))[:NAMED_AT_MOST])
    return exact or list(people.filter(full_name__istartswith=words)[:NAMED_AT_MOST])


def meetings_to_choose(network: Network) -> QuerySet[Meeting]:
    """Where members could see what became of a decision: meetings to come, and those of the last month."""
    rows = Meeting.objects.filter(network=network, starts_at__gt=timezone.now() - MEETINGS_BACK)
    return rows.exclude(state=Meeting.State.CANCELLED).order_by("starts_at")


def seasons_to_choose(network: Network) -> QuerySet[Season]:
    return Season.objects.filter(network=network)
