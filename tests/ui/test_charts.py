from mikrovirk.ui.charts import Bar, bars


def test_the_longest_bar_is_the_greatest_value() -> None:
    assert bars([("Oktober", 40), ("November", 25)], marked="November") == [
        Bar("Oktober", "40", "100.0%"),
        Bar("November", "25", "62.5%", marked=True),
    ]


def test_numbers_are_written_the_danish_way() -> None:
    assert [bar.text for bar in bars([("a", 1234.5)], decimals=1)] == ["1.234,5"]


def test_of_a_known_whole() -> None:
    assert [bar.width for bar in bars([("a", 4.5), ("b", 9)], most=5)] == ["90.0%", "100.0%"]


def test_nothing_and_only_zeros() -> None:
    assert bars([]) == []
    assert [bar.width for bar in bars([("a", 0)])] == ["0.0%"]
