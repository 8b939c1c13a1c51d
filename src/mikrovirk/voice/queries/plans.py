"""The plans of a draft as people read them: names for ids, what each leaves out, and why each meeting stands as it does."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.season_plan import Planned, Season, season_of
from mikrovirk.programme.domain.season_plan.checking import broken
from mikrovirk.programme.domain.season_plan.explaining import explained
from mikrovirk.programme.models import Format, Meeting, Talk, Topic, Venue
from mikrovirk.voice.domain.easing import OPEN_SPEAKER, can_be_eased
from mikrovirk.voice.models import SeasonDraft, Speaker
from mikrovirk.voice.queries.season_file import ANY_NUMBER

ID = re.compile(r"\b(?:topic|speaker|venue|person|evening|talk|place)-\d+\b")
_WAITED = re.compile(r"(har ventet|has waited) (\d+)")  # a file knows no unit of waiting: ours are days


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


# --- names -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Names:
    """What the ids of a file are called today; somebody who has left has no name any more."""

    known: Mapping[str, str]
    formats: Mapping[str, str]

    def __call__(self, name: str) -> str:
        if name in self.known:
            return self.known[name]
        return gone(name) if ID.fullmatch(name) else self.formats.get(name, name)

    def in_text(self, text: str, *, format_key: str = "") -> str:
        """A sentence of the planner's with names for ids."""
        text = _WAITED.sub(in_days, text)
        if format_key:
            name = self.formats.get(format_key, format_key)
            text = text.replace(f"passer til {format_key}", f"passer til {name}")
            text = text.replace(f"fit {format_key}", f"fit {name}")
        return capfirst(ID.sub(lambda found: self(found[0]), text))


def in_days(waited: re.Match[str]) -> str:
    """ "har ventet 12 dage"."""
    days = int(waited[2])
    return f"{waited[1]} " + ngettext("one day", "%(count)s days", days) % {"count": days}


def gone(name: str) -> str:
    kind = name.partition("-")[0]
    return {
        "person": _("somebody who has left"),
        "speaker": _("a speaker who is no longer there"),
        "talk": _("a speaker who is no longer there"),
        "venue": _("a venue that is no longer there"),
        "place": _("no venue yet"),
    }.get(kind, _("a topic that is no longer there"))


def keys_in(asked: Mapping[str, Any], kind: str, *lists: str) -> list[int]:
    found = [row["id"] for name in lists for row in asked.get(name, [])]
    return [int(name.rpartition("-")[2]) for name in found if name.startswith(f"{kind}-")]


def names_of(draft: SeasonDraft) -> Names:
    """The names for what a draft asks about. Seven queries at most."""
    asked, network = draft.asked, draft.network
    topics = Topic.objects.filter(network=network, pk__in=keys_in(asked, "topic", "topics"))
    venues = Venue.objects.filter(network=network, pk__in=keys_in(asked, "venue", "venues"))
    speakers = Speaker.objects.filter(network=network, pk__in=keys_in(asked, "speaker", "speakers"))
    people = Person.objects.filter(pk__in=keys_in(asked, "person", "hot_seat", "newest")).select_related("user")
    known = {f"topic-{pk}": name for pk, name in topics.values_list("pk", "name")}
    known |= {f"venue-{pk}": name for pk, name in venues.values_list("pk", "name")}
    known |= {f"speaker-{pk}": name for pk, name in speakers.values_list("pk", "name")}
    known |= {f"person-{person.pk}": person.name for person in people}
    known |= as_it_stands(network, asked)
    known[OPEN_SPEAKER] = _("a speaker who is to be found")
    formats = dict(Format.objects.filter(network=network).values_list("key", "name"))
    return Names(known, formats)


def as_it_stands(network: Network, asked: Mapping[str, Any]) -> dict[str, str]:
    """The names for what a running season has that is in no list: a talk's own speaker, an evening without a topic."""
    talks, evenings = keys_in(asked, "talk", "speakers"), keys_in(asked, "evening", "topics")
    found = {}
    if talks:
        rows = Talk.objects.filter(network=network, pk__in=talks).values_list("pk", "speaker_name")
        found = {f"talk-{pk}": name or _("the speaker") for pk, name in rows}
    if evenings:
        meetings = Meeting.objects.filter(network=network, pk__in=evenings).values_list("pk", "talk__title", "title")
        found |= {f"evening-{pk}": talk or title for pk, talk, title in meetings}
    return found


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
