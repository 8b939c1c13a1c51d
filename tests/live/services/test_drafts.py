"""A draft is shown in the hall point by point; the room answers with one tap or in words."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from mikrovirk.live import mine, regions, saying
from mikrovirk.live.models import DraftShown, Evening, Phone
from mikrovirk.live.regions import Audience
from mikrovirk.live.saying import Refused, Said
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Consultation, Input, Point, PointSupport
from mikrovirk.voice.queries.consultations import totals_of
from mikrovirk.voice.services import consultations, consulting
from tests.live import evenings
from tests.voice import consultation_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening() -> Evening:
    return evenings.open_now()


@pytest.fixture
def draft(evening: Evening) -> Consultation:
    return consultation_rows.opened(evening.meeting.network, at=timezone.now())


def say(
    evening: Evening,
    what: str,
    phone: Phone | None = None,
    *,
    at: datetime | None = None,
    number: UUID | None = None,
    **detail: Any,
) -> None:
    said = Said(
        evening=evening,
        client_id=number or uuid4(),
        what=what,
        detail=detail,
        at=at or timezone.now(),
        phone=phone,
    )
    saying.take(said, is_host=phone is None)


def html(name: str, evening: Evening, audience: Audience) -> str:
    return str(regions.made(name, evening, audience, "da")["html"])


def points(draft: Consultation) -> list[Point]:
    return list(draft.points.order_by("position"))


def test_the_host_steps_through_the_points_and_screen_and_phones_follow(evening: Evening, draft: Consultation) -> None:
    assert "Foråret 2027" in html("draft_host", evening, Audience.HOST)
    assert html("draft", evening, Audience.PHONE).strip() == ""
    say(evening, "draft", consultation=draft.pk)
    assert Evening.objects.get().showing == {"what": "draft"}
    assert "Moms uden mavepine" in html("showing", evening, Audience.SCREEN)
    say(evening, "draft_point", point=points(draft)[1].pk)
    for name, audience in (("showing", Audience.SCREEN), ("draft", Audience.PHONE), ("draft_host", Audience.HOST)):
        assert "Salg uden at sælge" in html(name, evening, audience)
    assert "Punkt 2 af 3" in html("showing", evening, Audience.SCREEN)
    say(evening, "draft_done")
    assert Evening.objects.get().showing == {}
    assert html("draft", evening, Audience.PHONE).strip() == ""


def test_a_draft_taken_up_again_goes_on_where_it_was(evening: Evening, draft: Consultation) -> None:
    say(evening, "draft", consultation=draft.pk)
    say(evening, "draft_point", point=points(draft)[2].pk)
    say(evening, "draft_done")
    say(evening, "draft", consultation=draft.pk)
    assert DraftShown.objects.values_list("point", "closed_at").get() == (points(draft)[2].pk, None)


def test_another_draft_begins_at_its_first_point(evening: Evening, draft: Consultation) -> None:
    other = consultation_rows.opened(evening.meeting.network, at=timezone.now())
    say(evening, "draft", consultation=draft.pk)
    say(evening, "draft_point", point=points(draft)[2].pk)
    say(evening, "draft_count", shown=True)
    say(evening, "draft", consultation=other.pk)
    shown = DraftShown.objects.values_list("consultation", "point", "is_counted", "closed_at").get()
    assert shown == (other.pk, None, False, None)


def test_the_last_tap_of_a_phone_counts_also_when_they_come_in_another_order(
    evening: Evening, draft: Consultation
) -> None:
    say(evening, "draft", consultation=draft.pk)
    phone, now = evenings.phone(evening), timezone.now()
    key = points(draft)[0].pk
    say(evening, "draft_stance", phone, point=key, stance="against", at=now + timedelta(minutes=2))
    say(evening, "draft_stance", phone, point=key, stance="for", at=now + timedelta(minutes=1))  # from the outbox
    row = PointSupport.objects.get()
    assert (row.stance, row.person, row.phone, row.meeting) == ("against", None, phone.key, evening.meeting)
    assert f"draft:{key}:against" in mine.mine_of(evening, phone)["pressed"]
    say(evening, "draft_stance", phone, point=key, stance="against", take_back=True, at=now + timedelta(minutes=3))
    assert not PointSupport.objects.exists()


def test_a_phone_of_somebody_on_the_list_answers_for_that_member(evening: Evening, draft: Consultation) -> None:
    say(evening, "draft", consultation=draft.pk)
    row = evenings.coming(evening, "Lise Holm")[0]
    phone = evenings.phone(evening, sign_up=row)
    key = points(draft)[0].pk
    say(evening, "draft_stance", phone, point=key, stance="for")
    assert PointSupport.objects.values_list("person", "phone").get() == (row.person_id, None)
    assert totals_of(draft)[key].as_plain()["hall"] == [1, 0]
    assert f"draft:{key}:for" in mine.mine_of(evening, phone)["pressed"]


def test_how_many_are_for_and_against_stands_on_the_screen_when_the_host_says_so(
    evening: Evening, draft: Consultation
) -> None:
    say(evening, "draft", consultation=draft.pk)
    for number in range(3):
        stance = "for" if number else "against"
        say(evening, "draft_stance", evenings.phone(evening), point=points(draft)[0].pk, stance=stance)
    assert "<dd>" not in html("showing", evening, Audience.SCREEN)
    assert "<strong>2</strong> god idé, <strong>1</strong> ikke noget for mig" in html(
        "draft_host", evening, Audience.HOST
    )
    say(evening, "draft_count", shown=True)
    assert "<dd>2</dd>" in html("showing", evening, Audience.SCREEN)
    say(evening, "draft_point", point=points(draft)[1].pk)
    assert "<dd>" not in html("showing", evening, Audience.SCREEN)  # the next point is answered first


@pytest.mark.parametrize(
    ("who", "author"), [("staff", ("Mie", "", False)), ("named", ("Mie", "", True)), ("anonymous", ("", "x", False))]
)
def test_a_comment_lands_in_the_stream_once_with_point_and_meeting(
    evening: Evening, draft: Consultation, who: str, author: tuple[str, str, bool]
) -> None:
    say(evening, "draft", consultation=draft.pk)
    phone, number, point = evenings.phone(evening, "Mie"), uuid4(), points(draft)[0]
    for _ in range(2):  # the answer to the first sending was lost
        say(evening, "draft_comment", phone, number=number, point=point.pk, text="Gerne i Borre", who=who)
    said = Input.objects.get()
    assert (said.source, said.text, said.point, said.topic, said.meeting) == (
        "hall",
        "Gerne i Borre",
        point,
        point.topic,
        evening.meeting,
    )
    assert (said.author_name, "x" if said.receipt else "", said.comment.is_named) == author
    assert said.comment.version == 1


def test_what_is_no_point_of_the_draft_shown_is_refused(evening: Evening, draft: Consultation) -> None:
    phone, own = evenings.phone(evening), points(draft)[0].pk
    other = consultation_rows.opened(Network.objects.create(slug="stege", name="Stege", parts=["voice"]))
    with pytest.raises(Refused):  # nothing is shown
        say(evening, "draft_stance", phone, point=own, stance="for")
    with pytest.raises(Refused):
        say(evening, "draft", consultation=other.pk)
    with pytest.raises(Refused):
        say(evening, "draft_point", point=own)
    say(evening, "draft", consultation=draft.pk)
    for detail in (
        {"point": points(other)[0].pk, "stance": "for"},
        {"point": own, "stance": "perhaps"},
        {"point": "x", "stance": "for"},
    ):
        with pytest.raises(Refused):
            say(evening, "draft_stance", phone, **detail)
    with pytest.raises(Refused):
        say(evening, "draft_comment", phone, point=own, text=" ")
    with pytest.raises(Refused):
        say(evening, "draft_point", phone, point=own)  # a phone in the room is no host
    assert (PointSupport.objects.count(), Input.objects.count()) == (0, 0)


def test_what_was_typed_before_it_closed_counts_and_what_was_typed_after_is_refused(
    evening: Evening, draft: Consultation
) -> None:
    say(evening, "draft", consultation=draft.pk)
    phone, point = evenings.phone(evening), points(draft)[0]
    Consultation.objects.update(closes_at=timezone.now() - timedelta(seconds=5))
    say(evening, "draft_stance", phone, point=point.pk, stance="for", at=timezone.now() - timedelta(seconds=10))
    with pytest.raises(Refused, match="tager ikke imod flere kommentarer"):
        say(evening, "draft_stance", phone, point=point.pk, stance="against")
    assert PointSupport.objects.get().stance == "for"
    assert "aria-pressed" not in html("draft", evening, Audience.PHONE)


def test_changes_are_seen_in_the_hall_when_they_are_shown_to_all(evening: Evening, draft: Consultation) -> None:
    say(evening, "draft", consultation=draft.pk)
    consultations.change_point(points(draft)[0], consultations.Details("Moms helt let"))
    assert "Moms uden mavepine" in html("draft", evening, Audience.PHONE)
    consulting.show_changes(draft, why="", by=None, at=timezone.now())
    assert "Moms helt let" in html("draft", evening, Audience.PHONE)


def test_with_the_part_off_nothing_of_it_is_there(evening: Evening, draft: Consultation) -> None:
    say(evening, "draft", consultation=draft.pk)
    Network.objects.update(parts=[])
    fresh = Evening.objects.select_related("meeting__network").get()
    assert html("draft_host", fresh, Audience.HOST).strip() == ""
    assert html("draft", fresh, Audience.PHONE).strip() == ""
