"""Laying a season and taking it back."""

from datetime import date, time

import pytest
from django.utils import timezone

from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.rhythms import MonthlyRhythm, Nth
from mikrovirk.programme.domain.seasons import SeasonImpossible, SeasonLayout, SeasonProblem, SeasonWish
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import seasons, setup
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
WISH = SeasonWish(date(2027, 1, 25), MonthlyRhythm(Nth.LAST, 0), time(17, 30), ("1-0", "2-0"), count=6)


@pytest.fixture
def network() -> Network:
    place = factories.network("mikrovirk", name="MikroVirk")
    setup.prepare_network(place)
    return place


def lay(network: Network, layout: SeasonLayout) -> Season:
    return seasons.lay_season(
        network, layout, name="Foråret 2027", wish=WISH, venue=factories.venue(network), by=None, at=NOW
    )


def test_season_is_drafts_with_agenda_tasks_and_the_reason_of_a_moved_date(network: Network) -> None:
    season = lay(network, seasons.planned(WISH))
    meetings = list(season.meetings.all())
    assert [(timezone.localtime(m.starts_at).date().isoformat(), m.format.key) for m in meetings if m.format] == [
        ("2027-01-25", "1-0"),
        ("2027-02-22", "2-0"),
        ("2027-03-15", "1-0"),
        ("2027-04-26", "2-0"),
        ("2027-05-31", "1-0"),
        ("2027-06-21", "2-0"),
    ]
    assert {meeting.state for meeting in meetings} == {"draft"}
    assert {timezone.localtime(meeting.starts_at).time() for meeting in meetings} == {time(17, 30)}
    assert {reason["da"] for reason in meetings[2].date_reason} == {"Anden påskedag", "Påskeferie"}
    assert meetings[2].date_reason[0]["original"] == "2027-03-29"
    assert all(meeting.agenda.count() == 5 and meeting.tasks.count() == 6 for meeting in meetings)
    assert SeasonWish.from_plain(season.rhythm) == WISH


def test_dates_moved_by_hand_are_kept(network: Network) -> None:
    layout = seasons.planned(WISH, {date(2027, 2, 22): date(2027, 2, 24), date(1999, 1, 1): date(1999, 1, 2)})
    assert [meeting.date.isoformat() for meeting in layout.meetings][:3] == ["2027-01-25", "2027-02-24", "2027-03-15"]
    assert layout.meetings[1].by_hand


def test_two_dates_may_change_places_through_a_free_one() -> None:
    moved = {date(2027, 1, 25): date(2027, 2, 22), date(2027, 2, 22): date(2027, 2, 23)}
    layout = seasons.planned(WISH, moved)
    assert [meeting.date.isoformat() for meeting in layout.meetings][:2] == ["2027-02-22", "2027-02-23"]


def test_two_meetings_on_one_day_are_refused() -> None:
    with pytest.raises(SeasonImpossible) as refused:
        seasons.planned(WISH, {date(2027, 1, 25): date(2027, 2, 22)})
    assert refused.value.code is SeasonProblem.DATE_TAKEN


def test_season_is_taken_back_whole(network: Network) -> None:
    seasons.undo_season(lay(network, seasons.planned(WISH)))
    assert (Season.objects.count(), Meeting.objects.count()) == (0, 0)


def test_season_with_a_published_meeting_stays(network: Network) -> None:
    season = lay(network, seasons.planned(WISH))
    first = season.meetings.first()
    assert first is not None
    meeting_services.publish_meeting(first, at=NOW)
    with pytest.raises(seasons.CannotUndo):
        seasons.undo_season(season)
    assert Meeting.objects.count() == 6
