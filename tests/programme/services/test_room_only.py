"""An application for those in the room alone: sealed from the first moment, named in no mail, gone when its time is over."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, Meeting
from mikrovirk.programme.models.stage import Told
from mikrovirk.programme.services import hot_seat, room_only, slots
from tests import factories
from tests.factories import NOW
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db
WORDS = {"kind": "hot_seat", "title": "Kassekreditten", "brief": "Banken har sagt op."}
TOLD = Told("Kassekreditten", "Banken har sagt op.")


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


@pytest.fixture
def lise(place: Network) -> Person:
    return factories.member(place, "Lise Holm")


def stored() -> list[tuple[str, str, bool, bool]]:
    found = HotSeatApplication.objects.values_list("title", "brief", "sealed", "room_key")
    return [(title, brief, sealed is not None, bool(key)) for title, brief, sealed, key in found]


def test_what_is_for_the_room_is_stored_locked_and_read_by_told(place: Network, lise: Person) -> None:
    application = hot_seat.apply(place, lise, openness="room", at=NOW, **WORDS)
    assert stored() == [("", "", True, True)]
    fresh = HotSeatApplication.objects.get()
    assert (fresh.told_at(NOW), str(fresh)) == (TOLD, "Den varme stol")
    hot_seat.edit(application, openness="members", **WORDS)
    assert stored() == [("Kassekreditten", "Banken har sagt op.", False, True)]
    hot_seat.edit(application, openness="room", **WORDS)
    assert stored() == [("", "", True, True)]


def test_the_database_keeps_no_plain_words_beside_locked_ones(place: Network, lise: Person) -> None:
    hot_seat.apply(place, lise, openness="room", at=NOW, **WORDS)
    with pytest.raises(IntegrityError), transaction.atomic():
        HotSeatApplication.objects.update(title="Kassekreditten")


def test_its_time_is_over_24_hours_after_the_evening_also_without_the_worker(place: Network, lise: Person) -> None:
    application = hot_seat.apply(place, lise, openness="room", at=NOW, **WORDS)
    meeting = rows.with_seat(place)
    hot_seat.choose(application, meeting, at=NOW)
    fresh = HotSeatApplication.objects.select_related("meeting").get()
    over = meeting.ends_at + timedelta(hours=24)
    assert [bool(fresh.told_at(at)) for at in (NOW, over - timedelta(seconds=1), over)] == [True, True, False]
    assert bool(fresh.told_at(over, until=over + timedelta(hours=1))) is True


def test_the_mails_about_the_choice_do_not_name_it(place: Network, lise: Person) -> None:
    kept = hot_seat.apply(place, factories.member(place), openness="room", at=NOW, **WORDS)
    hot_seat.choose(hot_seat.apply(place, lise, openness="room", at=NOW, **WORDS), rows.with_seat(place), at=NOW)
    contexts = [*Mailing.objects.values_list("context", flat=True), *Message.objects.values_list("context", flat=True)]
    assert "Kassekreditten" not in str(contexts)
    assert "det, der bliver i salen" in str(contexts)
    assert kept.told == TOLD


def test_who_changes_their_mind_has_it_taken_out_of_the_mails(place: Network, lise: Person) -> None:
    application = hot_seat.apply(place, lise, openness="members", at=NOW, **WORDS)
    other = hot_seat.apply(place, factories.member(place), openness="members", at=NOW, **{**WORDS, "title": "Moms"})
    hot_seat.choose(application, rows.with_seat(place), at=NOW)
    hot_seat.edit(application, openness="room", **WORDS)
    hot_seat.edit(other, openness="room", **{**WORDS, "title": "Moms"})
    contexts = [*Mailing.objects.values_list("context", flat=True), *Message.objects.values_list("context", flat=True)]
    assert [word for word in ("Kassekreditten", "Moms") if f"'{word}'" in str(contexts)] == []


@pytest.mark.parametrize("how", ["withdrawn", "erased"])
def test_what_is_taken_back_goes_with_its_key(place: Network, lise: Person, keys: Path, how: str) -> None:
    application = hot_seat.apply(place, lise, openness="room", at=NOW, **WORDS)
    assert len(list(keys.glob("*.key"))) == 1
    if how == "withdrawn":
        hot_seat.withdraw(application)
        assert stored() == [("", "", False, False)]
    else:
        slots.erase(lise.user, at=NOW)
        assert stored() == []
    assert list(keys.glob("*.key")) == []


def test_what_was_written_down_otherwise_is_sealed_by_the_worker(place: Network, lise: Person) -> None:
    rows.application(place, lise, "Kassekreditten", openness="room")
    rows.application(place, lise, "Moms", openness="members")
    room_only.seal_what_is_plain()
    room_only.seal_what_is_plain()
    assert [row[0] for row in stored()] == ["", "Moms"]
    assert [row.told.title for row in HotSeatApplication.objects.all()] == ["Kassekreditten", "Moms"]


def test_a_lost_key_is_said_plainly_and_the_words_can_be_written_again(
    place: Network, lise: Person, keys: Path
) -> None:
    application = hot_seat.apply(place, lise, openness="room", at=NOW, **WORDS)
    for key in keys.glob("*.key"):
        key.unlink()
    assert not HotSeatApplication.objects.get().told
    hot_seat.edit(application, openness="room", **WORDS)
    assert HotSeatApplication.objects.get().told == TOLD


def test_a_meeting_that_is_cancelled_keeps_it_for_later(place: Network, lise: Person) -> None:
    application = hot_seat.apply(place, lise, openness="room", at=NOW, **WORDS)
    meeting = rows.with_seat(place)
    hot_seat.choose(application, meeting, at=NOW)
    Meeting.objects.update(state="cancelled")
    hot_seat.give_back_cancelled(now=NOW)
    assert HotSeatApplication.objects.get().told_at(meeting.ends_at + timedelta(days=30)) == TOLD
