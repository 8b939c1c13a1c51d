"""The example region: what it holds, and that it is alive today."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from mikrovirk.config.demo import evenings, facts, region
from mikrovirk.live.models import Evening, Photo, Recap, Story
from mikrovirk.live.queries.turns import run_of
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting, SignUp, Talk

pytestmark = pytest.mark.django_db
# The days of the source text, and one on which months and years end oddly.
DAYS = [datetime(2017, 11, 1, 9, tzinfo=UTC), datetime(2028, 2, 29, 9, tzinfo=UTC)]


@pytest.fixture(scope="module", params=DAYS, ids=["2017", "leap-day"])
def made_on(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """The region as made on that day, once for all tests that only look at it; what each does is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(request.param, tick=False):
            region.build(now=request.param)
        with django_db_blocker.block():
            yield request.param
        transaction.set_rollback(True)


@pytest.fixture
def now(made_on: datetime, db: None) -> Iterator[datetime]:
    with time_machine.travel(made_on, tick=False):
        yield made_on


def test_the_evenings_fall_as_in_2017() -> None:
    mikrovirk = facts.NETWORKS[0]
    today = DAYS[0].date()
    assert evenings.birthday_evening(mikrovirk, today).isoformat() == "2017-10-30"
    assert evenings.moment(evenings.next_evening(mikrovirk, today)).isoformat() == "2017-11-28T17:30:00+01:00"


def test_the_last_evening_has_been_whatever_the_day() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    ahead = [(each.slug, day) for each in facts.NETWORKS for day in days if evenings.birthday_evening(each, day) >= day]
    assert ahead == []


def test_the_region_is_what_the_source_texts_tell(now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        assert sorted(Network.objects.values_list("name", "municipality_code")) == [
            ("MikroVirk", "0390"),
            ("Mikronet", "0376"),
            ("Netværk Nordfalster", "0376"),
        ]
        mikrovirk = Network.objects.get(slug="mikrovirk")
        assert mikrovirk.host is not None
        assert mikrovirk.host.name == "Vordingborg Erhverv"
        assert Role.objects.filter(network=mikrovirk, name=Role.Name.STEERING).count() == 5
        birthday = Meeting.objects.filter(network=mikrovirk, ends_at__lt=now).latest("starts_at")
        assert (birthday.title, str(birthday.venue)) == ("MikroVirk fylder to år", "Møn Bibliotek")
        assert 28 <= birthday.sign_ups.filter(checked_in_at__isnull=False).count() <= 36
        coming = Meeting.objects.filter(network=mikrovirk, starts_at__gt=now).order_by("starts_at")
        assert [m.format.name for m in coming if m.format] == ["1.0", "2.0", "1.0", "2.0", "1.0", "2.0"]
        assert [m.state for m in coming if m.format][:3] == ["published", "published", "draft"]
        assert list(Meeting.objects.filter(talk=None, conference=None, tour=None)) == []
        assert not Talk.objects.filter(title="").exists()


def test_one_network_is_fading(now: datetime) -> None:

    def attendance(slug: str) -> list[int]:
        held = Meeting.objects.filter(network__slug=slug, ends_at__lt=now).order_by("starts_at")
        return [SignUp.objects.filter(meeting=m, checked_in_at__isnull=False).count() for m in held]

    fading, steady = attendance("netvaerk-nordfalster"), attendance("mikrovirk")
    assert sum(fading[-6:]) < 0.6 * sum(fading[:6])
    assert sum(steady[-6:]) > 0.8 * sum(steady[:6])


def test_an_evening_is_on_in_one_municipality_and_has_been_in_the_other(now: datetime) -> None:
    """Something open, something decided, something refused, and something that should have been done."""
    with time_machine.travel(now, tick=False):
        on = Evening.objects.get(meeting__network__slug="mikrovirk", meeting__ends_at__gt=now)
        run = run_of(on)
        assert run.current is not None
        assert (run.current.kind, run.current.who != "", run.remaining(now)) == ("introductions", True, 130.0)
        assert [turn.who for turn in run.turns if turn.kind == "introductions"][2] == ""  # free: to be given away
        states = set(on.questions.values_list("state", flat=True))
        assert states == {"open", "answered", "hidden"}
        assert on.polls.get().closed_at is None
        assert on.hands.count() == 3
        been = list(Evening.objects.filter(meeting__network__slug="mikronet").order_by("meeting__starts_at"))
        assert [bool(evening.ended_at) for evening in been] == [True, True]
        assert [evening.seats.get().inputs.count() for evening in been] == [5, 5]
        story = Story.objects.get()
        assert (story.seat.evening, story.published_at is not None) == (been[0], True)
        how_the_evenings_are_told()


def how_the_evenings_are_told() -> None:
    """One recap is read by everybody, and one has waited too long."""
    read, begun = Recap.objects.order_by("meeting__network__pk")
    assert [(told.meeting.network.slug, bool(told.published_at)) for told in (read, begun)] == [
        ("mikrovirk", True),
        ("mikronet", False),
    ]
    states = [
        (photo.in_recap, bool(photo.agreed), bool(photo.hidden_at))
        for photo in Photo.objects.filter(evening__meeting=begun.meeting)
    ]
    assert states == [(True, True, False), (False, False, False), (False, False, True)]
