"""Where one document ends and the next begins, in every shape a file of them may have."""

import gzip
import json
from pathlib import Path

import pytest

from mikrovirk.register.services.readers.blocks import Damaged
from mikrovirk.register.services.readers.documents import pieces
from mikrovirk.register.services.readers.shapes import Unreadable, shape_of
from tests.register.documents import company, hits, line, write_lines

THREE = [company(number, navne=[{"navn": 'Å "}, {" \n & Søn'}]) for number in (10000001, 10000002, 10000003)]
PRETTY = json.dumps(THREE, ensure_ascii=False, indent=1)
MORE = [company(10000004), company(10000005)]


def read(file: Path, *, size: int = 10**9) -> list[tuple[int, list[dict]]]:
    """Each piece: the position of its first document, and its documents."""
    found = []
    for piece in pieces(file, file.parent / "piece", shape_of(file), size=size):
        lines = [each for each in piece.path.read_bytes().split(b"\n") if each.strip()]
        assert piece.count == len(lines)
        found.append((piece.first, [json.loads(each) for each in lines]))
    return found


SHAPES = {
    "lines": b"\n".join(line(each) for each in THREE),
    "lines, ended": b"".join(line(each) + b"\n" for each in THREE),
    "lines of Windows": b"".join(line(each) + b"\r\n" for each in THREE),
    "array": json.dumps(THREE, ensure_ascii=False).encode(),
    "array on lines": b"[\n" + b",\n".join(line(each) for each in THREE) + b"\n]\n",
    "array, laid out": PRETTY.encode(),
    "behind one another": "\n".join(json.dumps(each, indent=2) for each in THREE).encode(),
    "with a mark": b"\xef\xbb\xbf" + b"\n".join(line(each) for each in THREE),
}


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_every_shape_gives_the_same_documents(tmp_path, content: bytes, is_packed: bool) -> None:
    file = tmp_path / "file"
    file.write_bytes(gzip.compress(content) if is_packed else content)
    assert read(file) == [(1, THREE)]


@pytest.mark.parametrize("indent", [None, 1], ids=["close", "laid out"])
def test_the_answer_of_a_search_and_several_of_them(tmp_path, indent: int | None) -> None:
    file = tmp_path / "file"
    file.write_text("\n".join(json.dumps(hits(some), indent=indent) for some in (THREE, MORE)), "utf-8")
    ((first, found),) = read(file)
    assert (first, [each["_source"] for each in found]) == (1, THREE + MORE)


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
def test_pieces_begin_where_the_one_before_ended(tmp_path, is_packed: bool) -> None:
    content = SHAPES["lines"]
    file = tmp_path / "file"
    file.write_bytes(gzip.compress(content) if is_packed else content)
    whole = list(pieces(file, tmp_path / "piece", shape_of(file), size=100))
    assert sum(piece.count for piece in whole) == 3
    assert [piece.first for piece in whole] == ([1, 3] if is_packed else [1, 2, 3])  # packed: block by block
    (rest,) = pieces(file, tmp_path / "piece", shape_of(file), start=whole[-2].end, first=3)
    assert (rest.first, rest.path.read_bytes()) == (3, line(THREE[2]) + b"\n" * is_packed)


def test_several_packed_files_behind_one_another(tmp_path) -> None:
    file = tmp_path / "file.gz"
    file.write_bytes(b"".join(gzip.compress(line(each) + b"\n") for each in THREE) + b"\0" * 20)
    assert read(file) == [(1, THREE)]


def test_a_packed_file_that_is_cut_short_gives_what_came_before(tmp_path) -> None:
    file = tmp_path / "file.gz"
    packed = b"".join(gzip.compress(line(each) + b"\n") for each in THREE)
    file.write_bytes(packed[:-40])
    found = pieces(file, tmp_path / "piece", shape_of(file))
    assert next(found).path.read_bytes().startswith(line(THREE[0]) + b"\n" + line(THREE[1]))
    with pytest.raises(Damaged, match="gzip_cut_short"):
        next(found)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        ("{}".encode("utf-16"), "utf16"),
        (b"PK\x03\x04...", "zip"),
        (b"CVRNummer,status\n1,aktiv\n", "not_json"),
        (b"<html>", "not_json"),
        (b"\x1f\x8bnothing", "gzip_broken"),
    ],
)
def test_what_is_no_json_at_all(tmp_path, content: bytes, code: str) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(Unreadable, match=code):
        shape_of(file)


@pytest.mark.parametrize("name", ["array", "array, laid out"])
def test_a_broken_document_in_an_array_costs_no_other(tmp_path, name: str) -> None:
    content = SHAPES[name].replace(b'"cvrNummer": 10000002,', b'"cvrNummer": 10000002 "x",')
    file = tmp_path / "file"
    file.write_bytes(content)
    (piece,) = pieces(file, tmp_path / "piece", shape_of(file))
    first, broken, last = piece.path.read_bytes().splitlines()
    assert [json.loads(first), json.loads(last)] == [THREE[0], THREE[2]]
    assert b"10000002" in broken


def test_a_document_longer_than_can_be_is_left_out(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("mikrovirk.register.services.readers.arrays.LONGEST", 2000)
    monkeypatch.setattr("mikrovirk.register.services.readers.blocks.BLOCK", 512)
    long = company(10000002, navne=[{"navn": "x" * 9000}])
    file = tmp_path / "file"
    file.write_bytes(b"[" + b",\n".join(line(each) for each in (company(10000001), long, company(10000003))) + b"]")
    (piece,) = pieces(file, tmp_path / "piece", shape_of(file))
    assert piece.left_out == [(2, "too_long")]
    numbers = [
        json.loads(each).get("Vrvirksomhed", {}).get("cvrNummer") for each in piece.path.read_bytes().splitlines()
    ]
    assert numbers == [10000001, None, 10000003]


def test_a_file_of_lines_that_is_small_is_read_where_it_lies(tmp_path) -> None:
    file = write_lines(tmp_path / "file", THREE)
    (piece,) = pieces(file, tmp_path / "piece", shape_of(file))
    assert (piece.path, piece.count, (tmp_path / "piece").exists()) == (file, 3, False)


def test_however_large_a_file_is_little_of_it_is_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mikrovirk.register.services.readers.documents.HELD", 1024 * 1024)
    file = tmp_path / "large.ndjson"
    file.write_bytes(b'{"Vrvirksomhed":{"cvrNummer":1}}\n' * 1_500_000)  # 50 MB
    before = held()
    cut = pieces(file, tmp_path / "piece", shape_of(file))
    assert sum(piece.count for piece in cut if held() - before < 10) == 1_500_000


def held() -> float:
    """MB of files that this process holds in memory."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssFile"))
    return int(line.split()[1]) / 1024
