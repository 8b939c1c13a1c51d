"""The plans of a draft as people read them: what each leaves out, and why each meeting stands as it does."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language

from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.season_plan import Planned, Season, season_of
from mikrovirk.programme.domain.season_plan.checking import broken
from mikrovirk.programme.domain.season_plan.explaining import explained
from mikrovirk.voice.domain.easing import can_be_eased
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries.plan_names import Names
from mikrovirk.voice.queries.season_file import ANY_NUMBER


def drafts_of(network: Network) -> QuerySet[SeasonDraft]:
    """Every run of the planner, newest first."""
    return SeasonDraft.objects.filter(network=network).select_related("created_by", "season", "consultation", "replans")


def document(draft: SeasonDraft, which: int) -> dict[str, Any]:
    """One of the plans as the planner answered: 0 the best, 1 and 2 the next best. Raise IndexError."""
    found: dict[str, Any] = draft.answer if which == 0 else draft.answer["alternatives"][which - 1]
    return found


def count_of(draft: SeasonDraft) -> int:
    """How many plans were found."""
    return 1 + len(draft.answer.get("alternatives", [])) if draft.answer.get("plan") else 0


# --- plans -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Because:
    """One reason: what it is about, in words."""

    about: str
    text: str


@dataclass(frozen=True)
class Row:
    """One meeting of a plan."""

    number: int
    day: date
    format: str
    topic: str
    support: int
    speaker: str
    venue: str
    area: str
    hot_seat: tuple[str, ...]
    newest: tuple[str, ...]
    because: tuple[Because, ...]
    differs: bool = False  # from the best plan, in topic or date
    by_hand: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A wish that a plan does not meet."""

    id: str
    name: str
    number: int  # how many support the topic, or how many days somebody has waited


@dataclass(frozen=True)
class Shown:
    """A plan with what it costs."""

    which: int
    rows: tuple[Row, ...]
    support: int
    waited: int
    optimal: bool
    same_area: int
    topics_left: tuple[LeftOut, ...]  # those that somebody would come for
    waiting_left: tuple[LeftOut, ...]
    newest_left: int
    lost: tuple[str, ...] = ()  # beside the best plan: topics and turns that it has and this has not
    fewer_supporters: int = 0
    more_waiting: int = 0
    has_turns: bool = False

    @property
    def letter(self) -> str:
        return "ABC"[self.which]

    @property
    def differing(self) -> int:
        return sum(row.differs for row in self.rows)


def plans_of(draft: SeasonDraft, names: Names, *, only: Iterable[int] | None = None) -> list[Shown]:
    """The plans that were found, the best first."""
    wanted = range(count_of(draft)) if only is None else [which for which in only if which < count_of(draft)]
    return [shown(draft, names, which) for which in wanted]


def shown(draft: SeasonDraft, names: Names, which: int) -> Shown:
    plan, asked = document(draft, which), draft.asked
    meetings = plan["plan"]
    used = {each["topic"] for each in meetings}
    turns = {name for each in meetings for name in (*each["hot_seat"], *each["newest"])}
    left = [
        LeftOut(t["id"], names(t["id"]), t["support"]) for t in asked["topics"] if t["support"] and t["id"] not in used
    ]
    waiting = [LeftOut(p["id"], names(p["id"]), p["waited"]) for p in asked["hot_seat"] if p["id"] not in turns]
    costs = plan.get("costs", {})
    lost = [names(name) for what in ("topics", "hot_seat", "newest") for name in costs.get(what, [])]
    return Shown(
        which=which,
        rows=tuple(rows_of(draft, plan, names)),
        support=plan["support"],
        waited=plan["waited"],
        optimal=plan["optimal"],
        same_area=plan["same_area"],
        topics_left=tuple(sorted(left, key=lambda each: (-each.number, each.name))),
        waiting_left=tuple(sorted(waiting, key=lambda each: (-each.number, each.name))) if asked_for(draft) else (),
        newest_left=sum(each["id"] not in turns for each in asked["newest"]),
        lost=tuple(lost),
        fewer_supporters=costs.get("support", 0),
        more_waiting=costs.get("waited", 0),
        has_turns=any(each["hot_seat"] or each["newest"] for each in meetings),
    )


def asked_for(draft: SeasonDraft) -> bool:
    """Whether anybody was to have the hot seat."""
    return any(each.get("hot_seat") for each in draft.asked["meetings"])


def rows_of(draft: SeasonDraft, plan: Mapping[str, Any], names: Names) -> list[Row]:
    asked = draft.asked
    formats = {each["number"]: each["format"] for each in asked["meetings"]}
    support = {each["id"]: each["support"] for each in asked["topics"]}
    areas = {each["id"]: each["area"] for each in asked["venues"]}
    differs = set(plan.get("differs", []))
    return [
        Row(
            number=each["number"],
            day=date.fromisoformat(each["date"]),
            format=names.formats.get(formats[each["number"]], formats[each["number"]]),
            topic=names(each["topic"]),
            support=support.get(each["topic"], 0),
            speaker=capfirst(names(each["speaker"])),
            venue=names(each["venue"]),
            area=areas.get(each["venue"], ""),
            hot_seat=tuple(names(name) for name in each["hot_seat"]),
            newest=tuple(names(name) for name in each["newest"]),
            because=tuple(reasons(each.get("because", []), names, formats[each["number"]])),
            differs=each["number"] in differs,
            by_hand=bool(each.get("by_hand")),
        )
        for each in plan["plan"]
    ]


def reasons(because: Iterable[Mapping[str, str]], names: Names, format_key: str) -> Iterable[Because]:
    language = "en" if get_language() == "en" else "da"
    for each in because:
        if str(ANY_NUMBER) not in each[language]:  # a venue of which nobody has said how many it holds
            yield Because(each["about"], names.in_text(each[language], format_key=format_key))


def hour_of(draft: SeasonDraft) -> time:
    """When the meetings begin."""
    return time.fromisoformat(draft.wishes.get("hour") or "17:30")


# --- where nothing fits ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hindrance:
    """A demand that cannot hold together with the others of its set."""

    position: int
    demand: str
    concerns: tuple[Any, ...]
    text: str
    can_be_eased: bool


def hindrances(draft: SeasonDraft, names: Names, which: str = "conflict") -> list[Hindrance]:
    """The smallest set of demands that cannot hold together, or ("let_go") the least to let go of."""
    return in_words(draft.answer.get(which, []), names)


def in_words(demands: Iterable[Mapping[str, Any]], names: Names) -> list[Hindrance]:
    """Demands of an answer, as people read them."""
    language = "en" if get_language() == "en" else "da"
    return [
        Hindrance(
            position,
            each["demand"],
            tuple(each["concerns"]),
            names.in_text(each[language]),
            can_be_eased(each["demand"]),
        )
        for position, each in enumerate(demands)
    ]


# --- changed by hand -------------------------------------------------------------------------------------------------


def planned_of(plan: Mapping[str, Any]) -> list[Planned]:
    """The meetings of a plan as the domain reads them."""
    return [
        Planned(
            each["number"],
            date.fromisoformat(each["date"]),
            each["topic"],
            each["speaker"],
            each["venue"],
            tuple(each["hot_seat"]),
            tuple(each["newest"]),
        )
        for each in plan["plan"]
    ]


def breaks(season: Season, before: list[Planned], after: list[Planned], names: Callable[[str], str]) -> list[str]:
    """The demands, in words, that hold before a change and no longer after it."""
    held = set(broken(season, before))
    new = [each for each in broken(season, after) if each not in held]
    language = get_language() or "da"
    return [capfirst(each.wording.in_language(language)) for each in explained(season, new, names=names)]


def season_asked(draft: SeasonDraft) -> Season:
    return season_of(draft.asked)[0]
