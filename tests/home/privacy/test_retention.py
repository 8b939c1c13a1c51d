"""Nothing is deleted that did not stand on the list for 30 days; what is due then goes, and the figures stay."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.home import jobs
from mikrovirk.home.privacy import own_data, retention
from mikrovirk.home.privacy.rules import BY_KEY
from mikrovirk.networks.models import DataProtection, Network, Role, RoleChange
from mikrovirk.programme.models import Feedback, SignUp
from tests import factories
from tests.factories import NOW
from tests.home.privacy.test_idle import former

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def network() -> Network:
    return factories.network("moen")


def test_what_is_due_stands_on_the_list_for_thirty_days_first(network: Network) -> None:
    former(network)
    assert retention.carry_out(NOW) == {}
    assert retention.carry_out(NOW + 29 * DAY) == {}
    found = {each.rule.key: each for each in retention.standing(NOW + 29 * DAY)}["former_members"]
    assert (found.due_count, found.soon_count, found.begins_date) == (1, 1, (NOW + 30 * DAY).date())
    assert retention.carry_out(NOW + 30 * DAY) == {"former_members": 1}
    assert not User.objects.exists()


def test_words_go_and_figures_stay(network: Network) -> None:
    held = factories.meeting(network, starts_at=NOW - 800 * DAY)
    row = factories.sign_up(held, factories.member(network), checked_in_at=held.starts_at)
    Feedback.objects.create(sign_up=row, meeting=held, rating=5, text="Dejligt.")
    SignUp.objects.create(meeting=held, name="Bo", brought_by=row)
    begun()
    assert retention.carry_out(NOW) == {"guest_names": 1, "feedback": 1}
    assert Feedback.objects.get().text == ""
    assert [each.name for each in SignUp.objects.filter(person=None)] == ["–"]
    assert retention.carry_out(NOW) == {}


def fails(*given: object, **named: object) -> int:
    raise RuntimeError("no such column")


def test_a_rule_that_fails_does_not_keep_the_others(
    network: Network, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    RoleChange.objects.create(
        network=network, user=factories.user(), role="steering", what="ended", at=NOW - 3000 * DAY
    )
    begun()
    monkeypatch.setattr(retention, "RULES", (replace(BY_KEY["feedback"], carry_out=fails), *retention.RULES))
    assert retention.carry_out(NOW) == {"role_changes": 1}
    assert "the rule feedback" in caplog.text


def test_one_who_cannot_be_erased_does_not_keep_the_others(
    network: Network, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = former(network).user, former(network).user
    begun()
    erase = own_data.erase
    monkeypatch.setattr(own_data, "erase", lambda user, *, at: fails() if user == first else erase(user, at=at))
    assert retention.carry_out(NOW) == {"former_members": 1}
    assert list(User.objects.all()) == [first]
    assert f"account {first.pk}" in caplog.text
    assert second.full_name not in caplog.text


def test_a_choice_of_an_older_version_is_no_hindrance() -> None:
    DataProtection.objects.create(pk=1, keep_days={"no-such-rule": 91}, begins={})
    retention.choose({"warnings": 730}, now=NOW)
    assert DataProtection.objects.get().keep_days == {"warnings": 730}


def begun() -> None:
    """As if the installation had run for long."""
    retention.note_beginnings(NOW - 60 * DAY)


def test_what_is_due_soon_is_counted_beside_what_is_due_now(network: Network) -> None:
    user = factories.user()
    for age in (5 * 365 + 1, 5 * 365 - 10, 5 * 365 - 40):
        RoleChange.objects.create(network=network, user=user, role="steering", what="ended", at=NOW - age * DAY)
    found = {each.rule.key: each for each in retention.standing(NOW)}["role_changes"]
    assert (found.due_count, found.soon_count) == (1, 2)


def test_a_shorter_time_waits_another_thirty_days_and_a_longer_one_holds_at_once(network: Network) -> None:
    begun()
    person = factories.member(network)
    Membership.objects.filter(person=person).update(left_date=(NOW - 200 * DAY).date(), note="Ringer tit.")
    retention.choose({"notes": 183, "warnings": 730}, now=NOW)
    row = DataProtection.objects.get()
    assert row.keep_days == {"notes": 183, "warnings": 730}
    assert (row.begins["notes"], row.begins["warnings"]) == ("2027-02-10", "2026-12-12")
    assert retention.carry_out(NOW + 29 * DAY) == {}
    assert retention.carry_out(NOW + 30 * DAY) == {"notes": 1}
    retention.choose({"notes": BY_KEY["notes"].days}, now=NOW)
    assert DataProtection.objects.get().keep_days == {"warnings": 730}


@pytest.mark.parametrize("said", [{"notes": 1}, {"letters": 365}])
def test_only_what_is_offered_can_be_chosen(said: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(said))):
        retention.choose(said, now=NOW)
    assert not DataProtection.objects.exclude(begins={}).exists() or DataProtection.objects.get().keep_days == {}


def test_the_last_coordinator_is_not_erased(network: Network) -> None:
    begun()
    user = former(network).user
    Role.objects.create(user=user, name="coordinator", network=network, since_date=NOW.date() - 900 * DAY)
    assert retention.carry_out(NOW) == {}
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize(
    ("days", "words"),
    [(14, "14 dage"), (91, "3 måneder"), (183, "6 måneder"), (365, "1 år"), (730, "2 år"), (1, "1 dag")],
)
def test_a_time_in_words(days: int, words: str) -> None:
    assert retention.in_words(days) == words


def test_the_worker_deletes_at_night_until_nothing_is_left(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    begun()
    left, asked = [{"guests": 100}, {"guests": 3}, {}], []

    def carry_out(now: datetime) -> dict[str, int]:
        asked.append(now.hour)
        return left.pop(0)

    monkeypatch.setattr(retention, "carry_out", carry_out)
    for hour, minute in ((0, 0), (3, 0), (3, 1), (3, 2), (3, 3), (9, 0)):  # UTC
        jobs.run(now=NOW.replace(hour=hour, minute=minute))
    assert asked == [3, 3, 3]
