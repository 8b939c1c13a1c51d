"""The decisions of a steering group from the command line."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from mikrovirk.config.command import main
from tests.voice import steering_rows as rows

pytestmark = pytest.mark.django_db


def test_every_decision_says_how_it_stands_and_how_many_had_said_it(capsys: pytest.CaptureFixture[str]) -> None:
    moen = rows.room()
    karen = rows.coordinator(moen)
    late = timezone.localdate() - timedelta(days=2)
    made = rows.decision(
        moen, themes=(rows.theme(moen, said=("Kl. 8", "Kl. 9")),), by=karen, owner=karen, due_date=late
    )
    rows.decision(moen, "Betalte P-pladser", answer="no", by=karen)
    assert main(["voice", "decisions", "moen", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(row["title"], row["standing"]) for row in found] == [
        ("Betalte P-pladser", "no"),
        ("Møde kl. 8 i marts", "overdue"),
    ]
    assert {key: found[1][key] for key in ("decision", "owner", "due", "said", "themes", "shown")} == {
        "decision": made.pk,
        "owner": "Karen Holm",
        "due": late.isoformat(),
        "said": 2,
        "themes": ["Mødetider"],
        "shown": False,
    }
    main(["voice", "decisions", "moen", "--overdue", "--json"])
    assert [row["decision"] for row in json.loads(capsys.readouterr().out)] == [made.pk]
    assert main(["voice", "decisions", "findes-ikke"]) == 2
