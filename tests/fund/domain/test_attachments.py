"""Which files may stay with an application."""

import pytest

from mikrovirk.fund.domain.attachments import MOST_BYTES, FileKind, FileProblem, kind_of


@pytest.mark.parametrize(
    ("name", "size", "head", "found"),
    [
        ("Tilbud.PDF", 100, b"%PDF-1.7", FileKind.PDF),
        ("foto.jpeg", 100, b"\xff\xd8\xff", FileKind.PICTURE),
        ("tilbud.pdf", 100, b"<html>", FileProblem.NO_PDF),
        ("tilbud.pdf", 0, b"", FileProblem.EMPTY),
        ("tilbud.pdf", MOST_BYTES + 1, b"%PDF-1.7", FileProblem.TOO_LARGE),
        ("tilbud.pdf.exe", 100, b"%PDF-1.7", FileProblem.UNKNOWN_KIND),
        ("side.svg", 100, b"<svg", FileProblem.UNKNOWN_KIND),
        ("uden", 100, b"%PDF-1.7", FileProblem.UNKNOWN_KIND),
    ],
)
def test_a_file_is_what_its_name_says(name: str, size: int, head: bytes, found: FileKind | FileProblem) -> None:
    assert kind_of(name, size=size, head=head) is found
