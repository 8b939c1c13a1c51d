from datetime import timedelta

import pytest
from django.utils import translation

from mikrovirk.fund.queries.timeline import timeline
from mikrovirk.fund.services import agreements, claims, reports
from tests.factories import NOW
from tests.fund.granted import applicant, claimed, granted, staff

pytestmark = pytest.mark.django_db


def test_what_becomes_of_a_grant_stands_there_the_latest_first() -> None:
    made = granted()
    worker = staff(made.application)
    day = timedelta(days=1)
    claims.refuse(claimed(made, 500_00), because="Ulæselig.", by=worker, at=NOW + day)
    again = claimed(made, 500_00)
    claims.approve(again, by=worker, at=NOW + day)
    claims.pay(again, by=worker, at=NOW + 2 * day)
    report = reports.save(made.application, {"happened": "Alt gik."}, at=NOW + 3 * day)
    reports.approve(reports.send(report, by=applicant(made), at=NOW + 3 * day), by=worker, at=NOW + 3 * day)
    agreements.end(made, by=worker, at=NOW + 4 * day)
    with translation.override("en"):
        steps = [(step.text, step.detail) for step in timeline(made.application) if step.at > NOW]
    assert steps == [
        ("The case was closed", ""),
        ("You told what came of it", ""),
        ("We paid DKK\u00a0500", ""),
        ("We could not pay yet", "Ulæselig."),
    ]


def test_a_grant_that_was_given_back_says_why() -> None:
    made = granted(accepted=False)
    agreements.give_up(made, by=applicant(made), at=NOW + timedelta(days=1), because="Vi flytter.")
    with translation.override("en"):
        latest = timeline(made.application)[0]
    assert (latest.text, latest.detail) == ("The grant lapsed", "Vi flytter.")
