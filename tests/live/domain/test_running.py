"""The clock of an evening. One set of cases is run through this and through the pages' script; both must say the same."""

import base64
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

from mikrovirk.live.domain import running
from mikrovirk.live.domain.running import Action, Press, Run, Turn, fold, phase, plan

BEGIN = datetime(2027, 1, 25, 16, 30, tzinfo=UTC)
FOLDER = Path(__file__).parents[1]
SHEET = json.loads((FOLDER / "cases" / "running.json").read_text())
SCRIPT = Path(running.__file__).parents[1] / "static" / "live" / "running.js"
TURNS = [Turn(key, kind, key.upper(), seconds, who) for key, kind, seconds, who in SHEET["turns"]]
KEYS = [turn.key for turn in TURNS]
MADE_UP = 400  # rows of presses that nobody thought of
Case = dict[str, Any]


def moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else BEGIN + timedelta(seconds=seconds)


def seconds(at: datetime | None) -> float | None:
    return None if at is None else (at - BEGIN).total_seconds()


def actions_of(case: Case) -> list[Action]:
    """The presses of a case; one of no known kind is left out, as the server refuses it."""
    known = set(Press)
    return [
        Action(Press(each["kind"]), BEGIN + timedelta(seconds=each["at"]), each["turn"], each)
        for each in case["actions"]
        if each["kind"] in known
    ]


def state_of(run: Run, now: datetime) -> dict[str, Any]:
    """The same words as the script's state and plan, in seconds since the beginning."""
    ends_at = BEGIN + timedelta(seconds=SHEET["endsAt"])
    found = plan(run, now, starts_at=BEGIN, ends_at=ends_at)
    return {
        "order": [turn.key for turn in run.turns],
        "who": {turn.key: turn.who for turn in run.turns},
        "seconds": {turn.key: turn.seconds for turn in run.turns},
        "skipped": sorted(run.skipped),
        "nowOn": run.now_on,
        "since": seconds(run.since),
        "spent": run.spent,
        "startedAt": seconds(run.started_at),
        "endedAt": seconds(run.ended_at),
        "remaining": run.remaining(now),
        "phase": phase(run.remaining(now), run.current.seconds) if run.current else "calm",
        "rest": [[each.turn.key, seconds(each.starts_at), each.seconds] for each in found.rest],
        "endsAt": seconds(found.ends_at),
        "overSeconds": found.over_seconds,
    }


def by_python(case: Case) -> dict[str, Any]:
    return state_of(fold(TURNS, actions_of(case)), BEGIN + timedelta(seconds=case["now"]))


BY_SCRIPT = """async ([source, sheet, cases]) => {
  const { fold, remaining, phase, plan, current } = await import(source);
  const sec = (ms) => (ms === null ? null : ms / 1000);
  return cases.map(({ actions, now }) => {
    const turns = sheet.turns.map(([key, kind, seconds, who]) => ({ key, kind, title: key.toUpperCase(), who, seconds }));
    const begun = { turns, skipped: [], nowOn: null, since: null, spent: 0, startedAt: null, endedAt: null,
      startsAt: sheet.startsAt * 1000, endsAt: sheet.endsAt * 1000 };
    const run = fold(begun, actions.map((action) => ({ ...action, at: action.at * 1000 })));
    const at = now * 1000;
    const rest = plan(run, at);
    const turn = current(run);
    return {
      order: run.turns.map(({ key }) => key),
      who: Object.fromEntries(run.turns.map(({ key, who }) => [key, who])),
      seconds: Object.fromEntries(run.turns.map(({ key, seconds }) => [key, seconds])),
      skipped: [...run.skipped].sort(), nowOn: run.nowOn, since: sec(run.since), spent: run.spent,
      startedAt: sec(run.startedAt), endedAt: sec(run.endedAt),
      remaining: remaining(run, at), phase: turn ? phase(remaining(run, at), turn.seconds) : "calm",
      rest: rest.rest.map((each) => [each.turn.key, sec(each.startsAt), each.seconds]),
      endsAt: sec(rest.endsAt), overSeconds: rest.overSeconds,
    };
  });
}"""


def by_script(page: Page, cases: Sequence[Case]) -> list[dict[str, Any]]:
    source = "data:text/javascript;base64," + base64.b64encode(SCRIPT.read_bytes()).decode()
    found: list[dict[str, Any]] = page.evaluate(BY_SCRIPT, [source, SHEET, cases])
    return found


def expected(state: dict[str, Any], case: Case) -> dict[str, Any]:
    """Of a state what the case speaks of."""
    wanted = case["expect"]
    return {
        name: {key: state[name][key] for key in value} if isinstance(value, dict) else state[name]
        for name, value in wanted.items()
    }


@pytest.mark.parametrize("case", SHEET["cases"], ids=[case["name"] for case in SHEET["cases"]])
def test_each_case_of_the_sheet(case: Case) -> None:
    assert expected(by_python(case), case) == case["expect"]


def made_up(dice: random.Random) -> Case:
    """A row of presses as somebody in a hurry makes them, at whole milliseconds."""
    presses = []
    for _each in range(dice.randrange(1, 25)):
        press = {"at": dice.randrange(0, 7_000_000) / 1000, "kind": dice.choice(list(Press)), "turn": dice.choice(KEYS)}
        if press["kind"] == Press.ADD:
            press["seconds"] = dice.choice((60, -60, 300))
        if press["kind"] == Press.SWAP:
            press["other"] = dice.choice(KEYS)
        if press["kind"] == Press.NAME:
            press["who"] = dice.choice(("Mie", "", "Grethe"))
        presses.append(press)
    return {"actions": presses, "now": dice.randrange(0, 9_000_000) / 1000}


def test_the_script_of_the_pages_says_the_same(page: Page) -> None:
    dice = random.Random(20270125)
    cases = [*SHEET["cases"], *(made_up(dice) for _each in range(MADE_UP))]
    for case, found in zip(cases, by_script(page, cases), strict=True):
        assert rounded(found) == rounded(by_python(case)), case


def rounded(state: dict[str, Any]) -> dict[str, Any]:
    """To the microsecond: the two count with fractions of a second in another order."""
    near: dict[str, Any] = json.loads(json.dumps(state), parse_float=lambda text: round(float(text), 6))
    return json.loads(json.dumps(near), parse_int=float, parse_float=float)  # type: ignore[no-any-return]


PRESSES = st.lists(
    st.builds(
        Action,
        st.sampled_from(list(Press)),
        st.integers(0, 7000).map(lambda each: BEGIN + timedelta(seconds=each)),
        st.sampled_from(KEYS),
        st.fixed_dictionaries({"seconds": st.sampled_from((60, -60)), "other": st.sampled_from(KEYS)}),
    ),
    max_size=20,
    unique_by=lambda action: action.at,
)


@given(PRESSES, st.randoms(use_true_random=False))
def test_the_order_in_which_presses_arrive_does_not_matter(presses: list[Action], dice: random.Random) -> None:
    mixed = list(presses)
    dice.shuffle(mixed)
    assert fold(TURNS, mixed) == fold(TURNS, presses)


@given(PRESSES)
def test_no_turn_is_ever_lost_or_doubled_and_no_length_is_negative(presses: list[Action]) -> None:
    run = fold(TURNS, presses)
    assert sorted(turn.key for turn in run.turns) == sorted(KEYS)
    assert min(turn.seconds for turn in run.turns) >= 0
    assert run.now_on is None or run.now_on not in run.skipped
    assert run.spent >= 0


def test_a_turn_is_kept_as_plain_words_and_read_again() -> None:
    turn = replace(TURNS[2], person=7, part="i")
    assert running.turn_from(json.loads(json.dumps(turn.as_plain()))) == turn
