"""Wishes for a conference."""

from datetime import timedelta

import pytest

from mikrovirk.cooperation.queries import wishes as queries
from mikrovirk.cooperation.services import wishes as services
from mikrovirk.live.models import Evening, Question
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Input, Theme
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


def theme(network: Network, said: int, name: str = "Lokaler") -> Theme:
    made = Theme.objects.create(network=network, name=name)
    for number in range(said):
        Input.objects.create(network=network, theme=made, source="office", text=f"Ord {number}")
    return made


def test_a_networks_themes_are_its_own_to_bring_and_only_with_three_behind_them() -> None:
    network, coordinator = rows.area()
    conference = rows.called(coordinator)
    wanted = theme(network, 3)
    theme(network, 2, "For få bag")
    neighbour, other = rows.area()
    theme(neighbour, 5, "Naboens")
    assert [(each.name, each.said_count) for each in queries.themes_to_bring(conference, coordinator)] == [
        ("Lokaler", 3)
    ]
    assert [each.name for each in queries.themes_to_bring(conference, other)] == ["Naboens"]
    for _time in range(2):
        services.bring_theme(conference, wanted, behind=3, by=coordinator, at=f.NOW)
    (wish,) = queries.shown(conference)
    assert (wish.text, wish.origin, wish.behind_count, wish.name) == ("Lokaler", "voice", 3, "")
    assert not queries.themes_to_bring(conference, coordinator)


def test_what_was_asked_at_an_evening_comes_without_who_asked() -> None:
    network, coordinator = rows.area()
    conference = rows.called(coordinator)
    evening = Evening.objects.create(meeting=f.meeting(network), opened_at=f.NOW, code="abcde")
    asked = Question.objects.create(evening=evening, text="Hvem betaler?", name="Bo Lund", at=f.NOW)
    Question.objects.create(evening=evening, text="Skjult", state="hidden", at=f.NOW)
    assert list(queries.questions_to_bring(conference, coordinator)) == [asked]
    for _time in range(2):
        services.bring_question(conference, asked, support=4, by=coordinator, at=f.NOW)
    (wish,) = queries.shown(conference)
    assert (wish.text, wish.name, wish.behind_count) == ("Hvem betaler?", "", 5)


def test_let_through_set_aside_and_answered() -> None:
    conference = rows.called(f.user())
    wish = services.send_in(conference, text="Mere kaffe", name="Bo", by=None, at=f.NOW)
    assert (list(queries.waiting(conference)), list(queries.shown(conference))) == ([wish], [])
    services.show(wish, at=f.NOW)
    services.answer(wish, text="Der var kaffe")
    assert [each.answer for each in queries.shown(conference)] == ["Der var kaffe"]
    services.set_aside(wish, at=f.NOW)
    assert (list(queries.shown(conference)), list(queries.set_aside(conference))) == ([], [wish])


def test_no_wishes_after_their_last_day() -> None:
    conference = rows.called(f.user(), wishes_until=f.TODAY)
    services.send_in(conference, text="I tide", name="", by=None, at=f.NOW)
    with pytest.raises(services.NoMoreWishes):
        services.send_in(conference, text="For sent", name="", by=None, at=f.NOW + timedelta(days=1))
