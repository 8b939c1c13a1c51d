"""What is said of an import: how far it is, and why it could not be."""

from mikrovirk.register.services.outcome import CannotImport, Progress


def test_how_far_it_is_never_passes_the_end() -> None:
    assert [Progress(done, 200, 0, 1.0, None).percent for done in (0, 50, 250)] == [0, 25, 100]
    assert Progress(0, 0, 0, 1.0, None).percent == 100


def test_an_error_says_its_reason() -> None:
    assert str(CannotImport("disk_full", "data")) == "disk_full data"
