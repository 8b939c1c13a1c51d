"""The statement in words."""

from django.utils import translation

from mikrovirk.home.accessibility import words
from mikrovirk.home.accessibility.facts import Gap, LookedAtBy, Missing, Statement, Status, Why


def test_there_are_words_for_everything() -> None:
    assert set(words.STATUSES) == set(Status)
    assert set(words.REASONS) == set(Why)
    assert set(words.TESTERS) == set(LookedAtBy)
    assert set(words.LACKS) == set(Missing)
    assert {gap.key for gap in Statement().gaps} == set(words.SHIPPED)


def test_gaps_stand_under_their_reason_and_the_products_own_in_the_readers_language() -> None:
    said = Statement(gaps=(Gap("En film uden undertekster", Why.OUTSIDE, "Ring til os"), Gap(key="pdf")))
    with translation.override("en"):
        assert [(section.title, [gap.what for gap in section.gaps]) for section in words.sections(said)] == [
            (
                "Does not follow the requirements",
                ["Printed lists and reports as PDF have not been tested with a screen reader."],
            ),
            ("Not covered by the act", ["En film uden undertekster"]),
        ]
    with translation.override("da"):
        assert (
            next(words.sections(said)).gaps[0].what
            == "Udskrevne lister og rapporter som PDF er ikke prøvet med en skærmlæser."
        )
