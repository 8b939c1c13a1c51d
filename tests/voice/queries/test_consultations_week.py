"""What the coordinator could do about drafts this week; and what waits for a member."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mikrovirk.networks.models import Network
from mikrovirk.voice.queries.consultations import lately_in
from mikrovirk.voice.queries.consultations_week import to_do
from mikrovirk.voice.services import adopting, consultation_comments, consultations, consulting
from mikrovirk.voice.services.adopting import Words
from mikrovirk.voice.services.consultation_comments import Author
from tests import factories as f
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db


def titles(place: Network, days: int = 0) -> list[str]:
    return [each.title for each in to_do(place, f.NOW + timedelta(days=days))]


def test_from_the_draft_to_the_adoption() -> None:
    place = f.network()
    assert titles(place) == []
    consultations.new_draft(place, title="Uden punkter", by=None, at=f.NOW - timedelta(days=1))
    made = rows.draft(place)
    assert titles(place) == ["Vis udkastet for medlemmerne: Foråret 2027"]
    consulting.publish(made, until=f.NOW + timedelta(days=2), by=None, at=f.NOW)
    made.refresh_from_db()
    assert titles(place) == []  # the members have the word
    point = rows.points(made)[0]
    consultation_comments.comment(made, point, "Hellere tirsdag", at=f.NOW)
    consulting.close_those_over(now=f.NOW + timedelta(days=2))
    assert titles(place, 3) == ["Svar på det, medlemmerne sagde om Foråret 2027"]
    (late,) = to_do(place, f.NOW + timedelta(days=10))
    assert "Medlemmerne har ventet siden" in late.why
    assert late.due_at == f.NOW + timedelta(days=9)
    consultation_comments.answer(point, "Tirsdag er optaget.", by=None, at=f.NOW)
    assert titles(place, 3) == ["Vedtag udkastet: Foråret 2027"]
    adopting.adopt(made, Words("Vedtaget", "Ja"), by=f.user(), at=f.NOW + timedelta(days=3))
    assert titles(place, 3) == []


def test_it_costs_the_same_however_many_and_nothing_with_the_part_off() -> None:
    place = f.network()

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            titles(place)
        return len(found)

    def add() -> None:
        rows.draft(place)
        consulting.close(rows.opened(place), at=f.NOW)

    add()
    one = cost()
    add()
    add()
    assert (cost(), one <= 6) == (one, True)
    Network.objects.filter(pk=place.pk).update(parts=[])
    place.refresh_from_db()
    assert titles(place) == []


def test_a_draft_waits_for_a_member_until_they_tapped_or_wrote() -> None:
    place = f.network()
    lise, bo = f.member(place), f.member(place)
    made = rows.opened(place)
    soon = f.NOW + timedelta(hours=1)

    def waiting(now: datetime = soon) -> list[list[bool]]:
        return [[each.is_answered for each in lately_in(who, [place], now=now)] for who in (lise, bo)]  # type: ignore[attr-defined]

    assert waiting() == [[False], [False]]
    consultation_comments.take_stance(rows.points(made)[0], "for", person=lise, at=soon)
    assert waiting() == [[True], [False]]
    consultation_comments.comment(made, None, "Fint", author=Author(bo), at=soon)
    assert waiting() == [[True], [True]]
    assert lately_in(None, [place], now=soon) == []
    consulting.close(made, at=f.NOW + timedelta(days=14))
    assert waiting(f.NOW + timedelta(days=40)) == [[True], [True]]  # the answers can be read
    assert waiting(f.NOW + timedelta(days=45)) == [[], []]
