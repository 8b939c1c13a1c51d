"""When a warning is given, when not, and what it says."""

import string
from datetime import date, timedelta

import pytest

from mikrovirk.health.domain.evenings import Evening
from mikrovirk.health.domain.warning_words import DANISH, ENGLISH, Words, words
from mikrovirk.health.domain.warnings import Action, EarlyWarning, Kind, warnings_of
from tests.health.evenings import FIRST, evenings

STEADY = [20, 22, 18, 21, 19, 20, 23, 20, 21, 19]
FALLING = [40, 38, 35, 31, 29, 24, 22, 19, 17, 14, 12, 10]


def kinds(held: tuple[Evening, ...], *, after: int = 0) -> list[Kind]:
    return [found.kind for found in warnings_of(held, as_of=held[-1].on + timedelta(after))]


def test_a_network_that_is_well_is_left_in_peace() -> None:
    assert kinds(evenings(*["abcdefghijkl"] * 12)) == []
    assert kinds(evenings(*STEADY)) == []
    assert kinds(evenings(20)) == []
    assert warnings_of((), as_of=FIRST) == ()


def test_falling_attendance_names_its_evidence() -> None:
    found = warnings_of(evenings(*FALLING), as_of=FIRST + timedelta(28 * 11))
    assert [each.kind for each in found] == [Kind.FALLING, Kind.BELOW, Kind.REGULARS]
    assert found[0] == EarlyWarning(
        Kind.FALLING, "trend", {"meetings": 12, "fewer": 74, "at_least": 71, "at_most": 76}, Action.TOPIC_ASKED_FOR
    )


def test_two_evenings_in_a_row_far_below() -> None:
    assert kinds(evenings(*STEADY, 15)) == []
    (found,) = warnings_of(evenings(*STEADY, 9, 11), as_of=FIRST + timedelta(28 * 11))
    assert (found.kind, found.measure, found.evidence) == (
        Kind.BELOW,
        "attendance",
        {"meetings": 2, "most": 11, "expected": 20},
    )


def test_one_fewer_than_ever_is_no_alarm() -> None:
    assert kinds(evenings(8, 8, 8, 8, 14, 14, 8, 8, 8, 8)) == []
    assert kinds(evenings(*[20] * 10, 19, 19)) == []


def test_regulars_who_drift_away_are_named_so_that_they_can_be_written_to() -> None:
    (found,) = warnings_of(
        evenings(*["abcdefghij"] * 9, "abxyzwvuts", "abxyzwvuts", "abxyzwvuts"), as_of=FIRST + timedelta(28 * 11)
    )
    assert found == EarlyWarning(
        Kind.REGULARS, "regulars_away", {"away": 8, "regulars": 10}, Action.MAIL_TO_DRIFTED, tuple("cdefghij")
    )
    assert kinds(evenings(*["abcdefghij"] * 9, *["abcdefxyz"] * 3)) == []


def test_newcomers_who_do_not_come_back() -> None:
    core = "abcdefgh"
    held = evenings(core, core, core, core, core + "ijklmn", core + "opqrst", core, core, core, core)
    (found,) = warnings_of(held, as_of=held[-1].on)
    assert (found.kind, found.evidence) == (Kind.NEWCOMERS, {"back": 0, "firsts": 12, "days": 90})
    some_back = evenings(core, core, core, core, core + "ijklmn", core + "opqrst", core + "ijk", core, core, core)
    assert kinds(some_back) == []


def test_longer_and_longer_between_meetings() -> None:
    monthly = evenings(*STEADY[:6])
    rarer = evenings(20, 21, 19, days=60, first=monthly[-1].on + timedelta(60))
    (found,) = warnings_of(monthly + rarer, as_of=rarer[-1].on)
    assert (found.kind, found.evidence, found.action) == (
        Kind.RARER,
        {"meetings": 3, "days": 60, "usual": 28},
        Action.SET_A_DATE,
    )


def test_one_summer_without_a_meeting_is_not_longer_and_longer() -> None:
    weekly = evenings(*STEADY, days=7)
    later = evenings(20, 21, 19, days=7, first=weekly[-1].on + timedelta(70))
    assert kinds(weekly + later) == []


@pytest.mark.parametrize(("quiet", "found"), [(69, []), (70, [Kind.PAUSE])])
def test_a_pause_of_two_and_a_half_times_the_usual(quiet: int, found: list[Kind]) -> None:
    assert kinds(evenings(*STEADY), after=quiet) == found


def test_a_weekly_network_may_have_a_holiday() -> None:
    weekly = evenings(*STEADY, days=7)
    assert (kinds(weekly, after=44), kinds(weekly, after=45)) == ([], [Kind.PAUSE])


def test_few_hands_and_nobody_else() -> None:
    found = warnings_of((), as_of=FIRST, tasks_done={"ida": 9, "bo": 2, "eva": 1}, able=("ida",))
    assert [(each.kind, each.evidence) for each in found] == [
        (Kind.HANDS, {"hands": 1, "tasks": 12}),
        (Kind.NOBODY_ELSE, {"able": 1}),
    ]
    assert warnings_of((), as_of=FIRST, tasks_done={"ida": 5, "bo": 2, "eva": 2}, able=("ida", "bo")) == ()
    assert warnings_of((), as_of=FIRST, tasks_done=dict.fromkeys("abcdef", 2)) == ()


def test_what_a_warning_says() -> None:
    found = EarlyWarning(Kind.REGULARS, "regulars_away", {"away": 8, "regulars": 10}, Action.MAIL_TO_DRIFTED)
    assert words(found, "da") == Words(
        "De faste er ved at glide væk",
        "8 af de 10, der plejede at komme, har ikke været med til de seneste tre møder.",
        "Skriv personligt til hver af dem, eller ring. Spørg, hvad de savner, og giv en af dem en opgave.",
    )
    assert words(found, "en").evidence == "8 of the 10 who used to come were at none of the last three meetings."


def test_every_warning_has_its_words_in_both_languages_with_the_same_numbers() -> None:
    assert DANISH.keys() == ENGLISH.keys() == set(Kind)
    for kind in Kind:
        assert names(DANISH[kind].evidence) == names(ENGLISH[kind].evidence) != set()
        assert names(DANISH[kind].title) == names(ENGLISH[kind].title)


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_day_is_an_argument() -> None:
    """The same evenings on another day: only the pause and the first-timers can differ."""
    held = evenings(*STEADY)
    assert warnings_of(held, as_of=date(2030, 1, 1))[0].evidence == {"days": 1184, "usual": 28}


def test_new_members_nobody_greeted_are_named() -> None:
    (found,) = warnings_of((), as_of=FIRST, unwelcomed=["7", "12"])
    assert found == EarlyWarning(
        Kind.UNWELCOMED, "unwelcomed", {"new": 2, "days": 21}, Action.MAIL_TO_NEWCOMERS, ("12", "7")
    )
    assert words(found, "da").evidence.endswith("er budt op til 3 × 3 minutter: 2.")


def test_who_stays_away_is_asked_of_those_who_are_known_alone() -> None:
    """Everybody counts in how many came; only those who can be told apart in who came."""
    everybody = evenings(*[12] * 12)
    known = evenings(*["abcdefghij"] * 9, *["abx"] * 3)
    found = warnings_of(everybody, known=known, as_of=FIRST + timedelta(28 * 11))
    assert [each.kind for each in found] == [Kind.REGULARS]
