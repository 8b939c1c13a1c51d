"""Two networks hold a meeting together: asked, answered, held, counted and left again."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.directory.queries import people_known_to
from mikrovirk.health.queries.attendance import attended
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, MeetingPartner, SignUp
from mikrovirk.programme.queries import attending, feeds, public
from mikrovirk.programme.queries.reports import report_of
from mikrovirk.programme.services import check_in, invitations, joint, meetings, reminders, sign_ups
from tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.NOW
State = MeetingPartner.State


@dataclass
class Two:
    """A host and a partner with a coordinator and two members each, and a published meeting of the host."""

    host: Network
    partner: Network
    mona: User
    bjarne: User
    meeting: Meeting


@pytest.fixture
def two() -> Two:
    host, partner = factories.network("moen"), factories.network("falster")
    mona, bjarne = factories.coordinator(host), factories.coordinator(partner)
    for place, name in ((host, "Hanne"), (host, "Hugo"), (partner, "Pia"), (partner, "Poul")):
        factories.member(place, name, email=f"{name.lower()}@firma.example")
    starts_at = NOW + timedelta(days=14)
    meeting = meetings.add_meeting(host, starts_at=starts_at, at=NOW, title="Find kunder", venue=factories.venue(host))
    return Two(host, partner, mona, bjarne, meetings.publish_meeting(meeting, at=NOW))


def asked(two: Two) -> MeetingPartner:
    return joint.ask_partner(two.meeting, two.partner, by=two.mona, words="Skal vi?", at=NOW)


def held(two: Two) -> MeetingPartner:
    partner = joint.accept(asked(two), by=two.bjarne, words="Gerne!", at=NOW + timedelta(hours=1))
    two.meeting.refresh_from_db()
    return partner


def signed_up(two: Two, email: str) -> SignUp:
    person = User.objects.get(email=email).person
    return sign_ups.sign_up(two.meeting, person, at=NOW + timedelta(hours=2), via="page")


def written_to(network: Network, kind: str) -> set[str]:
    rows = Message.objects.filter(mailing__network=network, kind=kind).exclude(state=Message.State.STOPPED)
    return set(rows.values_list("user__email", flat=True))


def titles(network: Network) -> list[tuple[str, str]]:
    lines = public.lines_of(public.coming(network.pk, now=NOW))
    return [(line["title"], line["together"]) for line in lines]


def test_asking_writes_to_the_other_coordinator_at_once_and_only_once(two: Two) -> None:
    assert asked(two).pk == asked(two).pk
    mail = Message.objects.get(kind="programme.joint_asked")
    assert (mail.user, mail.mailing.network, mail.state) == (two.bjarne, two.partner, Message.State.QUEUED)
    assert mail.mailing.context["words"] == "Skal vi?"
    assert mail.mailing.context["url"].endswith(f"/networks/falster/plan/joint/{asked(two).pk}/")
    assert titles(two.partner) == []


def test_nobody_is_asked_to_hold_what_is_their_own_or_over(two: Two) -> None:
    with pytest.raises(joint.CannotAsk):
        joint.ask_partner(two.meeting, two.host, by=two.mona, at=NOW)
    with pytest.raises(joint.CannotAsk):
        joint.ask_partner(two.meeting, two.partner, by=two.mona, at=NOW + timedelta(days=15))
    Network.objects.filter(pk=two.partner.pk).update(is_open=False)
    with pytest.raises(joint.CannotAsk):
        joint.ask_partner(two.meeting, Network.objects.get(slug="falster"), by=two.mona, at=NOW)


def test_after_a_yes_it_stands_with_both_and_each_writes_to_its_own(two: Two) -> None:
    held(two)
    together = "Holdes af Moen og Falster"
    assert titles(two.host) == titles(two.partner) == [("Find kunder", together)]
    assert "SUMMARY:Moen og Falster: Find kunder" in feeds.feed_of(two.partner, name="Falster").text
    assert written_to(two.host, "programme.invitation") == {"hanne@firma.example", "hugo@firma.example"}
    assert written_to(two.partner, "programme.invitation") == {"pia@firma.example", "poul@firma.example"}
    mailing = Mailing.objects.get(network=two.partner, kind="programme.invitation")
    assert mailing.state == Mailing.State.DRAFT
    assert "Holdes sammen af: Moen og Falster" in mailing.context["facts"]["da"]
    assert written_to(two.host, "programme.joint_accepted") == {two.mona.email}


def test_published_after_the_yes_drafts_both_invitations(two: Two) -> None:
    two.meeting = meetings.unpublish_meeting(two.meeting, at=NOW)
    held(two)
    assert written_to(two.partner, "programme.invitation") == set()
    meetings.publish_meeting(two.meeting, at=NOW + timedelta(hours=2))
    assert (
        len(written_to(two.partner, "programme.invitation")) == len(written_to(two.host, "programme.invitation")) == 2
    )


def test_a_member_of_both_is_invited_once_and_belongs_to_the_host(two: Two) -> None:
    both = User.objects.get(email="hanne@firma.example").person
    both.memberships.create(network=two.partner, joined_date=NOW.date())
    held(two)
    assert written_to(two.partner, "programme.invitation") == {"pia@firma.example", "poul@firma.example"}
    assert signed_up(two, "hanne@firma.example").comes_with is None


def test_one_list_at_the_door_says_whose_people_they_are_and_gives_no_address_away(two: Two) -> None:
    held(two)
    pia, hanne = signed_up(two, "pia@firma.example"), signed_up(two, "hanne@firma.example")
    sign_ups.bring_guest(pia, name="Gitte Gæst", at=NOW + timedelta(hours=3))
    check_in.add_walk_in(two.meeting, name="Uwe", at=two.meeting.starts_at)
    lines = {line.name: (line.network, line.is_guest) for line in attending.list_at_the_door(two.meeting)}
    assert lines == {
        "Hanne": ("", False),
        "Pia": ("Falster", False),
        "Gitte Gæst": ("Falster", True),
        "Uwe": ("", True),
    }
    emails = {row["name"]: row["email"] for row in attending.sign_ups_as_rows(two.meeting)}
    assert emails == {"Hanne": "hanne@firma.example", "Pia": "", "Gitte Gæst": "", "Uwe": ""}
    known = {person.name for person in people_known_to(two.host)}
    assert known == {"Hanne", "Hugo"}
    assert {hanne.as_guest, pia.as_guest} == {False}


def test_who_had_signed_up_as_a_guest_before_the_yes_comes_with_their_network(two: Two) -> None:
    row = signed_up(two, "poul@firma.example")
    assert (row.as_guest, row.comes_with) == (True, None)
    partner = held(two)
    row.refresh_from_db()
    assert (row.as_guest, row.comes_with) == (False, two.partner)
    joint.withdraw(partner, by=two.bjarne, of=two.partner, at=NOW + timedelta(days=1))
    row.refresh_from_db()
    assert (row.as_guest, row.comes_with, row.state) == (True, None, SignUp.State.COMING)


def test_each_network_counts_its_own_people(two: Two) -> None:
    held(two)
    for email in ("hanne@firma.example", "pia@firma.example", "poul@firma.example"):
        row = signed_up(two, email)
        check_in.mark(two.meeting, row.pk, came=True, at=two.meeting.starts_at)
    day = (two.meeting.starts_at + timedelta(days=2)).date()
    assert attended(two.host, as_of=day).counts == [1]
    assert attended(two.partner, as_of=day).counts == [2]
    report = report_of(two.meeting)
    assert (report.evening.came, report.came_with) == (1, (("Falster", 2),))


def test_reminders_and_changes_come_from_ones_own_network(two: Two) -> None:
    held(two)
    for email in ("hanne@firma.example", "pia@firma.example"):
        signed_up(two, email)
    meetings.move_meeting(two.meeting, starts_at=two.meeting.starts_at + timedelta(days=1), at=NOW + timedelta(days=1))
    assert written_to(two.host, "programme.change") == {"hanne@firma.example"}
    assert written_to(two.partner, "programme.change") == {"pia@firma.example"}
    fresh = Meeting.objects.select_related("network", "venue").get()
    meetings.move_meeting(fresh, starts_at=two.meeting.starts_at, at=NOW + timedelta(days=2))
    assert written_to(two.host, "programme.change") == written_to(two.partner, "programme.change") == set()
    fresh.refresh_from_db()
    reminders.plan_reminders(fresh, at=reminders.due_at(fresh))
    assert written_to(two.host, "programme.reminder") == {"hanne@firma.example"}
    assert written_to(two.partner, "programme.reminder") == {"pia@firma.example"}
    meetings.cancel_meeting(fresh, why="Sne", at=NOW + timedelta(days=3))
    assert written_to(two.host, "programme.cancellation") == {"hanne@firma.example"}
    assert written_to(two.partner, "programme.cancellation") == {"pia@firma.example"}


def test_new_members_of_the_partner_are_invited_too(two: Two) -> None:
    held(two)
    factories.member(two.partner, "Ny", email="ny@firma.example")
    invitations.invite_new_members(now=NOW + timedelta(days=1))
    assert "ny@firma.example" in written_to(two.partner, "programme.invitation")
    assert "ny@firma.example" not in written_to(two.host, "programme.invitation")


def test_a_no_can_become_a_yes_and_what_is_taken_back_cannot(two: Two) -> None:
    partner = joint.decline(asked(two), by=two.bjarne, words="Ikke denne gang", at=NOW)
    assert (partner.state, partner.answer) == (State.DECLINED, "Ikke denne gang")
    assert written_to(two.host, "programme.joint_declined") == {two.mona.email}
    assert joint.accept(partner, by=two.bjarne, at=NOW).state == State.ACCEPTED
    joint.withdraw(partner, by=two.mona, of=two.host, at=NOW)
    assert written_to(two.partner, "programme.joint_withdrawn") == {two.bjarne.email}
    with pytest.raises(joint.NothingToAnswer):
        joint.accept(partner, by=two.bjarne, at=NOW)
    assert asked(two).state == State.ASKED
    two.meeting.refresh_from_db()
    assert not two.meeting.is_joint


def test_left_again_the_meeting_is_the_hosts_alone_and_waiting_mails_are_gone(two: Two) -> None:
    partner = held(two)
    before = two.meeting.sequence
    joint.withdraw(partner, by=two.bjarne, of=two.partner, at=NOW + timedelta(days=1))
    assert titles(two.partner) == []
    assert titles(two.host) == [("Find kunder", "")]
    assert written_to(two.partner, "programme.invitation") == set()
    two.meeting.refresh_from_db()
    assert (two.meeting.is_joint, two.meeting.sequence) == (False, before + 1)
    assert joint.withdraw(partner, by=two.bjarne, of=two.partner, at=NOW).state == State.WITHDRAWN


def test_a_cancelled_or_held_meeting_is_answered_no_more(two: Two) -> None:
    partner = asked(two)
    with pytest.raises(joint.NothingToAnswer):
        joint.accept(partner, by=two.bjarne, at=NOW + timedelta(days=20))
    meetings.cancel_meeting(two.meeting, why="Sne", at=NOW)
    with pytest.raises(joint.NothingToAnswer):
        joint.decline(partner, by=two.bjarne, at=NOW)
    with pytest.raises(meetings.MeetingIsCancelled):
        joint.ask_partner(two.meeting, two.partner, by=two.mona, at=NOW)
