"""What the two municipalities of the example region want for their small businesses: goals on their way, reached, late and given up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.domain.goals import BY_HAND
from mikrovirk.overview.models import Goal, GoalActivity, KeptReport
from mikrovirk.overview.queries import own_counts
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.overview.reports.gathering import values_on
from mikrovirk.overview.services import goals
from mikrovirk.overview.services.reports import keep_report
from mikrovirk.programme.models import Meeting

State = GoalActivity.State
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Words:
    """What one municipality says."""

    code: str
    network: str
    open_title: str
    why: str
    reached: str
    reached_because: str
    given_up: str
    given_up_why: str
    because: str
    counted_by_hand: str
    late: str
    late_responsible: str
    times: float  # how many times the change in new businesses so far is wanted: 2 is on the way, 3 is behind
    under_way: str
    done: str
    memo: str


VORDINGBORG = Words(
    code="0390",
    network="mikrovirk",
    open_title="Flere små virksomheder, der bliver her",
    why="Mikrovirksomhederne er næsten alle virksomheder i kommunen. Hver gang én bliver, er der liv i en landsby mere.",
    reached="Netværkene når {target} mennesker på et år",
    reached_because="Det skete i foråret, da møderne begyndte kl. 17.30.",
    given_up="Et iværksætterhus i Præstø",
    given_up_why="Nye skulle have et sted at begynde.",
    because="Byrådet sagde nej til at leje huset. Vi prøver i stedet med lokaler, der deles.",
    counted_by_hand="Virksomheder i huset",
    late="Brev til alle nye virksomheder på Møn",
    late_responsible="Vordingborg Erhverv",
    times=2.0,
    under_way="En vært fra samme fag til alle, der flytter hertil",
    done="Den første side om at flytte sin virksomhed hertil",
    memo="Udvalget bad i foråret om et tal for, hvor mange der bliver. Det står nedenfor.",
)
GULDBORGSUND = Words(
    code="0376",
    network="mikronet",
    open_title="Flere nye virksomheder på Lolland-siden",
    why="De fleste nye begynder i Nykøbing. Sakskøbing og Nysted har tomme butikker.",
    reached="{target} træf på et år",
    reached_because="Mikronet og Netværk Nordfalster nåede det sammen.",
    given_up="En lokal messe hvert efterår",
    given_up_why="Virksomhederne skulle vise sig for hinanden.",
    because="For få ville have en stand. Pengene gik til flere træf.",
    counted_by_hand="Stande på messen",
    late="Tal med udlejerne af de tomme butikker i Nysted",
    late_responsible="Astrid Bro",
    times=3.0,
    under_way="Hvert andet træf på Lolland-siden",
    done="En liste over ledige lokaler",
    memo="Nordfalster har brug for hjælp: der kommer færre til møderne.",
)


def set_goals(words: Words, officer: User, *, now: datetime) -> None:
    """One goal that is open with an activity that is late (in Guldborgsund it is behind); one reached; one given up."""
    today = timezone.localdate(now)
    network = Network.objects.get(slug=words.network)
    begun = now - 2 * YEAR
    open_one = goals.set_goal(words.code, title=words.open_title, why=words.why, by=officer, at=begun)
    measure_register(open_one, "micro_businesses", since=today - 2 * YEAR, times=2.0, until=today.year + 2)
    measure_register(open_one, "births", since=today - 2 * YEAR, times=words.times, until=today.year + 2)
    plan_activities(open_one, words, network, today=today, now=now)
    key = "people_reached" if words.code == "0390" else "network_meetings"
    count = own_counts.count(key, words.code, on=today) or 0
    target = max(10, count - count // 5)
    reached = goals.set_goal(words.code, title=words.reached.format(target=target), by=officer, at=begun)
    goals.measure_by(reached, goals.Measured(key, target // 2, today - 2 * YEAR, target, today.year))
    goals.close_goal(reached, state=Goal.State.REACHED, because=words.reached_because, at=now - timedelta(days=95))
    tried = goals.set_goal(words.code, title=words.given_up, why=words.given_up_why, by=officer, at=begun)
    by_hand = goals.measure_by(
        tried, goals.Measured(BY_HAND, 0, today - 2 * YEAR, 10, today.year + 1, name=words.counted_by_hand)
    )
    goals.read_by_hand(by_hand, value=2, on=today - timedelta(days=300), by=officer)
    goals.close_goal(tried, state=Goal.State.GIVEN_UP, because=words.because, at=now - timedelta(days=150))


def measure_register(goal: Goal, key: str, *, since: date, times: float, until: int) -> None:
    """Measure by a figure of the register: from what it was then to so many times what has changed since."""
    area = Area(municipality=goal.municipality)
    was, found = (
        told_figures(area, on=since, choices=Choices()),
        told_figures(area, on=timezone.localdate(), choices=Choices()),
    )
    assert was is not None
    assert found is not None
    baseline, value = was[key].value or 0, found[key].value or 0
    target = baseline + max(10, round(times * (value - baseline), -1))
    goals.measure_by(goal, goals.Measured(key, baseline, since, target, until))


def plan_activities(goal: Goal, words: Words, network: Network, *, today: date, now: datetime) -> None:
    """One done, one under way at the next meeting, one that should have been done, one that was dropped."""
    coming = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, starts_at__gt=now)
    plan = goals.Planned
    done = goals.plan_activity(goal, plan(words.done, due_date=today - timedelta(days=200)), at=now - YEAR)
    goals.move_on(done, state=State.DONE, on=today - timedelta(days=210))
    under_way = goals.plan_activity(
        goal,
        plan(words.under_way, responsible=network.name, meeting=coming.order_by("starts_at").last()),
        at=now - timedelta(days=120),
    )
    goals.move_on(under_way, state=State.UNDER_WAY, on=today - timedelta(days=60))
    late = plan(words.late, responsible=words.late_responsible, due_date=today - timedelta(days=12))
    goals.plan_activity(goal, late, at=now - timedelta(days=90))
    dropped = goals.plan_activity(goal, plan("En annonce i ugeavisen", network=network), at=now - YEAR)
    goals.move_on(
        dropped, state=State.DROPPED, on=today - timedelta(days=180), because="Den kostede for meget for det, den gav."
    )


def keep_memo(words: Words, officer: User, *, now: datetime) -> None:
    """The memo that was handed on half a year ago; the next one says what changed since."""
    then = now - timedelta(days=183)
    day = timezone.localdate(then)
    keep_report(
        words.code,
        kind=KeptReport.Kind.MEMO,
        as_of=day,
        figures=values_on(words.code, day, Choices()),
        words=words.memo,
        by=officer,
        at=then,
    )
