import pytest
from django.utils import translation

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Area


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "da",
            (
                "1.234",
                "−12",
                "93,4\u00a0%",
                "−3\u00a0%",
                "skjult",
                "–",
                "+12\u00a0%",
                "Vordingborg",
                "4780 Stege",
                "Danmark",
            ),
        ),
        ("en", ("1,234", "−12", "93.4%", "−3%", "hidden", "–", "+12%", "Vordingborg", "4780 Stege", "Denmark")),
    ],
)
def test_numbers_and_names_in_both_languages(language: str, said: tuple[str, ...]) -> None:
    with translation.override(language):
        assert said == (
            *(words.whole(1234), words.whole(-12), words.share(0.934, 1), words.share(-0.03)),
            *(words.told(None, suppressed=True), words.told(None), words.change(100, 112)),
            *(words.area_name(Area("0390")), words.area_name(Area("0390", "4780")), words.area_name(Area())),
        )


def test_industries_in_short_and_whole() -> None:
    assert words.section_short("F") == "Byggeri og håndværk"
    assert words.section_name("F") != words.section_short("F")
    assert words.section_short("?") == "?"
    assert words.group_name("412").startswith("41.2 ")
    assert words.group_name("000") == "00.0"


def test_a_change_from_nothing_is_not_said() -> None:
    assert (words.change(0, 3), words.change(None, 3), words.change(3, None)) == ("", "", "")
