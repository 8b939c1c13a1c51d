"""The example region: what it holds, that it is alive today, and that it never touches a real installation."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.config.demo import evenings, facts, region
from mikrovirk.directory.models import Business, Membership
from mikrovirk.live.models import Evening, Photo, Recap, Story
from mikrovirk.live.queries.turns import run_of
from mikrovirk.networks.models import Installation, Network, Role
from mikrovirk.programme.models import HotSeatApplication, Meeting, SignUp, Talk
from tests import factories

pytestmark = pytest.mark.django_db
# The days of the source text, and one on which months and years end oddly.
DAYS = [datetime(2017, 11, 1, 9, tzinfo=UTC), datetime(2028, 2, 29, 9, tzinfo=UTC)]


@pytest.fixture(params=DAYS, ids=["2017", "leap-day"])
def now(request: pytest.FixtureRequest) -> Iterator[datetime]:
    with time_machine.travel(request.param, tick=False):
        yield request.param


def test_the_evenings_fall_as_in_2017() -> None:
    mikrovirk = facts.NETWORKS[0]
    today = DAYS[0].date()
    assert evenings.birthday_evening(mikrovirk, today).isoformat() == "2017-10-30"
    assert evenings.moment(evenings.next_evening(mikrovirk, today)).isoformat() == "2017-11-28T17:30:00+01:00"


def test_the_region_is_what_the_source_texts_tell(now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        region.build(now=now)
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
    region.build(now=now)

    def attendance(slug: str) -> list[int]:
        held = Meeting.objects.filter(network__slug=slug, ends_at__lt=now).order_by("starts_at")
        return [SignUp.objects.filter(meeting=m, checked_in_at__isnull=False).count() for m in held]

    fading, steady = attendance("netvaerk-nordfalster"), attendance("mikrovirk")
    assert sum(fading[-6:]) < 0.6 * sum(fading[:6])
    assert sum(steady[-6:]) > 0.8 * sum(steady[:6])


def test_the_people_are_plainly_invented() -> None:
    region.build(now=timezone.now())
    assert {email.rpartition(".")[2] for email in User.objects.values_list("email", flat=True)} == {"example"}
    assert set(Business.objects.exclude(cvr="").values_list("cvr", flat=True).distinct()) == {
        cvr for cvr in Business.objects.values_list("cvr", flat=True) if cvr.startswith("9") and len(cvr) == 8
    }
    assert Business.objects.values("industry").distinct().count() >= 20
    assert Membership.objects.count() == 126 + 58 + 34
    assert HotSeatApplication.objects.filter(state="waiting").count() == 4


def test_each_link_signs_in_as_its_role(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    region.prepare()
    found = {}
    for who, link in region.sign_in_links():
        client = Client()
        answer = client.get(link.partition("8000")[2], follow=True)
        found[who] = answer.request["PATH_INFO"]
    assert found == {
        "Koordinator": "/networks/mikrovirk/week/",
        "Medlem": "/me/",
        "Medlem af styregruppen": "/me/",
        "Koordinator i Guldborgsund": "/networks/mikronet/week/",
        "Administrator": "/installation/",
        "Erhvervsråd": "/networks/mikrovirk/reports/",
        "Kommune": "/overview/0390/",
        "Guldborgsund Kommune": "/overview/0376/",
        "Sagsbehandler i puljen": "/fund/idepuljen/office/",
        "Bogholder i puljen": "/fund/idepuljen/office/",
    }


def test_a_living_region_is_left_as_it_is() -> None:
    region.prepare()
    before = set(User.objects.values_list("pk", flat=True))
    region.prepare()
    assert set(User.objects.values_list("pk", flat=True)) == before


def test_a_real_installation_is_never_touched() -> None:
    factories.network("rigtigt")
    with pytest.raises(region.RealInstallation):
        region.prepare(reset=True)
    assert Network.objects.get().slug == "rigtigt"
    assert not Installation.objects.filter(is_example=True).exists()


def test_an_evening_is_on_in_one_municipality_and_has_been_in_the_other(now: datetime) -> None:
    """Something open, something decided, something refused, and something that should have been done."""
    with time_machine.travel(now, tick=False):
        region.build(now=now)
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
