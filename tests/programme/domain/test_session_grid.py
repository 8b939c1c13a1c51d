"""Tracks beside hours: where a programme clashes, how it is drawn, and who sits at which table."""

from datetime import UTC, datetime

from mikrovirk.programme.domain.session_grid import (
    Beside,
    Cell,
    Clash,
    ClashCode,
    Column,
    Slot,
    clashes,
    grid,
    tables_for,
)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, 16, hour, minute, tzinfo=UTC)


def slot(key: int, start: datetime, end: datetime, **fields: object) -> Slot:
    return Slot(key, start, end, **fields)  # type: ignore[arg-type]


# --- clashes ---------------------------------------------------------------------------------------------------------


def test_one_room_twice_at_the_same_hour() -> None:
    found = clashes([slot(1, at(10), at(11), room=7), slot(2, at(10, 30), at(11, 30), room=7)])
    assert found == [Clash(ClashCode.ROOM, 1, 2, 7)]


def test_one_after_the_other_is_no_clash() -> None:
    assert clashes([slot(1, at(10), at(11), room=7), slot(2, at(11), at(12), room=7)]) == []


def test_a_speaker_at_two_places() -> None:
    first = slot(1, at(10), at(11), room=1, speakers=("tove", "lise"))
    second = slot(2, at(10), at(10, 30), room=2, speakers=("lise",))
    assert clashes([first, second]) == [Clash(ClashCode.SPEAKER, 1, 2, "lise")]


def test_nothing_goes_on_beside_what_is_for_everybody() -> None:
    found = clashes([slot(1, at(9), at(10), is_for_all=True), slot(2, at(9, 30), at(11))])
    assert found == [Clash(ClashCode.EVERYBODY, 1, 2)]


def test_a_long_session_clashes_with_each_that_begins_while_it_lasts() -> None:
    found = clashes(
        [
            slot(1, at(9), at(12), room=7),
            slot(2, at(9), at(10), room=7),
            slot(3, at(11), at(12), room=7),
            slot(4, at(12), at(13), room=7),
        ]
    )
    assert [(each.first, each.second) for each in found] == [(1, 2), (1, 3)]


# --- the grid --------------------------------------------------------------------------------------------------------


def test_two_tracks_and_what_is_for_everybody_across_them() -> None:
    drawn = grid(
        [
            slot(1, at(9), at(10), is_for_all=True),
            slot(2, at(10), at(11), track=5),
            slot(3, at(10), at(10, 30), track=6),
            slot(4, at(10, 30), at(11), track=6),
        ],
        [5, 6],
    )
    assert drawn.columns == (Column(5), Column(6))
    assert [row.cells for row in drawn.rows] == [
        (Cell(1, 1, 2),),
        (Cell(2, 2), Cell(3)),
        (Cell(4),),
    ]


def test_a_break_is_a_row_of_its_own() -> None:
    drawn = grid([slot(1, at(9), at(10), track=5), slot(2, at(11), at(12), track=6)], [5, 6])
    assert [(row.is_break, row.cells) for row in drawn.rows] == [
        (False, (Cell(1), Cell(None))),
        (True, (Cell(None, 1, 2),)),
        (False, (Cell(None), Cell(2))),
    ]


def test_two_at_once_in_one_track_stand_side_by_side() -> None:
    drawn = grid([slot(1, at(9), at(10), track=5), slot(2, at(9), at(11), track=5)], [5])
    assert drawn.columns == (Column(5, 2),)
    assert [row.cells for row in drawn.rows] == [(Cell(1), Cell(2, 2)), (Cell(None),)]


def test_what_is_for_everybody_has_a_column_of_its_own_while_something_else_goes_on() -> None:
    drawn = grid([slot(1, at(9), at(10), is_for_all=True), slot(2, at(9), at(10), track=5)], [5])
    assert drawn.columns == (Column(Beside.ALL), Column(5))
    assert [row.cells for row in drawn.rows] == [(Cell(1), Cell(2))]


def test_what_is_in_no_track_goes_across_them_unless_something_else_goes_on() -> None:
    alone = grid([slot(1, at(9), at(10)), slot(2, at(10), at(11), track=5), slot(3, at(10), at(11), track=6)], [5, 6])
    assert (alone.columns, alone.rows[0].cells) == ((Column(5), Column(6)), (Cell(1, 1, 2),))
    beside = grid([slot(1, at(9), at(10)), slot(2, at(9), at(10), track=5)], [5])
    assert (beside.columns, beside.rows[0].cells) == ((Column(5), Column(Beside.OTHER)), (Cell(2), Cell(1)))


def test_without_tracks_there_is_one_column_and_without_sessions_none() -> None:
    assert grid([slot(1, at(9), at(11)), slot(2, at(10), at(11))], []).columns == (Column(Beside.OTHER, 2),)
    assert [row.cells for row in grid([slot(1, at(9), at(10))], []).rows] == [(Cell(1),)]
    assert (grid([], []).columns, grid([], []).rows) == ((), ())


def test_every_row_is_as_wide_as_the_table() -> None:
    slots = [slot(n, at(9 + n % 3, n % 4 * 15), at(10 + n % 3, n % 4 * 15), track=n % 3) for n in range(12)]
    drawn = grid(slots, [0, 1, 2])
    open_rows: list[int] = []
    for row in drawn.rows:
        here = sum(cell.columns for cell in row.cells) + len(open_rows)
        assert here == drawn.width
        open_rows = [left - 1 for left in open_rows if left > 1]
        open_rows += [cell.rows - 1 for cell in row.cells if cell.rows > 1]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_people_are_dealt_out_evenly_and_those_of_one_business_apart() -> None:
    people = [(1, "Holm"), (2, "Bæk"), (3, "Holm"), (4, ""), (5, "Bæk")]
    assert tables_for(people, 2) == {2: 1, 5: 2, 1: 1, 3: 2, 4: 1}


def test_without_tables_nobody_has_one() -> None:
    assert tables_for([(1, "Holm")], 0) == {}
