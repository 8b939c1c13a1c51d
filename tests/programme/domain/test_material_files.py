"""Which files may stay with a talk."""

import pytest

from mikrovirk.programme.domain.material_files import MOST_BYTES, FileProblem, problem_with


@pytest.mark.parametrize(
    ("name", "size", "head", "problem"),
    [
        ("slides.pdf", 100, b"%PDF-1.7", None),
        ("Slides.PPTX", 100, b"PK\x03\x04", None),
        ("regnskab.xls", 100, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
        ("billede.jpg", 100, b"\xff\xd8\xff\xe0", None),
        ("program.exe", 100, b"MZ", FileProblem.UNKNOWN_KIND),
        ("side.html", 100, b"<html>", FileProblem.UNKNOWN_KIND),
        ("tegning.svg", 100, b"<svg", FileProblem.UNKNOWN_KIND),
        ("slides", 100, b"%PDF-1.7", FileProblem.UNKNOWN_KIND),
        ("slides.pdf", 0, b"", FileProblem.EMPTY),
        ("slides.pdf", MOST_BYTES + 1, b"%PDF-1.7", FileProblem.TOO_LARGE),
        ("slides.pdf", 100, b"MZ\x90", FileProblem.NOT_WHAT_IT_SAYS),
        ("slides.pptx", 100, b"%PDF-1.7", FileProblem.NOT_WHAT_IT_SAYS),
    ],
)
def test_problem_with(name: str, size: int, head: bytes, problem: FileProblem | None) -> None:
    assert problem_with(name, size=size, head=head) == problem
