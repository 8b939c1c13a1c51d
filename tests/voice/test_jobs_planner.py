"""The worker plans a season in a process of its own: started at once, once, stopped, and survived."""

import time
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from mikrovirk.voice import jobs_planner
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.services import planning
from tests import factories as f
from tests.programme.domain.season_plan.tiny import a_season

pytestmark = pytest.mark.django_db
State = SeasonDraft.State
LONG = 60.0


@pytest.fixture(autouse=True)
def _nothing_left() -> object:
    yield
    jobs_planner.end()


def asked(**changes: object) -> SeasonDraft:
    place = f.network()
    return planning.ask(place, name="Foråret", wishes={}, asked=a_season(**changes), by=None, at=timezone.now())


def now_of(draft: SeasonDraft) -> SeasonDraft:
    draft.refresh_from_db()
    return draft


def look_until_ended(draft: SeasonDraft) -> list[str]:
    """The stages that were seen on the way."""
    seen = []
    until = time.monotonic() + LONG
    while now_of(draft).state in planning.RUNNING and time.monotonic() < until:
        jobs_planner.look(now=timezone.now())
        seen.append(now_of(draft).stage)
        time.sleep(0.05)
    return seen


def test_the_next_look_begins_and_a_later_one_has_the_answer() -> None:
    draft = asked()
    jobs_planner.look(now=timezone.now())
    assert now_of(draft).state == State.PLANNING
    assert draft.started_at is not None
    look_until_ended(draft)
    assert (draft.state, draft.tries, draft.stage) == (State.READY, 1, "")
    assert [each["topic"] for each in draft.answer["plan"]] == ["moms", "some", "salg"]
    assert len(draft.answer["alternatives"]) == 2
    assert draft.ended_at is not None


def test_what_cannot_be_is_an_answer_too() -> None:
    draft = asked(hot_seat=[])
    look_until_ended(draft)
    assert draft.state == State.IMPOSSIBLE
    assert [each["demand"] for each in draft.answer["conflict"]] == ["hot_seat"]


def test_two_workers_do_not_plan_the_same_season() -> None:
    draft = asked()
    now = timezone.now()
    first = planning.claim_next(now=now)
    assert first == draft
    assert planning.claim_next(now=now) is None
    assert planning.claim_next(now=now + timedelta(seconds=19)) is None


def test_what_a_killed_worker_had_begun_is_taken_by_the_next() -> None:
    draft = asked()
    now = timezone.now()
    dead = planning.claim_next(now=now)
    assert dead is not None
    later = now + planning.SILENT_AFTER + timedelta(seconds=1)
    taken = planning.claim_next(now=later)
    assert taken == draft
    assert not planning.finish(draft.pk, dead.claim, {"plan": []}, at=later)  # it was only slow, and comes too late
    assert now_of(draft).tries == 2


def test_a_season_that_ends_three_workers_is_not_tried_again() -> None:
    draft = asked()
    now: datetime = timezone.now()
    for _ in range(planning.TRIES):
        assert planning.claim_next(now=now) == draft
        now += planning.SILENT_AFTER + timedelta(seconds=1)
    assert planning.claim_next(now=now) is None
    assert (now_of(draft).state, draft.why) == (State.FAILED, "worker")
    planning.ask_again(draft, at=now)
    assert planning.claim_next(now=now) == draft


def test_stopped_on_the_page_the_process_ends_and_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_planner, "PLANNER", ("sleep", "60"))
    draft = asked()
    jobs_planner.look(now=timezone.now())
    [work] = jobs_planner._at_work
    assert planning.cancel(draft, at=timezone.now())
    jobs_planner.look(now=timezone.now())
    assert work.process.poll() is not None
    assert (now_of(draft).state, draft.answer) == (State.CANCELLED, {})
    assert not planning.cancel(draft, at=timezone.now())


def test_a_worker_that_ends_gives_back_what_it_had_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_planner, "PLANNER", ("sleep", "60"))
    draft = asked()
    jobs_planner.look(now=timezone.now())
    [work] = jobs_planner._at_work
    jobs_planner.end()
    assert work.process.poll() is not None
    assert (now_of(draft).state, draft.tries) == (State.WAITING, 0)


def test_a_process_that_thinks_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_planner, "PLANNER", ("sleep", "60"))
    monkeypatch.setattr(jobs_planner, "MOST_SECONDS", 0)
    draft = asked()
    jobs_planner.look(now=timezone.now())
    jobs_planner.look(now=timezone.now())
    assert (now_of(draft).state, draft.why) == (State.FAILED, "too_long")


def test_a_process_that_dies_is_said_and_the_worker_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(jobs_planner, "PLANNER", ("false",))
    draft = asked()
    look_until_ended(draft)
    assert (draft.state, draft.why) == (State.FAILED, "worker")
    assert "ended without an answer" in caplog.text


def test_an_idle_look_costs_one_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        jobs_planner.look(now=timezone.now())


def test_what_makes_no_season_is_refused_at_once() -> None:
    with pytest.raises(planning.CannotAsk, match="there is none to plan"):
        asked(meetings=[])
