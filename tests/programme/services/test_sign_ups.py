"""Signing up, bringing guests, cancelling: what changes in the rows, and which mails leave."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.programme.models import Follower, Meeting, SignUp
from mikrovirk.programme.queries import attending
from mikrovirk.programme.services import sign_ups
from tests import factories
from tests.programme.evenings import NOW, in_full, mails_to, minutes, states, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening() -> Meeting:
    place = factories.network("mikrovirk", name="MikroVirk")
    venue = factories.venue(place, parking="Gratis bag biblioteket.")
    return in_full(factories.meeting(place, venue=venue, capacity=3))


def sign_up_members(evening: Meeting, *names: str) -> list[Person]:
    people = [factories.member(evening.network, name) for name in names]
    for number, person in enumerate(people):
        sign_ups.sign_up(evening, person, at=NOW + minutes(number), via="mail")
    return people


def row_of(evening: Meeting, person: Person) -> SignUp:
    return SignUp.objects.get(meeting=evening, person=person)


def test_a_guest_signs_up_with_name_and_address_and_nothing_else(evening: Meeting) -> None:
    row = sign_ups.sign_up_guest(evening, name="Karen Bæk", email="karen@baek.example", at=NOW)

    assert (row.state, row.as_guest, row.via, row.made_at, row.placed_at) == ("coming", True, "page", NOW, NOW)
    assert taken(evening) == 1
    user = User.objects.get(email="karen@baek.example")
    assert (user.full_name, user.has_usable_password()) == ("Karen Bæk", False)
    assert mails_to(user.person) == ["programme.receipt"]


def test_the_receipt_puts_the_meeting_into_the_calendar_as_accepted(evening: Meeting) -> None:
    sign_ups.sign_up_guest(evening, name="Karen Bæk", email="karen@baek.example", at=NOW)

    mailing = Mailing.objects.get(kind="programme.receipt")
    assert mailing.calendar_method == "REQUEST"
    (event,) = Calendar.from_ical(mailing.calendar).walk("VEVENT")
    attendee = event["ATTENDEE"]
    assert (str(attendee), attendee.params["PARTSTAT"]) == ("mailto:karen@baek.example", "ACCEPTED")
    assert str(event["UID"]) == f"meeting-{evening.uid}@meetings.mikrovirk"


def test_the_same_guest_twice_has_one_place_and_one_receipt_a_day(evening: Meeting) -> None:
    first = sign_ups.sign_up_guest(evening, name="Karen Bæk", email="karen@baek.example", at=NOW)
    again = sign_ups.sign_up_guest(evening, name="Karen", email="karen@baek.example", at=NOW + minutes(5))
    sign_ups.sign_up_guest(evening, name="Karen", email="karen@baek.example", at=NOW + timedelta(days=1))

    assert first.pk == again.pk
    assert taken(evening) == 1
    assert first.person is not None
    assert mails_to(first.person) == ["programme.receipt", "programme.receipt"]
    assert first.person.name == "Karen Bæk"


def test_a_member_who_uses_the_guest_form_is_no_guest(evening: Meeting) -> None:
    member = factories.member(evening.network, email="lise@holm.example")
    row = sign_ups.sign_up_guest(evening, name="Lise", email="lise@holm.example", at=NOW)
    assert (row.person, row.as_guest) == (member, False)


def test_nobody_signs_up_for_what_is_cancelled_a_draft_or_has_begun(evening: Meeting) -> None:
    member = factories.member(evening.network)
    for state, at in (("cancelled", NOW), ("draft", NOW), ("published", evening.starts_at)):
        evening.state = state
        with pytest.raises(sign_ups.SignUpClosed):
            sign_ups.sign_up(evening, member, at=at, via="page")
    assert states(evening) == []


def test_a_sign_up_that_meets_a_cancellation_on_its_way_is_refused(evening: Meeting) -> None:
    member = factories.member(evening.network)
    Meeting.objects.filter(pk=evening.pk).update(state="cancelled")
    with pytest.raises(sign_ups.SignUpClosed):
        sign_ups.sign_up(evening, member, at=NOW, via="page")
    assert (states(evening), taken(evening)) == ([], 0)


def test_when_every_place_is_taken_the_next_ones_wait_in_order(evening: Meeting) -> None:
    people = sign_up_members(evening, "Anna", "Bo", "Carl", "Dorte", "Erik")
    assert states(evening) == [
        ("Anna", "coming"),
        ("Bo", "coming"),
        ("Carl", "coming"),
        ("Dorte", "waiting"),
        ("Erik", "waiting"),
    ]
    assert [sign_ups.number_of(row_of(evening, person), evening) for person in people] == [0, 0, 0, 1, 2]
    assert mails_to(people[4]) == ["programme.waiting"]
    assert Message.objects.get(user=people[4].user).mailing.context["number"] == "2"


def test_the_places_of_the_room_hold_where_the_meeting_says_none(evening: Meeting) -> None:
    Meeting.objects.filter(pk=evening.pk).update(capacity=None)
    assert evening.venue is not None
    evening.venue.capacity = 1
    evening.venue.save()
    evening = in_full(evening)
    sign_up_members(evening, "Anna", "Bo")
    assert states(evening) == [("Anna", "coming"), ("Bo", "waiting")]


def test_a_cancellation_moves_the_first_in_line_up_and_tells_both(evening: Meeting) -> None:
    anna, _bo, _carl, dorte, erik = sign_up_members(evening, "Anna", "Bo", "Carl", "Dorte", "Erik")

    sign_ups.cancel(row_of(evening, anna), at=NOW + minutes(30))

    assert dict(states(evening)) == {
        "Anna": "cancelled",
        "Bo": "coming",
        "Carl": "coming",
        "Dorte": "coming",
        "Erik": "waiting",
    }
    assert taken(evening) == 3
    assert mails_to(anna) == ["programme.receipt", "programme.signed_off"]
    assert mails_to(dorte) == ["programme.waiting", "programme.moved_up"]
    assert mails_to(erik) == ["programme.waiting"]
    assert Mailing.objects.get(kind="programme.signed_off").calendar_method == "CANCEL"
    assert Mailing.objects.get(kind="programme.moved_up").calendar_method == "REQUEST"


def test_cancelling_twice_changes_nothing_and_coming_after_all_goes_to_the_end_of_the_line(evening: Meeting) -> None:
    anna, *_others = sign_up_members(evening, "Anna", "Bo", "Carl", "Dorte")
    for _time in range(2):
        sign_ups.cancel(row_of(evening, anna), at=NOW + minutes(30))
    sign_ups.sign_up(evening, anna, at=NOW + minutes(40), via="mail")

    assert states(evening) == [("Bo", "coming"), ("Carl", "coming"), ("Dorte", "coming"), ("Anna", "waiting")]
    assert taken(evening) == 3
    assert mails_to(anna) == ["programme.receipt", "programme.signed_off", "programme.waiting"]


def test_nobody_cancels_what_has_begun(evening: Meeting) -> None:
    (anna,) = sign_up_members(evening, "Anna")
    with pytest.raises(sign_ups.SignUpClosed):
        sign_ups.cancel(row_of(evening, anna), at=evening.starts_at)
    assert states(evening) == [("Anna", "coming")]


def test_a_guest_one_brings_takes_a_place_and_nobody_writes_to_them(evening: Meeting) -> None:
    (anna,) = sign_up_members(evening, "Anna")
    host = row_of(evening, anna)
    sign_ups.bring_guest(host, name="Gitte Gæst", at=NOW + minutes(5))
    assert states(evening) == [("Anna", "coming"), ("Gitte Gæst", "coming")]
    assert taken(evening) == 2
    assert list(Message.objects.values_list("user", "kind")) == [(anna.user.pk, "programme.receipt")]


def test_a_guest_for_whom_there_is_no_place_waits_while_the_host_keeps_theirs(evening: Meeting) -> None:
    anna, bo, *_ = sign_up_members(evening, "Anna", "Bo", "Carl")
    guest = sign_ups.bring_guest(row_of(evening, anna), name="Gitte Gæst", at=NOW + minutes(5))
    assert (guest.state, row_of(evening, anna).state) == ("waiting", "coming")

    sign_ups.cancel(row_of(evening, bo), at=NOW + minutes(10))

    guest.refresh_from_db()
    assert guest.state == "coming"
    assert mails_to(anna) == ["programme.receipt", "programme.guest_moved_up"]


def test_who_waits_with_a_guest_moves_up_when_there_are_places_for_both(evening: Meeting) -> None:
    anna, bo, _carl, dorte = sign_up_members(evening, "Anna", "Bo", "Carl", "Dorte")
    sign_ups.bring_guest(row_of(evening, dorte), name="Gitte Gæst", at=NOW + minutes(5))

    sign_ups.cancel(row_of(evening, anna), at=NOW + minutes(10))
    assert dict(states(evening))["Dorte"] == "waiting"
    sign_ups.cancel(row_of(evening, bo), at=NOW + minutes(11))

    assert {name: state for name, state in states(evening) if state == "coming"} == {
        "Carl": "coming",
        "Dorte": "coming",
        "Gitte Gæst": "coming",
    }
    assert taken(evening) == 3


def test_a_single_takes_the_place_that_two_in_front_cannot_use(evening: Meeting) -> None:
    anna, _bo, _carl, dorte = sign_up_members(evening, "Anna", "Bo", "Carl", "Dorte")
    sign_ups.bring_guest(row_of(evening, dorte), name="Gitte Gæst", at=NOW + minutes(5))
    sign_ups.cancel(row_of(evening, anna), at=NOW + minutes(10))

    erik = factories.member(evening.network, "Erik")
    row = sign_ups.sign_up(evening, erik, at=NOW + minutes(12), via="mail")

    assert row.state == "coming"
    assert mails_to(erik) == ["programme.receipt"]
    assert dict(states(evening))["Dorte"] == "waiting"


def test_taking_the_guest_off_lets_the_host_move_up(evening: Meeting) -> None:
    anna, _bo, _carl, dorte = sign_up_members(evening, "Anna", "Bo", "Carl", "Dorte")
    guest = sign_ups.bring_guest(row_of(evening, dorte), name="Gitte Gæst", at=NOW + minutes(5))
    sign_ups.cancel(row_of(evening, anna), at=NOW + minutes(10))

    sign_ups.cancel(guest, at=NOW + minutes(12))

    assert row_of(evening, dorte).state == "coming"
    assert mails_to(dorte) == ["programme.waiting", "programme.moved_up"]


def test_a_host_who_cancels_takes_their_guests_along(evening: Meeting) -> None:
    (anna,) = sign_up_members(evening, "Anna")
    host = row_of(evening, anna)
    sign_ups.bring_guest(host, name="Gitte Gæst", at=NOW + minutes(5))

    sign_ups.cancel(host, at=NOW + minutes(10))

    assert states(evening) == [("Anna", "cancelled"), ("Gitte Gæst", "cancelled")]
    assert taken(evening) == 0


def test_at_most_five_guests(evening: Meeting) -> None:
    Meeting.objects.filter(pk=evening.pk).update(capacity=20)
    (anna,) = sign_up_members(evening, "Anna")
    host = row_of(evening, anna)
    for number in range(5):
        sign_ups.bring_guest(host, name=f"Gæst {number}", at=NOW + minutes(6 + number))
    with pytest.raises(sign_ups.TooManyGuests):
        sign_ups.bring_guest(host, name="Den sjette", at=NOW + minutes(20))
    assert taken(evening) == 6


def test_more_places_let_the_waiting_list_move_up(evening: Meeting) -> None:
    *_three, dorte, erik = sign_up_members(evening, "Anna", "Bo", "Carl", "Dorte", "Erik")
    Meeting.objects.filter(pk=evening.pk).update(capacity=4)

    assert sign_ups.move_up(evening, at=NOW + minutes(30)) == 1
    assert sign_ups.move_up(evening, at=NOW + minutes(31)) == 0

    assert (row_of(evening, dorte).state, row_of(evening, erik).state) == ("coming", "waiting")
    assert mails_to(dorte) == ["programme.waiting", "programme.moved_up"]


def test_on_the_third_visit_a_guest_is_asked_to_become_a_member(evening: Meeting) -> None:
    guest = factories.person("Gitte Gæst", email="gitte@gaest.example")
    kinds = []
    for number in range(4):
        held = factories.meeting(evening.network, starts_at=NOW - timedelta(days=100 - number))
        row = sign_ups.sign_up_guest(
            in_full(held), name="Gitte", email="gitte@gaest.example", at=NOW - timedelta(days=120)
        )
        kinds.append(mails_to(guest)[-1])
        SignUp.objects.filter(pk=row.pk).update(checked_in_at=held.starts_at)
    assert kinds == [
        "programme.receipt",
        "programme.receipt",
        "programme.receipt_third_visit",
        "programme.receipt",
    ]


def test_a_member_is_never_asked_to_become_one(evening: Meeting) -> None:
    (anna,) = sign_up_members(evening, "Anna")
    SignUp.objects.filter(person=anna).update(checked_in_at=NOW)
    for number in (1, 2):
        other = in_full(factories.meeting(evening.network, starts_at=NOW + timedelta(days=30 * number)))
        sign_ups.sign_up(other, anna, at=NOW, via="mail")
        SignUp.objects.filter(person=anna).update(checked_in_at=NOW)
    assert set(mails_to(anna)) == {"programme.receipt"}


def test_who_agrees_is_listed_for_the_others_who_come(evening: Meeting) -> None:
    anna = factories.member(evening.network, "Anna", firm=factories.business("Systuen", seeks="en revisor"))
    bo = factories.member(evening.network, "Bo")
    sign_ups.sign_up(evening, anna, at=NOW, via="mail", is_listed=True)
    row = sign_ups.sign_up(evening, bo, at=NOW, via="mail", is_listed=False)

    assert attending.attendees_of(evening, besides=row.pk) == [attending.Attendee("Anna", "Systuen", "en revisor")]
    sign_ups.choose_listing(row, is_listed=True)
    assert [other.name for other in attending.attendees_of(evening)] == ["Anna", "Bo"]


def test_everything_known_of_a_person_can_be_taken_along(evening: Meeting) -> None:
    (anna,) = sign_up_members(evening, "Anna")
    Follower.objects.create(user=anna.user, network=evening.network, asked_at=NOW, confirmed_at=NOW)

    told = attending.export_of(anna.user)

    assert sorted(told) == ["feedback", "follows", "hot_seat", "introductions", "sign_ups", "talks", "tasks", "work"]
    assert told["sign_ups"] == [
        {
            "meeting": "Salg uden at sælge",
            "starts_at": evening.starts_at.isoformat(),
            "state": "coming",
            "as_guest": False,
            "seen_by_others": False,
            "via": "mail",
            "made_at": NOW.isoformat(),
            "placed_at": NOW.isoformat(),
            "cancelled_at": None,
            "checked_in_at": None,
        }
    ]
    assert told["follows"] == [{"of": "MikroVirk", "asked_at": NOW.isoformat(), "confirmed_at": NOW.isoformat()}]


def test_erasing_frees_the_places_to_come_and_keeps_the_counts_of_the_past(evening: Meeting) -> None:
    anna, _bo, _carl, _dorte = sign_up_members(evening, "Anna", "Bo", "Carl", "Dorte")
    held = factories.meeting(evening.network, starts_at=NOW - timedelta(days=30))
    factories.sign_up(held, anna, checked_in_at=held.starts_at)

    erased = sign_ups.erase(anna.user, at=NOW + minutes(30))

    assert (erased.cancelled, erased.made_nameless) == (1, 2)
    assert dict(states(evening)) == {"–": "cancelled", "Bo": "coming", "Carl": "coming", "Dorte": "coming"}
    assert states(held) == [("–", "coming")]
    assert attending.export_of(anna.user)["sign_ups"] == []
