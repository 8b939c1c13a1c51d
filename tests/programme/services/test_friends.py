"""By whose link somebody came, and the one thank-you for it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mikrovirk.directory.models import Membership, Person, Referral
from mikrovirk.directory.services import join_network, leave_network
from mikrovirk.home.privacy import own_data
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme import jobs_friends
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import friends as queries
from mikrovirk.programme.queries.friends import Invitation
from mikrovirk.programme.services import sign_ups
from tests import factories
from tests.programme.evenings import NOW, in_full, mails_to

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=15)


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def lise(place: Network) -> Person:
    return factories.member(place, "Lise Holm")


@pytest.fixture
def evening(place: Network) -> Meeting:
    return in_full(factories.meeting(place))


def link_of(place: Network, person: Person | None, meeting: Meeting | None = None) -> Invitation:
    found = queries.invitation_of(
        queries.invitation_token(
            place.pk, person_pk=person.pk if person else 0, meeting_pk=meeting.pk if meeting else 0
        )
    )
    assert found
    return found


def karen_signs_up(evening: Meeting, by: Invitation | None) -> SignUp:
    return sign_ups.sign_up_guest(evening, name="Karen Bæk", email="karen@baek.example", at=NOW, by=by)


def come(row: SignUp) -> None:
    SignUp.objects.filter(pk=row.pk).update(checked_in_at=row.meeting.starts_at)


def referrals() -> list[tuple[str, str]]:
    rows = Referral.objects.order_by("pk").select_related("inviter__user", "person__user")
    return [(str(row.inviter or ""), str(row.person or "")) for row in rows]


def test_the_first_link_counts(place: Network, evening: Meeting, lise: Person) -> None:
    karen_signs_up(evening, link_of(place, lise, evening))
    karen_signs_up(evening, link_of(place, factories.member(place, "Per Bo")))
    assert referrals() == [("Lise Holm", "Karen Bæk")]
    other = in_full(factories.meeting(place, starts_at=NOW + timedelta(days=40)))
    karen_signs_up(other, link_of(place, factories.member(place, "Bo Lind")))
    assert referrals() == [("Lise Holm", "Karen Bæk")]


def test_a_poster_bears_nobodys_name(place: Network, evening: Meeting) -> None:
    row = karen_signs_up(evening, link_of(place, None, evening))
    assert referrals() == [("", "Karen Bæk")]
    come(row)
    jobs_friends.run(now=LATER)
    assert not Mailing.objects.filter(kind="programme.friend_thanks").exists()


def test_who_knew_the_network_before_was_brought_by_nobody(place: Network, evening: Meeting, lise: Person) -> None:
    old = factories.person("Ole Olsen")
    held = factories.meeting(place, starts_at=NOW - timedelta(days=40))
    factories.sign_up(held, old, checked_in_at=held.starts_at)
    former = factories.member(place, "Fie Før")
    leave_network(former.memberships.get(), on=NOW.date())
    by = link_of(place, lise)
    for person in (old, former, lise, factories.member(place, "Per Bo")):
        sign_ups.sign_up(evening, person, at=NOW, via="page", by=by)
    assert referrals() == []


def test_who_signed_up_without_coming_can_still_be_brought(place: Network, evening: Meeting, lise: Person) -> None:
    karen_signs_up(evening, None)
    karen_signs_up(in_full(factories.meeting(place, starts_at=NOW + timedelta(days=40))), link_of(place, lise))
    assert referrals() == [("Lise Holm", "Karen Bæk")]


def test_a_link_of_somebody_who_left_lends_their_name_no_longer(place: Network, lise: Person) -> None:
    assert link_of(place, lise).inviter == lise
    leave_network(lise.memberships.get(), on=NOW.date())
    assert link_of(place, lise).inviter is None


def test_the_inviter_is_thanked_once_however_far_the_guest_comes(
    place: Network, evening: Meeting, lise: Person
) -> None:
    row = karen_signs_up(evening, link_of(place, lise, evening))
    jobs_friends.run(now=LATER)
    assert mails_to(lise) == []  # she has not come yet

    come(row)
    jobs_friends.run(now=evening.starts_at + timedelta(minutes=5))
    assert mails_to(lise) == []  # a slip at the door can be put right until the evening is over
    jobs_friends.run(now=LATER)
    jobs_friends.run(now=LATER + timedelta(days=1))
    message = Message.objects.select_related("mailing").get(kind="programme.friend_thanks")
    assert (message.user, message.state, message.mailing.context["guest"]) == (lise.user, "draft", "Karen Bæk")

    for number in (1, 2):
        again = in_full(factories.meeting(place, starts_at=NOW + timedelta(days=30 * number)))
        come(karen_signs_up(again, link_of(place, lise, again)))
    karen = Person.objects.get(user__email="karen@baek.example")
    membership = join_network(karen, place, on=LATER.date(), came=Membership.Came.SELF)
    jobs_friends.run(now=LATER + timedelta(days=90))
    assert (membership.invited_by, membership.came) == (lise, "invited")
    assert mails_to(lise) == ["programme.friend_thanks"]
    assert queries.brought(lise.user).values_list("came", "joined").get() == (True, True)


def test_who_becomes_a_member_without_coming_first_is_thanked_for_too(place: Network, lise: Person) -> None:
    karen = factories.member(place, "Karen Bæk")
    Referral.objects.create(network=place, person=karen, inviter=lise, made_at=NOW)
    jobs_friends.run(now=LATER)
    assert mails_to(lise) == ["programme.friend_thanks"]


def test_erasing_the_guest_stops_the_thanks_and_keeps_the_count(place: Network, evening: Meeting, lise: Person) -> None:
    come(karen_signs_up(evening, link_of(place, lise, evening)))
    jobs_friends.run(now=LATER)
    own_data.erase(Person.objects.get(user__email="karen@baek.example").user, at=LATER)
    assert referrals() == [("Lise Holm", "")]
    assert Message.objects.get(kind="programme.friend_thanks").state == "stopped"
    assert list(queries.brought(lise.user)) == []
    assert queries.months_of(place, today=NOW.date())[0].found == 1


def test_erasing_the_inviter_leaves_a_link_without_a_name(place: Network, evening: Meeting, lise: Person) -> None:
    karen_signs_up(evening, link_of(place, lise, evening))
    own_data.erase(lise.user, at=LATER)
    assert referrals() == [("", "Karen Bæk")]


def test_both_get_it_out_with_their_data(place: Network, evening: Meeting, lise: Person) -> None:
    karen_signs_up(evening, link_of(place, lise, evening))
    karen = Person.objects.get(user__email="karen@baek.example")
    assert own_data.export_of(lise.user)["directory"]["brought"] == ["Karen Bæk"]
    assert own_data.export_of(karen.user)["directory"]["came_by"] == [
        {"network": "MikroVirk", "invited_by": "Lise Holm", "found_at": NOW.isoformat()}
    ]


def test_nobody_brings_themselves_in_the_database(place: Network, lise: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(network=place, person=lise, inviter=lise, made_at=NOW)
