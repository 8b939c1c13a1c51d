"""Names come out in the order they are spoken."""

import pytest

from mikrovirk.directory.domain.names import full_name, tidy_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jørgen Pedersen", "Jørgen Pedersen"),
        ("Pedersen, Jørgen", "Jørgen Pedersen"),
        ("Rasmussen Madsen, Dorthe Marie", "Dorthe Marie Rasmussen Madsen"),
        ("PEDERSEN, JØRGEN", "Jørgen Pedersen"),
        ("ANNE-MARIE VON BÜLOW", "Anne-Marie von Bülow"),
        ("von Bülow, Claus", "Claus von Bülow"),
        ("J.P. O'BRIEN", "J.P. O'Brien"),
        ("BO AGERBÆK", "Bo Agerbæk"),
        ("jens de la Cour", "jens de la Cour"),
        ("Jens McKinney", "Jens McKinney"),
        ("Jørgen Pedersen, indehaver", "Jørgen Pedersen, indehaver"),
        ("Jørgen Pedersen, cand.merc.", "Jørgen Pedersen, cand.merc."),
        ("Hansen jr., Peter", "Peter Hansen jr."),
        ("Peter Hansen, jr.", "Peter Hansen jr."),
        ("Jørgen\n  Pedersen ,", "Jørgen Pedersen"),
        ("KNUD III", "Knud III"),
        ("JP", "JP"),
        ("", ""),
    ],
)
def test_a_name_is_put_in_the_order_it_is_spoken(text: str, name: str) -> None:
    assert tidy_name(text) == name


def test_the_columns_of_a_name_are_joined() -> None:
    assert full_name("Jørgen", "", "PEDERSEN") == "Jørgen Pedersen"
    assert full_name(" Anne  Marie ", "Bæk", "von Bülow") == "Anne Marie Bæk von Bülow"
