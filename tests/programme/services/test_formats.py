"""Formats, topics and days kept free."""

from datetime import UTC, date, datetime

import pytest

from mikrovirk.networks.models import Installation, Network
from mikrovirk.programme.domain.agenda import FilledBy, Kind, RecipeItem
from mikrovirk.programme.domain.days_off import own_date
from mikrovirk.programme.domain.school_holidays import Avoid, SchoolCalendar
from mikrovirk.programme.models import Talk
from mikrovirk.programme.queries import formats as format_queries
from mikrovirk.programme.services import formats, setup
from mikrovirk.programme.services import meetings as meeting_services
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
LINES = [RecipeItem(Kind.TALK, 60, "Oplæg", FilledBy.SPEAKER), RecipeItem(Kind.NETWORKING, 30, "Netværke frit")]


@pytest.fixture
def network() -> Network:
    place = factories.network()
    setup.prepare_network(place)
    return place


def test_own_format_gets_a_key_of_its_own(network: Network) -> None:
    made = [
        formats.add_format(network, name=name, purpose="Til alle", expect="", recipe=LINES)
        for name in ("1.0", "Konference", "Konference")
    ]
    assert [found.key for found in made] == ["1-0-2", "konference", "konference-2"]
    assert [(item.title, item.minutes) for item in made[0].items.all()] == [("Oplæg", 60), ("Netværke frit", 30)]


def test_new_words_reach_the_calendars_of_coming_meetings_and_leave_their_agenda(network: Network) -> None:
    first = network.formats.get(key="1-0")
    starts_at = datetime(2027, 2, 22, 16, 30, tzinfo=UTC)
    meeting = meeting_services.add_meeting(network, starts_at=starts_at, at=NOW, format=first)
    meeting = meeting_services.publish_meeting(meeting, at=NOW)
    formats.change_format(first, name="1.0", purpose="Nyt formål", expect="Nyt", recipe=LINES, at=NOW)
    meeting.refresh_from_db()
    assert "Nyt formål" in meeting.calendar_event.replace("\r\n ", "")
    assert (meeting.sequence, meeting.agenda.count()) == (1, 5)


def test_last_format_in_use_cannot_be_stopped(network: Network) -> None:
    first, second = network.formats.all()
    formats.stop_using(first)
    with pytest.raises(formats.LastFormat):
        formats.stop_using(second)
    formats.use_again(first)
    formats.stop_using(second)
    assert [found.is_active for found in network.formats.all()] == [True, False]


def test_topic_is_there_once(network: Network) -> None:
    with pytest.raises(formats.TopicExists):
        formats.save_topic(network, name="Salg")
    assert network.topics.filter(name="Salg").count() == 1


def test_topic_with_a_talk_is_put_away_and_another_removed(network: Network) -> None:
    used, unused = network.topics.get(name="Salg"), network.topics.get(name="Økonomi")
    Talk.objects.create(network=network, topic=used, title="Sælg mere")
    assert (formats.remove_topic(used), formats.remove_topic(unused)) == (False, True)
    assert "Økonomi" not in set(network.topics.values_list("name", flat=True))
    assert network.topics.get(name="Salg").is_active is False


def test_seasons_go_round_what_the_network_and_the_installation_keep_free(network: Network) -> None:
    fair = own_date(date(2027, 5, 3), date(2027, 5, 5), "Sommermarked")
    formats.keep_free(network, Avoid(school=SchoolCalendar(winter_weeks=(8,)), own=(fair,)))
    Installation.objects.create(
        pk=1, no_meeting_weeks=[{"name": "Folkemøde", "first": "2027-06-10", "last": "2027-06-13"}]
    )
    avoid = format_queries.avoid_of(network)
    names = {day: [days.name.da for days in avoid.reasons_on(day)] for day in (
        date(2027, 2, 15), date(2027, 2, 22), date(2027, 5, 4), date(2027, 6, 11)
    )}  # fmt: skip
    assert names == {
        date(2027, 2, 15): [],
        date(2027, 2, 22): ["Vinterferie"],
        date(2027, 5, 4): ["Sommermarked"],
        date(2027, 6, 11): ["Folkemøde"],
    }
