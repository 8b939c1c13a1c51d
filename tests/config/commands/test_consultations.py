"""`mikrovirk voice consultations`: drafts from the command line."""

import json

import pytest

from mikrovirk.config.command import main
from mikrovirk.voice.services import consultation_comments
from tests import factories as f
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db


def test_every_draft_with_support_and_what_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    place = f.network("moen")
    made = rows.opened(place)
    point = rows.points(made)[0]
    consultation_comments.take_stance(point, "for", person=f.member(place), at=f.NOW)
    consultation_comments.count_paper(point, meeting=None, in_favour=4, against=2, by=None, at=f.NOW)
    consultation_comments.comment(made, point, "Hellere tirsdag", at=f.NOW)
    assert main(["voice", "consultations", "moen", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    first = row.pop("points")[0]
    assert row == {
        "consultation": made.pk,
        "title": "Foråret 2027",
        "state": "open",
        "closes": "2027-01-25T09:00:00+00:00",
        "version": 1,
        "lacking_answers": 1,
        "comments_on_the_whole": 0,
    }
    assert first == {
        "point": point.pk,
        "title": "Moms uden mavepine",
        "starts": "2027-03-01T17:00:00+01:00",
        "support": {"online": [1, 0], "hall": [0, 0], "paper": [4, 2]},
        "comments": 1,
        "answered": False,
    }
