"""What somebody promises, and how it is followed up."""

from datetime import timedelta

import pytest

from mikrovirk.cooperation.models import Commitment, Conference
from mikrovirk.cooperation.queries import commitments as queries
from mikrovirk.cooperation.services import commitments as services
from mikrovirk.mailing.models import Mailing, Message
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


def mails() -> list[tuple[str, str, str]]:
    found = Message.objects.select_related("user").order_by("pk")
    return [(mail.kind.partition(".")[2], mail.user.email, mail.state) for mail in found]


def test_it_is_promised_once_its_owner_says_yes_by_the_link_in_a_drafted_mail() -> None:
    made = rows.promise(rows.held(*rows.area()), said_yes=False)
    assert made.state == "asked"
    assert mails() == [("promise_asked", "lene@bibliotek.example", "draft")]
    services.promise(made, at=f.NOW, by_owner=True)
    with pytest.raises(services.AlreadySettled):
        services.decline(made, why="Nej", at=f.NOW)
    made.refresh_from_db()
    assert (made.state, made.settled_at) == ("open", None)
    assert [(word.state, word.by_owner) for word in made.follow_ups.all()] == [("asked", False), ("open", True)]


def test_who_said_yes_in_the_room_is_told_what_they_promised() -> None:
    network, coordinator = rows.area()
    conference = rows.held(network, coordinator)
    rows.promise(conference)
    rows.promise(conference, network=network, owner_name="", owner_email="")
    assert mails() == [
        ("promise_made", "lene@bibliotek.example", "draft"),
        ("promise_made", "kontakt@netvaerk.example", "draft"),
    ]


def test_nobody_is_written_to_where_no_address_is_known() -> None:
    rows.promise(rows.held(*rows.area()), owner_email="")
    assert mails() == []


def test_a_change_before_the_yes_asks_anew_and_stops_the_old_mail() -> None:
    made = rows.promise(rows.held(*rows.area()), said_yes=False)
    services.change(made, at=f.NOW, text="Åbne læsesalen om lørdagen")
    assert [(kind, state) for kind, _to, state in mails()] == [("promise_asked", "stopped"), ("promise_asked", "draft")]
    services.promise(made, at=f.NOW)
    with pytest.raises(services.AlreadySettled):
        services.change(made, at=f.NOW, text="Noget andet")


def test_kept_given_up_and_taken_up_again() -> None:
    made = rows.promise(rows.held(*rows.area()))
    services.say_how_it_goes(made, text="Nøglen er bestilt", at=f.NOW)
    services.keep(made, text="Åbent siden mandag", at=f.NOW, by_owner=True)
    made.refresh_from_db()
    assert (made.state, made.settled_at, made.why) == ("kept", f.NOW, "")
    services.take_up_again(made, at=f.NOW)
    services.give_up(made, why="Ingen kom", at=f.NOW)
    made.refresh_from_db()
    assert (made.state, made.why) == ("dropped", "Ingen kom")
    assert [word.text for word in made.follow_ups.all()] == [
        "",
        "Nøglen er bestilt",
        "Åbent siden mandag",
        "",
        "Ingen kom",
    ]


def test_declined_and_asked_again() -> None:
    made = rows.promise(rows.held(*rows.area()), said_yes=False)
    services.decline(made, why="Det er ikke vores", at=f.NOW, by_owner=True)
    services.take_up_again(made, at=f.NOW)
    made.refresh_from_db()
    assert (made.state, made.why, made.settled_at) == ("asked", "", None)


def test_reminded_before_the_day_and_told_the_day_after_once_for_each_day_that_was_set() -> None:
    network, coordinator = rows.area()
    due = f.TODAY + timedelta(days=20)
    made = rows.promise(rows.held(network, coordinator), due_date=due)
    Mailing.objects.all().delete()

    def remind_on(days: int) -> list[tuple[str, str]]:
        day = due + timedelta(days=days)
        before = Message.objects.count()
        services.remind(now=f.NOW + timedelta(days=20 + days), today=day)
        services.remind(now=f.NOW + timedelta(days=20 + days), today=day)
        return [(kind, to) for kind, to, _state in mails()[before:]]

    assert remind_on(-15) == []
    assert remind_on(-14) == [("promise_due", "lene@bibliotek.example")]
    assert remind_on(0) == []
    assert remind_on(1) == [("promise_late", "lene@bibliotek.example"), ("promise_overdue", coordinator.email)]
    assert remind_on(2) == []
    services.move(made, due_date=due + timedelta(days=30), text="Nøglen mangler", by=coordinator, at=f.NOW)
    made.refresh_from_db()
    assert (made.due_date, made.follow_ups.last().due_date) == (due + timedelta(days=30), due + timedelta(days=30))
    assert remind_on(17) == [("promise_due", "lene@bibliotek.example")]


def test_settling_it_stops_what_waits() -> None:
    made = rows.promise(rows.held(*rows.area()), due_date=f.TODAY)
    services.remind(now=f.NOW, today=f.TODAY + timedelta(days=1))
    services.keep(made, text="", at=f.NOW)
    assert {state for _kind, _to, state in mails()} == {"stopped"}
    services.remind(now=f.NOW, today=f.TODAY + timedelta(days=40))
    assert len(mails()) == 3


def test_conclusions_stand_in_their_order_and_come_back() -> None:
    conference = rows.held(*rows.area())
    first, second = (services.conclude(conference, text=text) for text in ("Først", "Så"))
    assert [each.position for each in (first, second)] == [1, 2]
    services.remove_conclusion(first, at=f.NOW)
    services.change_conclusion(second, text="Derefter")
    assert list(conference.conclusions.filter(removed_at=None).values_list("text", flat=True)) == ["Derefter"]
    services.remove_conclusion(first, at=None)
    assert conference.conclusions.filter(removed_at=None).count() == 2


def test_its_link_is_good_for_this_one_only() -> None:
    made = rows.promise(rows.held(*rows.area()))
    assert "/conferences/promise/" in services.link_of(made)
    assert services.link_of(made) != services.link_of(rows.promise(made.conference))
    assert Commitment.objects.count() == 2


def test_what_was_promised_at_a_conference_that_is_called_off_counts_no_more() -> None:
    made = rows.promise(rows.held(*rows.area()))
    code = made.conference.municipality_code
    assert list(queries.of_area(code)) == [made]
    Conference.objects.update(state=Conference.State.CANCELLED, cancelled_at=f.NOW)
    assert list(queries.of_area(code)) == []
