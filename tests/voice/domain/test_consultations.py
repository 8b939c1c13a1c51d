"""What differs between two versions of a draft."""

from typing import Any

import pytest

from mikrovirk.voice.domain.consultations import Change, What, changes


def point(key: int, title: str = "Moms", **facts: str) -> dict[str, Any]:
    return {"key": key, "title": title, "text": "", "starts_at": "", "format": "", "topic": "", "venue": "", **facts}


def content(*points: dict[str, Any], title: str = "Forår", intro: str = "") -> dict[str, Any]:
    return {"title": title, "intro": intro, "points": list(points)}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (content(point(1)), content(point(1)), ()),
        (content(), content(title="Sommer"), (Change(What.NAME, before="Forår", after="Sommer"),)),
        (content(), content(intro="Kære alle"), (Change(What.INTRO, before="", after="Kære alle"),)),
        (content(point(1)), content(point(1), point(2, "Salg")), (Change(What.ADDED, 2, "Salg"),)),
        (content(point(1), point(2, "Salg")), content(point(1)), (Change(What.TAKEN_OUT, 2, "Salg"),)),
        (content(point(1), point(2)), content(point(2), point(1)), (Change(What.ORDER),)),
        (  # a new point between two others is no other order
            content(point(1), point(2)),
            content(point(1), point(3), point(2)),
            (Change(What.ADDED, 3, "Moms"),),
        ),
        (
            content(point(1, starts_at="2027-03-01T17:30:00+01:00")),
            content(point(1, "Moms let", starts_at="2027-03-08T17:30:00+01:00", venue="Stege Bibliotek")),
            (
                Change(What.TITLE, 1, "Moms let", "Moms", "Moms let"),
                Change(What.WHEN, 1, "Moms let", "2027-03-01T17:30:00+01:00", "2027-03-08T17:30:00+01:00"),
                Change(What.VENUE, 1, "Moms let", "", "Stege Bibliotek"),
            ),
        ),
        (  # a version kept before there were speakers
            content(point(1)),
            content(point(1, speaker="")),
            (),
        ),
    ],
)
def test_what_differs(before: dict[str, Any], after: dict[str, Any], found: tuple[Change, ...]) -> None:
    assert changes(before, after) == found
