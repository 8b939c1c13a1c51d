"""A new member lets everybody see them: the consent in its words, the directory, and taking it back."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Business, Consent, Membership, Person
from mikrovirk.live.models import Evening
from mikrovirk.live.queries import newest as queries
from mikrovirk.live.queries.newest import Texts
from mikrovirk.live.saying import Refused
from mikrovirk.live.services import newest as services
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from tests import factories
from tests.live.introductions import (
    TEXTS,
    evening_with,
    have_told,
    membership,
    phone_of,
    say,
    speaker,
    write_texts,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
WORDS = dict(zip(("about", "offers", "seeks"), TEXTS, strict=True))


def newcomer(place: Network, name: str = "Sofie Holm", *, told: datetime = NOW) -> Membership:
    person = factories.member(place, name)
    found = Membership.objects.select_related("network", "business", "person__user").get(person=person)
    found.introduced_date = timezone.localdate(told)
    found.save()
    return found


def shown(place: Network, name: str, *, told: datetime = NOW) -> Membership:
    found = newcomer(place, name, told=told)
    services.show(found, Texts(*TEXTS), at=NOW)
    return found


def names(place: Network) -> list[str]:
    return [each.name for each in queries.new_in_network(place)]


def test_a_yes_makes_the_texts_the_directory_page_and_keeps_the_words_that_were_read() -> None:
    place = factories.network()
    member = shown(place, "Sofie Holm")
    business = Business.objects.get(memberships=member)
    assert (business.about, business.offers, business.seeks, business.listed_at) == (*TEXTS, NOW)
    rows = Consent.objects.order_by("purpose").values_list("purpose", "wording", "given_at", "withdrawn_at")
    words = str(services.WORDING)
    assert list(rows) == [
        (f"introduction:{place.pk}", words, NOW, None),
        (f"listing:{business.pk}", words, NOW, None),
    ]
    assert names(place) == ["Sofie Holm"]
    (receipt,) = Message.objects.all()
    assert (receipt.kind, receipt.user) == ("live.shown", member.person.user)


def test_said_twice_it_is_one_consent_with_the_newer_texts() -> None:
    place = factories.network()
    member = shown(place, "Sofie Holm")
    services.show(member, Texts("Nye ord"), at=NOW + timedelta(days=1))
    assert Consent.objects.count() == 2
    assert Message.objects.count() == 1
    assert [each.about for each in queries.new_in_network(place)] == ["Nye ord"]


def test_taking_it_back_hides_both_at_once_and_keeps_the_history() -> None:
    place = factories.network()
    member = shown(place, "Sofie Holm")
    services.take_back(member.person, place, at=NOW + timedelta(hours=1))
    assert names(place) == []
    assert Business.objects.get(memberships=member).listed_at is None
    assert {row.withdrawn_at for row in Consent.objects.all()} == {NOW + timedelta(hours=1)}
    services.show(member, Texts(*TEXTS), at=NOW + timedelta(hours=2))
    assert names(place) == ["Sofie Holm"]
    (showing,) = queries.showings_of(member.person)
    assert [(said.given_at, said.withdrawn_at) for said in showing.history] == [
        (NOW + timedelta(hours=2), None),
        (NOW, NOW + timedelta(hours=1)),
    ]


def test_who_stood_in_the_directory_before_stays_there() -> None:
    place = factories.network()
    member = newcomer(place)
    assert member.business is not None
    directory.list_business(member.business, by=member.person, wording="Ja", at=NOW - timedelta(days=9))
    services.show(member, Texts(*TEXTS), at=NOW)
    services.take_back(member.person, place, at=NOW)
    assert names(place) == []
    assert Business.objects.get(memberships=member).listed_at is not None


def test_who_leaves_the_directory_or_the_network_is_shown_nowhere() -> None:
    place = factories.network()
    first, second = shown(place, "Sofie Holm"), shown(place, "Frode Bak")
    assert first.business is not None
    directory.unlist_business(first.business, by=first.person, at=NOW)
    assert names(place) == ["Frode Bak"]
    directory.leave_network(second, on=NOW.date())
    assert names(place) == []


def test_a_member_without_a_business_gets_one_by_the_name_they_write() -> None:
    place = factories.network()
    member = newcomer(place)
    member.business = None
    member.save()
    services.show(member, Texts(*TEXTS), business_name="Sofies Systue", at=NOW)
    assert [(each.business, each.slug) for each in queries.new_in_network(place)] == [
        ("Sofies Systue", "sofies-systue")
    ]


def test_nobody_is_shown_without_a_consent_or_without_having_told() -> None:
    place = factories.network()
    newcomer(place, "Uden Ja")
    member = shown(place, "Uden Tur")
    Membership.objects.filter(pk=member.pk).update(introduced_date=None)
    assert names(place) == []


def test_only_the_network_where_they_agreed_shows_them() -> None:
    here, there = factories.network(), factories.network()
    member = shown(here, "Sofie Holm")
    Membership.objects.create(
        person=member.person,
        business=member.business,
        network=there,
        joined_date=NOW.date(),
        introduced_date=timezone.localdate(NOW),
        came="office",
    )
    assert (names(here), names(there)) == (["Sofie Holm"], [])


@pytest.mark.parametrize("count", [1, 3])
def test_the_newest_stand_first_and_cost_two_queries(count: int) -> None:
    place = factories.network()
    for number in range(count):
        shown(place, f"Nummer {number}", told=NOW - timedelta(days=10 * number))
    with assertNumQueries(2):
        found = queries.new_in_network(place)
    assert [each.name for each in found] == [f"Nummer {number}" for number in range(count)]


def test_a_recap_has_those_who_told_at_its_meeting() -> None:
    place = factories.network()
    meeting = factories.meeting(place, starts_at=NOW - timedelta(days=30))
    shown(place, "Sofie Holm", told=NOW - timedelta(days=30))
    shown(place, "Frode Bak")
    assert [each.name for each in queries.new_in_network(place, meeting)] == ["Sofie Holm"]


def test_without_the_part_nobody_is_shown() -> None:
    place = factories.network(parts=("directory",))
    shown(place, "Sofie Holm")
    assert names(place) == []


@pytest.mark.parametrize(
    ("written", "known", "text"),
    [
        ("Jeg syr.", "", "Jeg syr."),
        ("", "Systue i Stege", "Systue i Stege"),
        ("Systue i…", "Systue i Stege siden 1994", "Systue i Stege siden 1994"),  # begun from it and never changed
        ("Jeg syr.", "Systue i Stege", "Jeg syr."),
    ],
)
def test_the_texts_are_the_members_own_words_unless_they_were_begun_from_longer_ones(
    written: str, known: str, text: str
) -> None:
    assert queries.fuller(written, known) == text


# --- from the phone --------------------------------------------------------------------------------------------------


def told_evening() -> tuple[Evening, Person]:
    evening = evening_with("Sofie Holm", "Frode Bak")
    write_texts(evening)
    have_told(evening, 0)
    return evening, speaker(evening)


def test_a_new_member_says_yes_and_no_on_their_phone() -> None:
    evening, sofie = told_evening()
    phone = phone_of(evening, sofie)
    say(phone, "introduction", **WORDS)
    assert names(evening.meeting.network) == ["Sofie Holm"]
    assert membership(sofie, evening).introduced_date == timezone.localdate(evening.meeting.starts_at)
    say(phone, "introduction", take_back=True)
    assert names(evening.meeting.network) == []


def test_nothing_is_shown_of_who_has_not_told_yet_or_of_somebody_else() -> None:
    evening, _sofie = told_evening()
    for phone in (phone_of(evening, speaker(evening, 1)), phone_of(evening, factories.person("Gerda Gæst"))):
        with pytest.raises(Refused, match="Det kan kun de sige"):
            say(phone, "introduction", **WORDS)
    assert Consent.objects.count() == 0


def test_three_empty_texts_are_no_introduction() -> None:
    evening, sofie = told_evening()
    with pytest.raises(Refused, match="mindst en"):
        say(phone_of(evening, sofie), "introduction", about=" ", offers="", seeks="")
    assert Consent.objects.count() == 0
