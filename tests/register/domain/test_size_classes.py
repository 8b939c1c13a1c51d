import pytest

from mikrovirk.register.domain import size_classes


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, "0"),
        (1, 1, "1-4"),
        (2, 4, "1-4"),
        (5, 9, "5-9"),
        (10, 19, "10-19"),
        (20, 49, "20-49"),
        (50, 99, "50-99"),
        (100, 199, "100+"),
        (1000, None, "100+"),
        (6, 6, "5-9"),
        # Finland says "at least two" and France 3 to 5: neither lies in one class.
        (2, None, "unknown"),
        (3, 5, "unknown"),
        (0, 4, "unknown"),
        (None, None, "unknown"),
        (None, 9, "unknown"),
    ],
)
def test_an_interval_of_employed_has_one_class_or_none(low: int | None, high: int | None, expected: str) -> None:
    assert size_classes.class_of(low, high) == expected


def test_micro_is_up_to_nine_and_unsaid_where_the_interval_crosses() -> None:
    micro = size_classes.is_micro
    assert [micro(0, 0), micro(5, 9), micro(3, 5), micro(10, 19), micro(1000, None)] == [True, True, True, False, False]
    assert [micro(2, None), micro(None, None), micro(5, 20)] == [None, None, None]


def test_the_classes_are_named_once_and_in_order() -> None:
    assert size_classes.SIZE_CLASSES == ("0", "1-4", "5-9", "10-19", "20-49", "50-99", "100+", "unknown")
    assert [size_classes.is_micro(*size_classes.BOUNDS[name]) for name in size_classes.MICRO_CLASSES] == [True] * 3
