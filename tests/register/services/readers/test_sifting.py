"""Bad documents among good ones are found, however many there are and wherever they stand."""

from collections.abc import Sequence

import duckdb
import pytest

from mikrovirk.register.services.readers.sifting import sift

GOOD, BAD = b'{"n": %d}', b'{"n": "no number", "of": %d}'


@pytest.mark.parametrize("bad", [[], [0], [199], [3, 4, 5, 150], list(range(0, 200, 7)), list(range(200))])
def test_the_bad_ones_are_refused_and_all_others_taken(tmp_path, bad: Sequence[int]) -> None:
    lines = [(BAD if number in bad else GOOD) % number for number in range(200)]
    piece = tmp_path / "piece"
    piece.write_bytes(b"\n".join(lines) + b"\n")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
        found = sift(
            piece,
            lambda file: (
                connection.execute(
                    f"INSERT INTO t FROM read_json('{file}', format = 'newline_delimited', columns = {{'n': 'INTEGER'}})"
                )
                and None
            ),
            tmp_path / "spool",
        )
        taken = [number for (number,) in connection.execute("SELECT n FROM t ORDER BY rowid").fetchall()]
    good = [number for number in range(200) if number not in bad]
    assert (taken, sorted(found.taken), [line for line, _, _ in sorted(found.refused)]) == (good, good, list(bad))
    assert found.taken == taken  # the line of each row, in the rows' order


def test_why_a_line_was_refused(tmp_path) -> None:
    lines = [b'{"n": 1}', b'{"n": ', b'{"n": "\xe6"}', b'{"n": "x"}', b"", b'{"n": 2},{"n": 3}']
    piece = tmp_path / "piece"
    piece.write_bytes(b"\n".join(lines) + b"\n")
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")

        def insert(file) -> None:
            connection.execute(
                f"INSERT INTO t FROM read_json('{file}', format = 'newline_delimited', columns = {{'n': 'INTEGER'}})"
            )

        found = sift(piece, insert, tmp_path / "spool")
        assert connection.execute("SELECT n FROM t ORDER BY n").fetchall() == [(1,), (2,), (3,)]
    assert [(line, code) for line, code, _ in sorted(found.refused)] == [
        (1, "not_json"),
        (2, "not_utf8"),
        (3, "wrong_shape"),
    ]
    assert {detail for line, _, detail in found.refused if line == 3} == {'Failed to cast value to numerical: "x"'}
