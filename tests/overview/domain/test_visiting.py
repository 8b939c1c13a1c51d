"""Which member goes along to a business."""

from mikrovirk.overview.domain.visiting import Host, Visit, Why, hosts_of


def host(key: int, codes: str = "", postcode: str = "", town: str = "", said_yes: bool = False) -> Host:
    return Host(
        key, frozenset(codes.split()), frozenset(filter(None, [postcode])), frozenset(filter(None, [town])), said_yes
    )


def visit(number: str, code: str = "", postcode: str = "", town: str = "") -> Visit:
    return Visit(number, code, postcode, frozenset(filter(None, [town])))


def test_trade_and_village_then_trade_or_village() -> None:
    hosts = [
        host(1, "412000", "4780", "Stege"),
        host(2, "433200", "4720", "Præstø"),
        host(3, "960210", "4780", "Ulvshale"),
    ]
    visits = [
        visit("a", "412000", "4780", "Stege"),
        visit("b", "433999", "4760", "Ørslev"),  # only the trade
        visit("c", "561010", "4780", "ulvshale"),  # only the village
        visit("d", "561010", "4990", "Sakskøbing"),  # nothing in common with anybody
    ]
    assert hosts_of(visits, hosts) == {"a": (1, Why.BOTH), "b": (2, Why.TRADE), "c": (3, Why.VILLAGE)}


def test_among_equals_who_said_yes_and_then_who_has_fewest() -> None:
    hosts = [host(1, "412000"), host(2, "412000"), host(3, "412000", said_yes=True)]
    assert hosts_of([visit("a", "412000")], hosts) == {"a": (3, Why.TRADE)}
    given = hosts_of([visit(name, "412000") for name in "abcd"], hosts[:2])
    assert [key for key, _why in given.values()] == [1, 2, 1, 2]


def test_without_a_code_a_trade_is_never_the_same() -> None:
    assert hosts_of([visit("a", "", "4780")], [host(1, "412000", "4760")]) == {}
    assert hosts_of([visit("a", "4")], [host(1, "412000")]) == {}
