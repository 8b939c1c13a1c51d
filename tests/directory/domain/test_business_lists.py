"""What a list of businesses says."""

from mikrovirk.directory.domain.business_lists import Told, Trouble, told


def test_a_row_is_understood() -> None:
    said = {"name": " Systuen ", "cvr": "12 34 56 78", "postcode": "4780 Stege", "website": "systuen.dk", "seeks": ""}
    assert told(2, said) == Told(
        2, {"name": "Systuen", "postcode": "4780", "town": "Stege", "website": "https://systuen.dk"}
    )


def test_why_a_row_is_set_aside() -> None:
    assert told(2, {"industry": "Skrædder"}).trouble == Trouble.NO_NAME
    assert told(3, {"name": "Systuen", "offers": "xxxxxx-xxxx"}) == Told(3, {}, Trouble.CPR)
