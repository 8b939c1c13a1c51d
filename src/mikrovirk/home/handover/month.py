"""How the network runs, on a page: when it meets, and what a month round a meeting looks like."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.programme.queries.rhythm_words import rhythm_of_days, rhythm_of_season

LOOKED_AT = 12  # meetings held, for what is usual


@dataclass(frozen=True)
class Habit:
    """One step of a month: when, what, and whether a standing rule or a person does it."""

    when: str
    what: str
    by_itself: bool = False


@dataclass(frozen=True)
class Month:
    """How often the network meets, what is usual, and the steps round a meeting."""

    rhythm: str
    usual: tuple[str, ...]
    habits: tuple[Habit, ...]


def month_of(network: Network, parts: frozenset[str], rules: set[str], now: datetime) -> Month:
    """The month of this network, from its last season, what was held, its parts and its standing rules. Two queries."""
    season = Season.objects.filter(network=network).order_by("-pk").first()
    came = Count("sign_ups", filter=Q(sign_ups__checked_in_at__isnull=False))
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=now)
    rows = list(
        held.annotate(came=came)
        .order_by("-starts_at")
        .values_list("starts_at", "ends_at", "format__name", "came")[:LOOKED_AT]
    )
    rhythm = rhythm_of_season(season) if season else ""
    if not rhythm:
        rhythm = rhythm_of_days([timezone.localtime(row[0]).date() for row in rows])
    return Month(rhythm, tuple(usual(rows)), tuple(habits(parts, rules)))


def usual(rows: Sequence[tuple[datetime, datetime, str | None, int]]) -> Iterator[str]:
    """What is usual, in sentences; nothing before the first meeting."""
    if not rows:
        return
    hours = Counter((dates.hour(start), dates.hour(end)) for start, end, _name, _came in rows)
    (start, end), _times = hours.most_common(1)[0]
    yield _("Usually from %(start)s to %(end)s.") % {"start": start, "end": end}
    names = list(dict.fromkeys(name for _start, _end, name, _came in reversed(rows) if name))
    if len(names) > 1:
        yield _("The formats take turns: %(names)s.") % {"names": ", ".join(names)}
    came = [count for _start, _end, _name, count in rows if count]
    if came:
        yield ngettext("Usually one person comes.", "Usually %(count)s people come.", round(median(came))) % {
            "count": round(median(came))
        }
    yield _("The last meeting was %(day)s.") % {"day": dates.day(timezone.localtime(rows[0][0]))}


def habits(parts: frozenset[str], rules: set[str]) -> Iterator[Habit]:
    """The steps round one meeting, for the parts that are on."""

    def step(when: str, what: str, kind: str = "") -> Habit:
        return Habit(when, what, kind in rules)

    yield step(
        _("Six weeks before"), _("Find the talk: name a speaker, and the question is drafted."), "programme.talk_ask"
    )
    yield step(
        _("Five weeks before"),
        _("Publish the meeting. The invitation is drafted at once; read it and press."),
        "programme.invitation",
    )
    if "hot_seat" in parts:
        yield step(_("Three weeks before"), _("Choose who takes the hot seat or the brag spot."))
    if "introductions" in parts:
        yield step(
            _("Twenty to two days before"),
            _("The newest members are offered three minutes each."),
            "programme.slot_offer",
        )
    yield step(_("A week before"), _("The speaker is reminded."), "programme.talk_reminder")
    if "tasks" in parts:
        yield step(_("A week before"), _("See who has taken which task, and ask for the rest."))
    yield Habit(_("The day before"), _("Those who come are reminded."), by_itself=True)
    yield step(_("The day before"), _("Print the list for the door and the name tags, or check in on a phone."))
    yield step(
        _("On the evening"), _("Check people in, and run the evening from a phone: the agenda is on the screen.")
    )
    if "feedback" in parts:
        yield step(_("The morning after"), _("Those who came are asked how it was."), "programme.feedback_ask")
    yield step(_("The morning after"), _("The speaker is thanked."), "programme.talk_thanks")
    yield step(_("The morning after"), _("Read the draft of what came of it, and publish it."))
    yield step(_("Within a week"), _("The steering report is ready: show it to the steering group."))
