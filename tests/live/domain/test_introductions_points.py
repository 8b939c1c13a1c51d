"""What two people are worth to each other, and the sentence that says why."""

from itertools import combinations

import pytest

from mikrovirk.live.domain.introductions import Need, Somebody, introduce, why_few
from mikrovirk.live.domain.introductions.facts import Facts, sentence
from mikrovirk.live.domain.introductions.scoring import score_everybody
from mikrovirk.live.domain.introductions.words import matches, phrases

BOOKKEEPER = Somebody(
    "a", "Bogføring", "4780", ("Bogføring og moms for små virksomheder",), ("En webshop, der kan tale med regnskabet",)
)
WEB = Somebody("b", "Webudvikling", "4760", ("Hjemmesider og webshops",), ("En tekstforfatter",))
GARDENER = Somebody("c", "Gartner", "4780 Stege", ("Haver, hække og belægning",), ("En bogholder",), newcomer=True)


def points(*people: Somebody, ago: int | None = None) -> int:
    met = {} if ago is None else {("a", "b"): ago}
    return int(score_everybody(people, met=met, never=[]).points[0, 1])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Somebody("a"), Somebody("b"), 40),
        (Somebody("a", seeks=("webshop",)), Somebody("b", offers=("Webshops",)), 70),
        (Somebody("a", seeks=("En bogholder",)), Somebody("b", offers=("Bogføring",)), 64),
        (Somebody("a", seeks=("webshop", "logo")), Somebody("b", offers=("webshop", "logo og skilte")), 76),
        (Somebody("a", offers=("foto",), seeks=("jura",)), Somebody("b", offers=("jura",), seeks=("foto",)), 100),
        (Somebody("a", seeks=("En fotograf",)), Somebody("b", industry="Fotograf"), 70),
        (Somebody("a", newcomer=True), Somebody("b"), 52),
        (Somebody("a", newcomer=True), Somebody("b", newcomer=True), 46),
        (Somebody("a", "62.01"), Somebody("b", "56.10"), 48),
        (Somebody("a", "62.01"), Somebody("b", "62.02"), 44),
        (Somebody("a", "62.01"), Somebody("b", "620100"), 40),  # the same trade
        (Somebody("a", "Frisør"), Somebody("b", " frisør "), 40),
        (Somebody("a", "Frisør"), Somebody("b", ""), 40),  # not known: not different
        (Somebody("a", place="4780"), Somebody("b", place="4780 Stege"), 46),
        (Somebody("a", place="Møn"), Somebody("b", place="møn"), 46),
    ],
)
def test_points(one: Somebody, other: Somebody, expected: int) -> None:
    assert points(one, other) == points(other, one) == expected


@pytest.mark.parametrize(("ago", "expected"), [(0, -120), (1, -120), (2, -100), (6, -20), (7, 25), (12, 25), (13, 32)])
def test_who_met_before_counts_less_and_lately_is_only_for_those_who_would_have_nobody(ago: int, expected: int) -> None:
    assert points(Somebody("a"), Somebody("b"), ago=ago) == expected


def test_the_same_trade_in_the_same_place_and_who_are_not_to_meet_are_never_put_together() -> None:
    room = [
        Somebody("a", "43.32", "4780"),
        Somebody("b", "433200", "4780 Stege"),
        Somebody("c", "43.32", ""),
        Somebody("d"),
    ]
    scores = score_everybody(room, met={}, never=[("d", "c"), ("d", "gone")])
    assert {(i, j) for i, j in combinations(range(4), 2) if scores.allowed[i, j]} == {(0, 2), (0, 3), (1, 2), (1, 3)}


@pytest.mark.parametrize(
    ("sought", "offered", "distance"),
    [
        ("webshop", "Webshops", 0),
        ("En dygtig elektriker", "Elektrikeren i Stege", 0),
        ("Gartner", "Anlægsgartner", 1),
        ("En bogholder", "Bogføring og moms", 2),
        ("Nogen, der kan lave en hjemmeside", "Webdesign", 2),
        ("Hjælp til små virksomheder", "Rådgivning for små virksomheder", None),  # words that say nothing
        ("En lærling", "Tag og vinduer", None),
        ("el", "elevator", None),
    ],
)
def test_which_offer_meets_which_wish(sought: str, offered: str, distance: int | None) -> None:
    found = matches([phrases([sought]), ()], [(), phrases([offered])])
    assert {who: each[0].distance for who, each in found.items()} == ({} if distance is None else {(0, 1): distance})


def test_nobody_meets_their_own_wish() -> None:
    assert matches([phrases(["foto"])], [phrases(["foto"])]) == {}


def test_a_long_text_is_quoted_by_the_words_that_matter() -> None:
    long = "Jeg har i tyve år lavet regnskaber for små firmaer på øen. Jeg klipper også film og underviser gerne i det."
    found = matches([phrases(["Søger videoproduktion"]), ()], [(), phrases([long])])
    assert found[0, 1][0].need() == Need("videoproduktion", "film")


def test_the_reason_stands_on_each_card_from_its_readers_side() -> None:
    plan = introduce([BOOKKEEPER, WEB, GARDENER], met={("b", "c"): 9})
    first, second, third = plan.pairs
    assert first.because("a", "Bo") == (
        "Du søger en webshop, der kan tale med regnskabet, og Bo tilbyder hjemmesider og webshops; I har ikke mødt hinanden før."
    )
    assert first.because("b", "Anna", "en") == (
        "Anna seeks “en webshop, der kan tale med regnskabet”, and you offer “hjemmesider og webshops”; you have not met before."
    )
    assert second.because_da == (
        "Den ene af jer søger en bogholder, den anden tilbyder bogføring og moms for små virksomheder; "
        "I har ikke mødt hinanden før."
    )
    assert second.because("c", "Anna") == (
        "Du søger en bogholder, og Anna tilbyder bogføring og moms for små virksomheder; I har ikke mødt hinanden før."
    )
    assert (
        third.because("b", "Cai")
        == "Cai er ny i netværket, og du har været med længere; I mødtes sidst for 9 møder siden."
    )
    assert (
        third.because("c", "Bo", "en")
        == "You are new in the network, and Bo has been here longer; you last met 9 meetings ago."
    )


@pytest.mark.parametrize(
    ("facts", "danish", "english"),
    [
        (Facts(), "I har ikke mødt hinanden før.", "You have not met before."),
        (Facts(met_ago=1), "I mødtes til sidste møde.", "You met at the last meeting."),
        (
            Facts(same_place=True, other_trade=True),
            "I holder til samme sted og arbejder med noget forskelligt; I har ikke mødt hinanden før.",
            "You are in the same place and do different things; you have not met before.",
        ),
        (
            Facts(same_place=True, met_ago=8),
            "I holder til samme sted; I mødtes sidst for 8 møder siden.",
            "You are in the same place; you last met 8 meetings ago.",
        ),
        (
            Facts(first_is_new=True, second_is_new=True),
            "I er begge nye i netværket; I har ikke mødt hinanden før.",
            "You are both new in the network; you have not met before.",
        ),
        (
            Facts(first_seeks=Need("foto", "portrætter"), second_seeks=Need("moms", "bogføring")),
            "Du søger foto, og Ida tilbyder portrætter, mens Ida søger moms, og du tilbyder bogføring; I har ikke mødt hinanden før.",
            (
                "You seek “foto”, and Ida offers “portrætter”, while Ida seeks “moms”, and you offer “bogføring”; "
                "you have not met before."
            ),
        ),
    ],
)
def test_one_sentence_of_what_is_known(facts: Facts, danish: str, english: str) -> None:
    assert (sentence(facts, "Ida"), sentence(facts, "Ida", "en")) == (danish, english)


def test_a_name_with_braces_is_only_a_name() -> None:
    assert "{sought} & søn" in sentence(Facts(first_seeks=Need("{name}", "foto")), "{sought} & søn")


def few(people: list[Somebody], **history: object) -> dict[str, tuple[int, str]]:
    plan = introduce(people, **history)  # type: ignore[arg-type]
    return {each.id: (each.pairs, each.because_da) for each in why_few(people, plan, **history)}  # type: ignore[arg-type]


def test_who_has_few_is_told_why() -> None:
    abc = [Somebody(name) for name in "abc"]
    all_met = dict.fromkeys(combinations("abc", 2), 1)
    assert few(abc[:1]) == {"a": (0, "Du er den første her.")}
    assert few(abc)["b"] == (2, "Der er kun 2 personer her, du ikke har mødt for nylig.")
    assert few(abc[:2])["a"] == (1, "Der er kun én her, du ikke har mødt for nylig.")
    assert set(few(abc, met=all_met).values()) <= {
        (1, "Du har mødt alle, der er her, på de seneste møder."),
        (2, "Du har mødt alle, der er her, på de seneste møder."),
    }
    assert few(abc[:2], never=[("a", "b")])["a"] == (
        0,
        "Der er ingen her i aften, som vi kan sætte dig sammen med.",
    )
    assert few(abc, never=[("a", "b")])["a"] == (1, "Der er kun én her i aften, som vi kan sætte dig sammen med.")
    five = few([Somebody(name) for name in "abcde"])
    assert list(five.values()) == [(2, "De andre, du kunne møde, har allerede nok på deres kort.")]
    assert few([Somebody(name) for name in "abcd"]) == {}
