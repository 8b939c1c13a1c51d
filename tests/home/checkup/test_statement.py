"""The check-up tells of an accessibility statement that is not whole, or old."""

from datetime import UTC, date, datetime

import pytest

from mikrovirk.home.accessibility.facts import Statement, Status
from mikrovirk.home.checkup import statement
from mikrovirk.home.checkup.findings import State
from mikrovirk.networks import services

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def write(looked_at_on: date) -> None:
    said = Statement(
        body="Vordingborg Kommune",
        status=Status.PARTLY,
        tested_on=date(2026, 10, 1),
        contact_email="web@kommune.example",
        written_on=looked_at_on,
        looked_at_on=looked_at_on,
    )
    services.change_accessibility(said.as_plain())


def test_one_that_nobody_wrote_lacks_everything() -> None:
    (found,) = statement.accessibility(NOW)
    assert found.state == State.LOOK
    assert "Sig, hvem der står bag siden." in found.says
    assert "/installation/accessibility/" in found.mend


@pytest.mark.parametrize(("looked_at_on", "state"), [(date(2026, 10, 2), State.FINE), (date(2025, 10, 2), State.LOOK)])
def test_a_whole_one_is_fine_for_a_year(looked_at_on: date, state: State) -> None:
    write(looked_at_on)
    assert [each.state for each in statement.accessibility(NOW)] == [state]
