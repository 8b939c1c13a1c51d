"""Signing up in the browser: what each page says, what is kept, and that only POST changes anything."""

from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.services import sign_ups
from tests import factories
from tests.programme.evenings import answer_link, coming_meeting, in_full, mails_to, states, taken
from tests.programme.views.test_public import get, text_of

pytestmark = pytest.mark.django_db
CHANGES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def evening(place: Network) -> Meeting:
    return coming_meeting(place, venue=factories.venue(place), capacity=3)


def form_of(meeting: Meeting) -> str:
    return f"/networks/mikrovirk/meetings/{meeting.pk}/sign-up/"


def post(client: Client, address: str, **fields: Any) -> str:
    """Post and follow to the page that answers."""
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


# --- a guest ---------------------------------------------------------------------------------------------------------


def test_a_guest_needs_a_name_an_address_and_one_press(client: Client, evening: Meeting) -> None:
    page = get(client, form_of(evening))
    assert ('name="name"' in page, 'name="email"' in page) == (True, True)

    text = text_of(post(client, form_of(evening), name="Karen Bæk", email=" Karen@Baek.example "))

    assert "Du er tilmeldt. Vi ses!" in text
    assert "En kvittering er på vej til karen@baek.example" in text
    assert states(evening) == [("Karen Bæk", "coming")]


def test_what_was_typed_is_kept_when_something_is_wrong(client: Client, evening: Meeting) -> None:
    page = client.post(form_of(evening), {"name": "Karen <b>", "email": "karen@"}).content.decode()
    assert 'value="Karen &lt;b&gt;"' in page
    assert 'value="karen@"' in page
    assert "Det er ikke en mailadresse." in page
    assert 'aria-invalid="true"' in page
    page = client.post(form_of(evening), {"name": "", "email": "karen@baek.example"}).content.decode()
    assert 'value="karen@baek.example"' in page
    assert SignUp.objects.count() == 0


def test_a_cpr_number_is_refused_and_not_kept(client: Client, evening: Meeting) -> None:
    page = client.post(form_of(evening), {"name": "Karen 010170-1234", "email": "karen@baek.example"}).content.decode()
    assert "CPR-nummer" in page
    assert SignUp.objects.count() == 0
    row = sign_ups.sign_up(in_full(evening), factories.member(evening.network), at=timezone.now(), via="mail")
    assert row.person is not None
    page = client.post(f"{answer_link(evening, row.person)}guests/", {"name": "Gæst 0101701234"}).content.decode()
    assert "CPR-nummer" in page
    assert SignUp.objects.count() == 1


def test_a_robot_that_fills_the_hidden_field_is_caught_and_a_person_is_told(client: Client, evening: Meeting) -> None:
    fields = {"name": "Bot", "email": "bot@spam.example", "extra": "https://spam.example"}
    page = client.post(form_of(evening), fields).content.decode()
    assert "fange robotter" in page
    assert SignUp.objects.count() == 0


@override_settings(GUESTS_PER_ADDRESS=2)
def test_too_many_from_one_address_are_asked_to_wait_and_keep_what_they_typed(client: Client, evening: Meeting) -> None:
    for number in range(2):
        client.post(form_of(evening), {"name": "Nr.", "email": f"nr{number}@lim.example"}, REMOTE_ADDR="10.0.0.9")
    answer = client.post(form_of(evening), {"name": "Nr. 3", "email": "nr3@lim.example"}, REMOTE_ADDR="10.0.0.9")
    assert answer.status_code == 429
    assert 'value="nr3@lim.example"' in answer.content.decode()
    assert SignUp.objects.count() == 2


def test_a_guest_learns_their_number_on_the_waiting_list(client: Client, evening: Meeting) -> None:
    for number in range(4):
        factories.sign_up(evening, factories.member(evening.network), state="coming" if number < 3 else "waiting")
    Meeting.objects.filter(pk=evening.pk).update(places_taken=3)
    assert "Skriv mig på ventelisten" in get(client, form_of(evening))

    text = text_of(post(client, form_of(evening), name="Karen Bæk", email="karen@baek.example"))

    assert "Du er nummer 2 på ventelisten" in text
    assert taken(evening) == 3


def test_the_answer_says_no_more_of_an_address_that_is_known_already(client: Client, evening: Meeting) -> None:
    known = factories.member(evening.network, "Lise Hemmelig", email="lise@holm.example")
    factories.sign_up(evening, known)
    stranger = text_of(post(client, form_of(evening), name="En Anden", email="ny@holm.example"))
    again = text_of(post(client, form_of(evening), name="En Anden", email="lise@holm.example"))
    assert again == stranger.replace("ny@holm.example", "lise@holm.example")
    assert "Hemmelig" not in again


def test_the_receipt_page_is_gone_after_an_hour_or_with_another_link(client: Client, evening: Meeting) -> None:
    row = factories.sign_up(evening, factories.person(email="karen@baek.example"))
    wrong = f"/networks/mikrovirk/meetings/{evening.pk}/signed-up/{links.sign('signup', row.pk)}/"
    assert client.get(wrong)["Location"] == f"/networks/mikrovirk/meetings/{evening.pk}/"


def test_a_closed_meeting_offers_no_form(client: Client, place: Network) -> None:
    for meeting, words in (
        (coming_meeting(place, state="cancelled"), "Mødet er aflyst, så man kan ikke tilmelde sig."),
        (coming_meeting(place, days=-2), "Mødet er holdt."),
    ):
        page = get(client, form_of(meeting))
        assert words in page
        assert 'name="email"' not in page
        client.post(form_of(meeting), {"name": "Karen", "email": "karen@baek.example"})
    assert SignUp.objects.count() == 0
    get(client, form_of(coming_meeting(place, state="draft")), 404)


def test_a_sign_up_is_at_most_eight_reads_and_writes(client: Client, evening: Meeting) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(form_of(evening))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.post(form_of(evening), {"name": "Karen Bæk", "email": "karen@baek.example"})
    statements = [query["sql"].split()[0] for query in captured if query["sql"].split()[0] in ("SELECT", *CHANGES)]
    assert len(statements) <= 8, statements
    with CaptureQueriesContext(connection) as captured:
        client.get(answer["Location"])
    assert len(captured) == 1


# --- signed in -------------------------------------------------------------------------------------------------------


def test_who_is_signed_in_presses_one_button(client: Client, evening: Meeting) -> None:
    member = factories.member(evening.network, "Lise Holm")
    client.force_login(member.user)
    page = get(client, form_of(evening))
    assert "Du tilmelder dig som Lise Holm" in text_of(page)
    assert 'name="email"' not in page

    assert "Du er tilmeldt, Lise." in text_of(post(client, form_of(evening)))

    assert states(evening) == [("Lise Holm", "coming")]
    assert client.get(form_of(evening)).status_code == 302  # nothing to sign up for any more


# --- from the mail ---------------------------------------------------------------------------------------------------


@pytest.fixture
def lise(place: Network) -> Person:
    return factories.member(place, "Lise Holm", firm=factories.business("Systuen"))


def test_the_link_and_one_large_button(client: Client, evening: Meeting, lise: Person) -> None:
    page = get(client, answer_link(evening, lise))
    assert page.count("button--large") == 1
    assert "Ja, jeg kommer" in page
    assert states(evening) == []

    text = text_of(post(client, answer_link(evening, lise)))

    assert "Du er tilmeldt, Lise." in text
    assert states(evening) == [("Lise Holm", "coming")]
    assert SignUp.objects.get().via == "mail"


def test_opening_every_link_changes_nothing(client: Client, evening: Meeting, lise: Person) -> None:
    row = factories.sign_up(evening, lise)
    guest = sign_ups.bring_guest(row, name="Gitte Gæst", at=timezone.now())
    link = answer_link(evening, lise)
    before = list(SignUp.objects.order_by("pk").values())
    for address in (
        link,
        f"{link}?cancel",
        f"{link}cancel/",
        f"{link}guests/",
        f"{link}guests/{guest.pk}/",
        f"{link}seen/",
    ):
        for method in (client.get, client.head):
            method(address)
    assert list(SignUp.objects.order_by("pk").values()) == before


def test_a_broken_or_foreign_link_says_what_to_do(client: Client, evening: Meeting, lise: Person) -> None:
    foreign = links.sign("feedback", evening.pk, lise.user.pk)
    for token in ("xyz", foreign, answer_link(evening, lise)[3:-2]):
        page = get(client, f"/s/{token}/", 404)
        assert "Linket virker ikke" in page
        assert client.post(f"/s/{token}/cancel/").status_code == 404
    draft = coming_meeting(evening.network, state="draft")
    assert "Linket virker ikke" in get(client, answer_link(draft, lise), 404)


def test_cancelling_and_coming_after_all_from_the_same_link(client: Client, evening: Meeting, lise: Person) -> None:
    link = answer_link(evening, lise)
    post(client, link)
    assert "Meld mig fra" in get(client, f"{link}?cancel")
    text = text_of(post(client, f"{link}cancel/"))
    assert "Du er meldt fra." in text
    assert "Jeg kommer alligevel" in text
    assert (states(evening), taken(evening)) == ([("Lise Holm", "cancelled")], 0)

    assert "Du er tilmeldt, Lise." in text_of(post(client, link))
    assert taken(evening) == 1


def test_bringing_a_guest_and_taking_them_off(client: Client, evening: Meeting, lise: Person) -> None:
    link = answer_link(evening, lise)
    post(client, link)
    text = text_of(post(client, f"{link}guests/", name="Gitte Gæst"))
    assert "Gitte Gæst kommer sammen med dig." in text
    guest = SignUp.objects.get(name="Gitte Gæst")
    assert taken(evening) == 2

    text = text_of(post(client, f"{link}guests/{guest.pk}/"))
    assert "Gitte Gæst kommer ikke med dig." in text
    assert taken(evening) == 1


def test_a_guest_without_a_name_keeps_the_field_open(client: Client, evening: Meeting, lise: Person) -> None:
    link = answer_link(evening, lise)
    post(client, link)
    page = client.post(f"{link}guests/", {"name": " "}).content.decode()
    assert 'id="guest_name_error"' in page
    assert 'type="email"' not in page
    assert '<details class="more" open>' in page


def test_somebody_else_s_guest_is_not_touched(client: Client, evening: Meeting, lise: Person) -> None:
    bo = factories.sign_up(evening, factories.member(evening.network, "Bo"))
    guest = sign_ups.bring_guest(bo, name="Gitte Gæst", at=timezone.now())
    post(client, answer_link(evening, lise))
    assert client.post(f"{answer_link(evening, lise)}guests/{guest.pk}/").status_code == 404
    guest.refresh_from_db()
    assert guest.state == "coming"


def test_the_waiting_list_explains_where_one_stands(client: Client, evening: Meeting, lise: Person) -> None:
    rows = [factories.sign_up(evening, factories.member(evening.network), made_at=timezone.now()) for _n in range(3)]
    Meeting.objects.filter(pk=evening.pk).update(places_taken=3)
    link = answer_link(evening, lise)
    assert "Skriv mig på ventelisten" in get(client, link)
    first = text_of(post(client, link))
    assert "Du er nummer 1 på ventelisten. Alle pladser er taget. Den næste, der bliver ledig, er din." in first

    post(client, f"{link}guests/", name="Gitte Gæst")
    sign_ups.cancel(SignUp.objects.select_related("meeting").get(pk=rows[0].pk), at=timezone.now())
    assert "Der er 1 ledig plads, men I er 2. Tag en gæst af, så er pladsen din." in text_of(get(client, link))
    assert mails_to(lise) == ["programme.waiting"]


def test_who_waits_while_the_room_has_just_grown_is_told_so(client: Client, evening: Meeting, lise: Person) -> None:
    row = factories.sign_up(evening, lise, state="waiting")
    assert "Der er lige blevet en plads ledig." in get(client, answer_link(evening, lise))
    receipt = f"/networks/mikrovirk/meetings/{evening.pk}/signed-up/{links.sign('signed-up', row.pk)}/"
    assert "Du står på ventelisten" in text_of(get(client, receipt))


def test_only_those_who_come_see_who_else_does_and_only_those_who_agreed(
    client: Client, evening: Meeting, lise: Person
) -> None:
    seen = factories.member(evening.network, "Åse Ærø", firm=factories.business("Ærø Keramik", seeks="en ovn"))
    factories.sign_up(evening, seen, is_listed=True)
    factories.sign_up(evening, factories.member(evening.network, "Bo Skjult"))
    link = answer_link(evening, lise)
    assert "Åse Ærø" not in get(client, link)
    assert "Åse Ærø" not in get(client, f"/networks/mikrovirk/meetings/{evening.pk}/")

    text = text_of(post(client, link, asked="1", seen="on"))

    assert "Hvem kommer ellers Åse Ærø Ærø Keramik Søger: en ovn De andre kan se, at du kommer." in text
    assert "Bo Skjult" not in text
    assert "De andre kan ikke se, at du kommer." in text_of(post(client, f"{link}seen/"))
    evening.network.parts = []
    evening.network.save()
    assert "Åse Ærø" not in get(client, link)


def test_on_the_third_visit_a_guest_sees_the_way_to_become_a_member(client: Client, evening: Meeting) -> None:
    guest = factories.person("Gitte Gæst")
    for days in (-60, -30):
        held = coming_meeting(evening.network, days=days)
        factories.sign_up(held, guest, as_guest=True, checked_in_at=held.starts_at)
    factories.sign_up(evening, guest, as_guest=True)
    page = get(client, answer_link(evening, guest))
    assert "Det er tredje gang, du kommer." in page
    assert "/networks/mikrovirk/join/" in page


def test_the_page_speaks_the_language_of_who_the_mail_was_for(client: Client, evening: Meeting) -> None:
    reader = factories.member(evening.network, "Kim Young", language="en")
    assert "Yes, I am coming" in get(client, answer_link(evening, reader))
    client.cookies["django_language"] = "da"
    assert "Ja, jeg kommer" in get(client, answer_link(evening, reader))


def test_a_cancelled_and_a_held_meeting_take_no_answer(client: Client, place: Network, lise: Person) -> None:
    cancelled, held = coming_meeting(place, state="cancelled", cancelled_why="Sne."), coming_meeting(place, days=-2)
    assert "Mødet er aflyst Sne." in text_of(get(client, answer_link(cancelled, lise)))
    assert "Mødet er holdt." in get(client, answer_link(held, lise))
    for meeting in (cancelled, held):
        assert "Man kan ikke længere tilmelde sig dette møde." in post(client, answer_link(meeting, lise))
    assert SignUp.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_answer_page_asks_the_same_however_many_come(
    client: Client, evening: Meeting, lise: Person, count: int, django_assert_num_queries: Any
) -> None:
    factories.sign_up(evening, lise)
    users = factories.User.objects.bulk_create(
        factories.User(email=f"a{number}@mange.example", full_name=f"Nr. {number}") for number in range(count)
    )
    people = Person.objects.bulk_create(Person(user=user) for user in users)
    SignUp.objects.bulk_create(
        SignUp(meeting=evening, person=person, state="coming", is_listed=True) for person in people
    )
    with django_assert_num_queries(7):
        page = client.get(answer_link(evening, lise)).content.decode()
    assert page.count("Nr. ") == count
