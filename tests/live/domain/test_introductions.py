"""Whom to meet: the cases an evening can bring."""

from itertools import combinations

import pytest

from mikrovirk.live.domain.introductions import Plan, Somebody, introduce, introduce_by_scores

NAMES = "abcdefghijklmnopqrstuvwxyz"


def crowd(count: int, **about: object) -> list[Somebody]:
    return [Somebody(NAMES[number], **about) for number in range(count)]  # type: ignore[arg-type]


def met(plan: Plan) -> dict[str, set[str]]:
    """Whom each looks for."""
    found: dict[str, set[str]] = {}
    for pair in plan.pairs:
        found.setdefault(pair.first, set()).add(pair.second)
        found.setdefault(pair.second, set()).add(pair.first)
    return found


def counts(plan: Plan, people: list[Somebody]) -> list[int]:
    return sorted(len(met(plan).get(person.id, ())) for person in people)


def everybody_with_everybody(people: list[Somebody], ago: int) -> dict[tuple[str, str], int]:
    return dict.fromkeys(combinations([person.id for person in people], 2), ago)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (0, []),
        (1, [0]),
        (2, [1, 1]),
        (3, [2, 2, 2]),  # each meets both others
        (4, [3, 3, 3, 3]),  # everybody meets everybody
        (5, [2, 3, 3, 3, 3]),  # an odd number: one has one fewer
        (7, [2, 3, 3, 3, 3, 3, 3]),
        (8, [3] * 8),
    ],
)
def test_everybody_has_as_many_as_there_can_be(people: int, expected: list[int]) -> None:
    room = crowd(people)
    plan = introduce(room)
    assert counts(plan, room) == expected
    assert plan.alone == (("a",) if people == 1 else ())
    assert plan.optimal
    assert plan.at_most_better == 0


def test_who_is_on_my_list_has_me_on_theirs() -> None:
    plan = introduce(crowd(9))
    lists = {name: {pair.other(name) for pair in plan.partners(name)} for name in NAMES[:9]}
    assert all(name in lists[other] for name, theirs in lists.items() for other in theirs)
    assert lists == met(plan)


def test_two_who_have_met_everybody_meet_whom_they_met_longest_ago() -> None:
    room = crowd(6)
    history = {(one, other): 2 for one in "ab" for other in "cdef"} | {("a", "b"): 1, ("a", "f"): 5, ("b", "e"): 4}
    plan = introduce(room, per_person=4, met=history)
    assert met(plan) == {
        "a": {"f"},
        "b": {"e"},
        "c": {"d", "e", "f"},
        "d": {"c", "e", "f"},
        "e": {"b", "c", "d", "f"},
        "f": {"a", "c", "d", "e"},
    }


def test_where_history_covers_everything_the_oldest_are_repeated() -> None:
    room = crowd(4)
    history = everybody_with_everybody(room, 1) | {("a", "c"): 6, ("b", "d"): 5}
    assert met(introduce(room, met=history)) == {"a": {"c"}, "c": {"a"}, "b": {"d"}, "d": {"b"}}


def test_who_met_long_ago_may_meet_again_but_new_faces_come_first() -> None:
    room = crowd(4)
    plan = introduce(room, per_person=2, met={("a", "b"): 7, ("c", "d"): 20})
    assert met(plan) == {"a": {"c", "d"}, "b": {"c", "d"}, "c": {"a", "b"}, "d": {"a", "b"}}


def test_all_of_one_trade_meet_where_they_are_from_different_places() -> None:
    room = [
        Somebody(name, industry="Tømrer", place=place)
        for name, place in zip("abcd", ("4780", "4780", "4760", "4791"), strict=True)
    ]
    assert met(introduce(room)) == {"a": {"c", "d"}, "b": {"c", "d"}, "c": {"a", "b", "d"}, "d": {"a", "b", "c"}}


def test_all_of_one_trade_and_place_are_not_put_together() -> None:
    room = crowd(3, industry="43.32", place="4780 Stege")
    assert introduce(room).alone == ("a", "b", "c")
    assert introduce(room, kept=[("a", "b")]).alone == ("c",)  # what is handed out stays


def test_one_star_whom_all_seek_has_three_and_nobody_else_is_left_out() -> None:
    star = Somebody("star", offers=("Bogføring",))
    room = [star, *crowd(9, seeks=("bogholder",))]
    plan = introduce(room)
    assert len(met(plan)["star"]) == 3
    assert counts(plan, room) == [3] * 10


def test_who_are_not_to_meet_do_not_even_where_they_are_alone() -> None:
    room = crowd(3)
    assert met(introduce(room, never=[("b", "a")])) == {"a": {"c"}, "b": {"c"}, "c": {"a", "b"}}
    assert introduce(crowd(2), never=[("a", "b")]).alone == ("a", "b")


def test_late_comers_get_cards_and_no_card_is_changed() -> None:
    first = introduce(crowd(7))
    handed_out = [(pair.second, pair.first) for pair in first.pairs]
    later = introduce(crowd(10), kept=handed_out)
    assert {(pair.first, pair.second) for pair in first.pairs} < {(pair.first, pair.second) for pair in later.pairs}
    assert later.alone == ()
    assert counts(later, crowd(10))[-1] == 3
    assert introduce(crowd(7), kept=handed_out) == first


def test_a_late_comer_finds_full_cards_and_is_told_so() -> None:
    handed_out = [(pair.first, pair.second) for pair in introduce(crowd(4)).pairs]
    plan = introduce(crowd(5), kept=handed_out)
    assert plan.alone == ("e",)
    assert plan.optimal


def test_a_card_with_somebody_who_left_is_void() -> None:
    plan = introduce(crowd(3), kept=[("a", "gone")], met={("b", "gone"): 1}, never=[("c", "gone")])
    assert met(plan) == {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}}


def test_groups_that_may_not_mix_are_planned_each_on_its_own() -> None:
    room = crowd(8)
    never = [(one, other) for one in "abcd" for other in "efgh"]
    plan = introduce(room, never=never)
    assert met(plan)["a"] == {"b", "c", "d"}
    assert met(plan)["h"] == {"e", "f", "g"}


def test_newcomers_are_never_the_ones_who_are_left_alone() -> None:
    room = [Somebody("hub"), *crowd(5)[:3], Somebody("y", newcomer=True), Somebody("z", newcomer=True)]
    never = [pair for pair in combinations([person.id for person in room], 2) if "hub" not in pair]
    plan = introduce(room, never=never)
    assert len(plan.alone) == 2
    assert {"y", "z"} <= met(plan)["hub"]
    once = introduce(room, per_person=1, never=never)
    assert met(once)["hub"] <= {"y", "z"}


def test_the_same_task_gives_the_same_plan_in_any_order() -> None:
    room = [Somebody(name, seeks=("webshop",) if name in "ace" else (), offers=("hjemmesider",)) for name in NAMES[:11]]
    assert introduce(room) == introduce(room[::-1]) == introduce(sorted(room, key=lambda one: hash(one.id)))


def test_nobody_alone_comes_before_the_greatest_sum() -> None:
    scores = {("a", "b"): 1, ("b", "c"): 100, ("c", "d"): 1}
    plan = introduce_by_scores("abcd", scores, per_person=1)
    assert [(pair.first, pair.second) for pair in plan.pairs] == [("a", "b"), ("c", "d")]
    assert (plan.score, plan.bound, plan.optimal, plan.alone) == (2, 2, True, ())
    path = {("a", "b"): 5, ("b", "c"): 7, ("c", "d"): 9, ("b", "d"): 9, ("b", "e"): 8}
    assert introduce_by_scores("abcde", path, per_person=2).alone == ()


def test_scores_are_used_as_they_are_and_kept_pairs_count_nothing_if_not_named() -> None:
    plan = introduce_by_scores("abc", {("b", "a"): 57, ("a", "x"): 99}, kept=[("c", "a")])
    assert [(pair.first, pair.second, pair.score) for pair in plan.pairs] == [("a", "b", 57), ("a", "c", 0)]
    assert plan.pairs[0].because_da == "I har 57 point sammen på listen."
    assert plan.pairs[1].because_en == "You are already on each other's cards."
    assert (plan.score, plan.bound) == (57, 57)


def test_pairs_worth_nothing_still_fill_the_cards() -> None:
    plan = introduce_by_scores("abcd", dict.fromkeys(combinations("abcd", 2), 0))
    assert len(plan.pairs) == 6
    assert (plan.score, plan.bound, plan.optimal) == (0, 0, True)


@pytest.mark.parametrize("hub", [1, 2, 3, 4])
def test_a_star_leaves_alone_only_whom_it_cannot_take(hub: int) -> None:
    scores = {("hub", name): number for number, name in enumerate("bcdef")}
    plan = introduce_by_scores(["hub", *"bcdef"], scores, per_person=hub)
    assert plan.alone == tuple("bcdef"[: 5 - hub])
    assert plan.optimal


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ({"ids": "aab", "scores": {}}, "a is named twice"),
        ({"ids": "abcde", "scores": {}, "kept": [("a", name) for name in "bcde"]}, "more than 3 pairs"),
        ({"ids": "ab", "scores": {}, "kept": [("a", "a")]}, "or themselves"),
        ({"ids": "ab", "scores": {("a", "a"): 1}}, "one person"),
        ({"ids": "ab", "scores": {("a", "b"): 1, ("b", "a"): 2}}, "two scores: 1 and 2"),
        ({"ids": "ab", "scores": {}, "per_person": 0}, "at least 1"),
    ],
)
def test_a_task_that_contradicts_itself_is_refused(task: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        introduce_by_scores(**task)  # type: ignore[arg-type]


def test_when_the_time_is_up_there_is_a_plan_and_how_far_it_may_be_from_the_best() -> None:
    room = [
        Somebody(f"{number:03}", seeks=("bogholder",) if number % 3 else ("fotograf",), offers=("foto",))
        for number in range(60)
    ]
    no_time = iter(range(0, 10_000, 10))
    plan = introduce(room, seconds=1.0, clock=lambda: float(next(no_time)))
    best = introduce(room)
    assert plan.alone == ()
    assert plan.score <= best.score <= plan.bound
    assert plan.at_most_better == plan.bound - plan.score
    assert introduce(room, seconds=5.0) == introduce(room, seconds=0.1)  # without a clock: as soon as there is a bound
    assert introduce(room, seconds=60.0, clock=lambda: 0.0) == best


def test_even_plans_give_more_to_who_gets_least_for_a_little_of_the_sum() -> None:
    scores = {}
    for number in range(18):
        for other in range(number):
            scores[f"{other:02}", f"{number:02}"] = 100 + (number * 7919 + other * 104729) % 60
    scores |= {("00", f"{number:02}"): 150 + number % 3 for number in range(1, 18)}
    ids = sorted({name for pair in scores for name in pair})
    best, even = introduce_by_scores(ids, scores), introduce_by_scores(ids, scores, even=True)
    assert even.bound == best.score
    assert best.score >= even.score >= best.score * 0.995
    assert least_share(even, ids, scores) >= least_share(best, ids, scores)
    assert even.alone == ()


def least_share(plan: Plan, ids: list[str], scores: dict[tuple[str, str], int]) -> float:
    shares = []
    for name in ids:
        wanted = sorted((worth for pair, worth in scores.items() if name in pair), reverse=True)[:3]
        shares.append(sum(pair.score for pair in plan.partners(name)) / sum(wanted))
    return min(shares)
