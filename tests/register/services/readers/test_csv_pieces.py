import gzip
import zipfile
from pathlib import Path

import pytest

from mikrovirk.register.services.readers.blocks import Damaged
from mikrovirk.register.services.readers.csv_pieces import csv_pieces, end_of_rows, heading_of
from mikrovirk.register.services.readers.shapes import Unreadable

ROWS = [f'{number},"name ""{number}"", with\na line end",Vordingborg' for number in range(200)]
TEXT = "\ufeff id,name,name\n" + "\n".join(ROWS) + "\n"


def cut(file: Path, folder: Path, size: int) -> list[str]:
    heading = heading_of(file)
    found = []
    for _piece in csv_pieces(file, folder / "piece.csv", heading, start=heading.end, size=size):
        text = (folder / "piece.csv").read_text("utf-8")
        assert text.startswith(" id,name,name\n")
        found.append(text.removeprefix(" id,name,name\n"))
    return found


def test_pieces_are_whole_rows_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mikrovirk.register.services.readers.blocks.BLOCK", 333)
    file = tmp_path / "rows.csv"
    file.write_text(TEXT, "utf-8")
    pieces = cut(file, tmp_path, 1000)
    assert len(pieces) > 5
    assert "".join(pieces) == "\n".join(ROWS) + "\n"
    assert all(piece.count('"') % 2 == 0 for piece in pieces)
    assert heading_of(file).names == ("id", "name", "name_3")


@pytest.mark.parametrize("pack", [False, True])
def test_packed_files_too(tmp_path: Path, *, pack: bool) -> None:
    file = tmp_path / "rows"
    if pack:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("rows.csv", TEXT)
    else:
        file.write_bytes(gzip.compress(TEXT.encode()))
    assert "".join(cut(file, tmp_path, 1000)) == "\n".join(ROWS) + "\n"


def test_what_cannot_be_read_has_a_code(tmp_path: Path) -> None:
    empty, zipped, wide, latin = (tmp_path / name for name in ("empty", "zipped", "wide", "latin"))
    empty.write_bytes(b"\n \n")
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("one", "a,b\n")
        archive.writestr("two", "a,b\n")
    wide.write_bytes("a,b\n".encode("utf-16"))
    latin.write_bytes("år,navn\n".encode("latin-1"))
    codes = []
    for file in (empty, zipped, wide, latin):
        with pytest.raises(Unreadable) as raised:
            heading_of(file)
        codes.append(str(raised.value))
    assert codes == ["empty", "zip", "utf16", "not_utf8"]


def test_a_packed_file_that_ends_in_the_middle_gives_what_came_before(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv.gz"
    file.write_bytes(gzip.compress(TEXT.encode())[:-400])
    heading = heading_of(file)
    with pytest.raises(Damaged, match="gzip_cut_short"):
        list(csv_pieces(file, tmp_path / "piece.csv", heading, start=heading.end))
    kept = (tmp_path / "piece.csv").read_text("utf-8")
    assert kept.startswith(" id,name,name\n" + ROWS[0])


@pytest.mark.parametrize(
    ("content", "last", "first"),
    [
        (b"a,b\nc,d\n", 8, 4),
        (b'a,"b\nc"\nd', 8, 8),
        (b'a,"b\nc', 0, 0),
        (b"no end", 0, 0),
        (b'"a""b\n",c\n"d\n', 10, 10),
    ],
)
def test_rows_end_where_no_quotes_are_open(content: bytes, last: int, first: int) -> None:
    assert (end_of_rows(content), end_of_rows(content, last=False)) == (last, first)
