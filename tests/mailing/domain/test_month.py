import pytest

from mikrovirk.mailing.domain.month import MonthSoFar

LIMIT = 4


def month(sent: int = 0, monthly: list[int] | None = None, usually: set[int] | None = None) -> MonthSoFar:
    return MonthSoFar(sent, monthly or [], usually or set())


@pytest.mark.parametrize(
    ("so_far", "other_goes", "monthly_goes"),
    [
        (month(0), True, True),
        (month(2), True, True),
        (month(3), False, True),  # the last place is kept for the invitation
        (month(3, monthly=[1]), True, True),  # it has gone: the place is free
        (month(4, monthly=[1]), False, False),
        (month(2, usually={1, 2}), False, True),  # two networks' invitations are still to come
        (month(2, monthly=[1], usually={1, 2}), True, True),
        (month(0, usually={1, 2, 3, 4, 5}), True, True),  # one place is always open
        (month(1, usually={1, 2, 3, 4, 5}), False, True),
    ],
)
def test_who_finds_room(so_far: MonthSoFar, other_goes: bool, monthly_goes: bool) -> None:
    room = {"network": 1, "only_monthly": False, "limit": LIMIT}
    assert so_far.has_room(monthly=False, **room) == other_goes  # type: ignore[arg-type]
    assert so_far.has_room(monthly=True, **room) == monthly_goes  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("so_far", "limit", "goes"),
    [
        (month(1), 4, True),
        (month(2), 4, False),  # one place is kept for the invitation, and the last open one is left to others
        (month(2, monthly=[1]), 4, True),
        (month(3, monthly=[1]), 4, False),
        (month(0, usually={1, 2, 3}), 4, False),
        (month(0), 1, True),
    ],
)
def test_a_kind_that_gives_way_leaves_the_last_open_place_to_others(so_far: MonthSoFar, limit: int, goes: bool) -> None:
    assert so_far.has_room(network=1, monthly=False, only_monthly=False, limit=limit, gives_way=True) == goes


def test_only_the_monthly_one_means_one_from_each_network() -> None:
    so_far = month(1, monthly=[1], usually={1, 2})
    assert not so_far.has_room(network=1, monthly=True, only_monthly=True, limit=LIMIT)
    assert so_far.has_room(network=2, monthly=True, only_monthly=True, limit=LIMIT)


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_the_limit_is_never_passed(limit: int) -> None:
    so_far = month()
    for number in range(20):
        monthly = number % 3 == 0
        if so_far.has_room(network=number % 2, monthly=monthly, only_monthly=False, limit=limit):
            so_far.add(network=number % 2, monthly=monthly)
    assert so_far.sent_count <= limit
