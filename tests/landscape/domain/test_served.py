"""Who is served by what."""

from mikrovirk.landscape.domain.served import Offer, Overlap, matrix, overlaps

EVERYBODY = Offer(1, "MikroVirk", "network", "everybody", "", "Stege")
STARTING = Offer(2, "Startklar", "network", "starting", "", "Præstø")
ESTABLISHED = Offer(3, "Møns Erfa", "erfa", "established", "", "Stege")
BUILDERS = Offer(4, "Tømrerne", "erfa", "trade", "F", "Stege")
ONLINE = Offer(5, "Webinar", "offer", "everybody", "", "")
ALL = (EVERYBODY, STARTING, ESTABLISHED, BUILDERS, ONLINE)


def test_what_stands_where_and_what_is_missing() -> None:
    rows = matrix(ALL, ["network", "erfa", "coworking"], lambda offer: [offer.kind])
    assert [row.cells for row in rows] == [
        ((EVERYBODY, STARTING), (EVERYBODY,)),
        ((BUILDERS,), (ESTABLISHED, BUILDERS)),
        ((), ()),
    ]
    assert [row.missing for row in rows] == [(), (), ("starting", "established")]
    (praestoe,) = matrix(ALL, ["Præstø"], lambda offer: [offer.town])
    assert praestoe.missing == ("established",)


def test_one_for_several_trades_stands_in_each() -> None:
    two = Offer(6, "Bygningshåndværk", "erfa", "trade", "FG", "Stege")
    rows = matrix([two], ["F", "G", "I"], lambda offer: offer.industries)
    assert [row.missing for row in rows] == [(), (), ("starting", "established")]


def test_two_of_a_kind_for_the_same_people_in_the_same_town() -> None:
    second = Offer(7, "Selvstændige", "network", "everybody", "", "Stege")
    elsewhere = Offer(8, "Andre", "network", "everybody", "", "Præstø")
    other_trade = Offer(9, "Malerne", "erfa", "trade", "G", "Stege")
    online = Offer(10, "Webinar to", "offer", "everybody", "", "")
    found = overlaps([*ALL, second, elsewhere, other_trade, online])
    assert found == [Overlap("network", "Stege", "everybody", (EVERYBODY, second))]
