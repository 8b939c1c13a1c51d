"""The recap: what is drafted for whom, when it is shown, and which mails are drafted."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from mikrovirk.common import dates
from mikrovirk.directory.models import Consent
from mikrovirk.live.models import Agreed, Recap
from mikrovirk.live.queries import hall as hall_queries
from mikrovirk.live.queries import recap as queries
from mikrovirk.live.saying import Refused, Said
from mikrovirk.live.services import recap as services
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, MeetingPartner
from tests import factories
from tests.factories import NOW
from tests.live import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def day() -> str:
    return dates.day(told.HELD).capitalize()


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


def messages(kind: str) -> dict[str, dict[str, Any]]:
    """The mails of that kind by whom they are to: what fills them beside the shared words."""
    rows = Message.objects.filter(kind=kind).exclude(state=Message.State.STOPPED).select_related("user", "mailing")
    return {row.user.full_name: row.mailing.context | row.context for row in rows}


def publish(meeting: Meeting, text: str = "Vi blev klogere.", for_members: str = "") -> Recap:
    by = factories.coordinator(meeting.network)
    return services.publish(meeting, text=text, for_members=for_members, by=by, at=NOW)


# --- the draft -------------------------------------------------------------------------------------------------------


def test_an_evening_that_nobody_opened_is_told_from_the_agenda(place: Network, day: str) -> None:
    meeting = told.held(place)
    assert services.drafted(meeting) == (f"{day} mødtes vi om “Salg uden at sælge”.", "")


def test_a_whole_evening(place: Network, day: str) -> None:
    meeting = told.held(place, agenda=told.AGENDA_1_0, newcomers=("Bo Lind", "Ida Ø"))
    told.talk(meeting)
    told.came(meeting, *(factories.member(place) for _number in range(3)))
    evening = told.evening_of(meeting)
    told.asked(evening, "Hvornår skal momsen betales?", state="answered", name="Bo Lind")
    told.asked(evening, "Hvad koster en revisor?")
    told.asked(evening, "Uforskammet", state="hidden")
    told.asked(evening, "Møder om morgenen", kind="wish", supported=2)
    told.poll(evening, "Hvor mødes vi?", {"Stege": 2, "Vordingborg": 1})
    told.agreed(evening, "Bo laver en liste over revisorer")
    firms = {offer.person.name: offer.person.memberships.get().business for offer in meeting.slot_offers.all()}
    text = (
        f"{day} kom 3 til “Salg uden at sælge”.\n\n"
        "Det faglige oplæg: “Moms uden mavepine” ved Tove Tal, Tal & Tanker. "
        "I Værktøjskassen finder medlemmer nu: Din første moms.\n\n"
        "Salen spurgte og fik svar:\n- Hvornår skal momsen betales?\n\n"
        "Ønsker fra salen:\n- Møder om morgenen (3 ønsker det)\n\n"
        "Vi spurgte salen: Hvor mødes vi?\n- Stege: 2\n- Vordingborg: 1\n\n"
        "Vi aftalte:\n- Bo laver en liste over revisorer"
    )
    for_members = (
        "2 nye medlemmer fortalte om deres virksomhed på tre minutter hver:\n"
        f"- Bo Lind, {firms['Bo Lind']}\n- Ida Ø, {firms['Ida Ø']}"
    )
    assert services.drafted(meeting) == (text, for_members)


def test_new_members_who_agreed_are_told_to_everybody(place: Network) -> None:
    meeting = told.held(place, newcomers=("Bo Lind", "Ida Ø"))
    for offer in meeting.slot_offers.select_related("person"):
        membership = offer.person.memberships.get()
        membership.introduced_date = meeting.starts_at.date()
        membership.save()
        if offer.person.name == "Bo Lind":
            membership.business.listed_at = NOW
            membership.business.save()
            Consent.objects.create(
                person=offer.person, purpose=f"introduction:{place.pk}", wording="Ja tak", given_at=NOW
            )
    text, for_members = services.drafted(meeting)
    assert "Et nyt medlem fortalte om sin virksomhed på tre minutter:\n- Bo Lind, " in text
    assert "Ida Ø" not in text
    assert "- Ida Ø, " in for_members


def test_how_many_were_there_for_the_first_time(place: Network, day: str) -> None:
    known, new = factories.member(place), factories.member(place)
    earlier = factories.meeting(place, starts_at=told.HELD - timedelta(days=30))
    told.came(earlier, known)
    meeting = told.held(place)
    told.came(meeting, known, new)
    text, _for_members = services.drafted(meeting)
    assert text == f"{day} kom 2 til “Salg uden at sælge”. For en af dem var det første gang."


@pytest.mark.parametrize(
    ("openness", "in_text", "in_members"), [("open", True, False), ("members", False, True), ("room", False, False)]
)
def test_the_seat_and_what_was_said_there_are_told_as_the_member_chose(
    place: Network, openness: str, in_text: bool, in_members: bool
) -> None:
    meeting = told.held(place, agenda=told.AGENDA_2_0)
    told.seat(meeting, factories.member(place, "Lise Holm"), openness=openness)
    evening = told.evening_of(meeting)
    told.go(evening, 2, minutes=50)
    key = told.go(evening, 3, minutes=65)
    told.asked(evening, "Hvad med HEMMELIG moms?", state="answered", turn=key)
    told.asked(evening, "HEMMELIG vinter", kind="wish", turn=key)
    told.poll(evening, "Er HEMMELIG en god ide?", {"Ja": 1, "Nej": 1}, minutes=70)
    told.agreed(evening, "Vi hjælper med HEMMELIG", minutes=75)
    text, for_members = services.drafted(meeting)
    assert [word in text for word in ("Lise Holm", "Flere kunder om vinteren")] == [in_text] * 2
    assert [word in for_members for word in ("Lise Holm", "Flere kunder om vinteren")] == [in_members] * 2
    assert (text.count("HEMMELIG"), for_members.count("HEMMELIG")) == (4 * in_text, 4 * in_members)


def test_what_stays_in_the_room_stands_in_no_list_for_the_follow_up(place: Network) -> None:
    meeting = told.held(place, agenda=told.AGENDA_2_0)
    told.seat(meeting, factories.member(place), openness="room")
    evening = told.evening_of(meeting)
    key = told.go(evening, 3, minutes=65)
    told.asked(evening, "HEMMELIG", turn=key)
    told.asked(evening, "Hvad koster en revisor?", supported=1)
    hall = hall_queries.from_the_hall(evening)
    assert [(line.text, line.wanted) for line in hall.unanswered] == [("Hvad koster en revisor?", 2)]


def test_the_brag_spot_with_its_story(place: Network) -> None:
    meeting = told.held(place, agenda=told.AGENDA_2_0)
    told.seat(
        meeting,
        factories.member(place, "Lise Holm", firm=factories.business("Systuen")),
        kind="brag_spot",
        title="Min første kunde i Sverige",
        brief="De købte 40 kjoler.",
        openness="open",
    )
    text, _for_members = services.drafted(meeting)
    assert "Pralepladsen: Lise Holm (Systuen) fortalte om “Min første kunde i Sverige”. De købte 40 kjoler." in text


def test_parts_that_are_off_are_not_told_of(place: Network) -> None:
    place.parts = []
    place.save()
    meeting = told.held(place, newcomers=("Bo Lind",))
    told.seat(meeting, factories.member(place), openness="open")
    told.talk(meeting)
    text, for_members = services.drafted(meeting)
    assert "Værktøjskassen" not in text
    assert "varme stol" not in text
    assert for_members == ""


@pytest.mark.parametrize("count", [1, 3])
def test_drafting_costs_the_same_however_much_was_said(
    place: Network, count: int, django_assert_num_queries: Any
) -> None:
    meeting = told.held(place, agenda=told.AGENDA_2_0)
    told.talk(meeting)
    told.came(meeting, *(factories.member(place) for _number in range(count)))
    evening = told.evening_of(meeting)
    for number in range(count):
        told.asked(evening, f"Spørgsmål {number}", state="answered")
        told.poll(evening, f"Afstemning {number}", {"Ja": 1, "Nej": 2})
        told.agreed(evening, f"Aftale {number}")
    with django_assert_num_queries(17):
        services.drafted(meeting)


# --- kept, published, taken back --------------------------------------------------------------------------------------


def test_a_draft_is_seen_by_nobody(place: Network) -> None:
    meeting = told.held(place)
    services.keep(meeting, text="Kladde", for_members="", at=NOW)
    meeting.refresh_from_db()
    assert (meeting.recap, meeting.told.published_at, Mailing.objects.count()) == ("", None, 0)


def test_publishing_shows_it_and_drafts_a_mail_to_those_who_came_and_to_those_who_did_not(place: Network) -> None:
    meeting = told.held(place)
    here, away, gone = (factories.member(place, name) for name in ("Anna Aa", "Bo Bæk", "Gert Gået"))
    gone.memberships.update(left_date=told.HELD.date())
    guest, absent_guest = factories.person("Gitte Gæst"), factories.person("Asger Gæst")
    told.came(meeting, here, guest)
    factories.sign_up(meeting, absent_guest)
    factories.sign_up(meeting, factories.person("Medbragt"), brought_by=meeting.sign_ups.first(), checked_in_at=NOW)
    coming = factories.meeting(place, title="Skat uden skræk", venue=factories.venue(place))
    publish(meeting, "Vi blev klogere.", "Lise tog stolen.")
    meeting.refresh_from_db()
    assert meeting.recap == "Vi blev klogere."
    came, missed = messages("live.recap"), messages("live.missed")
    assert {name: words["for_members"] for name, words in came.items()} == {
        "Anna Aa": "Lise tog stolen.",
        "Gitte Gæst": "",
    }
    assert {name: words["for_members"] for name, words in missed.items()} == {
        "Bo Bæk": "Lise tog stolen.",
        "Asger Gæst": "",
    }
    words = missed["Bo Bæk"]
    assert words["recap"] == "Vi blev klogere."
    assert words["next"]["da"].startswith("Næste gang: Skat uden skræk, mandag 25. januar")
    assert words["answer_url"].startswith("http://localhost:8000/s/")
    assert set(Mailing.objects.values_list("state", flat=True)) == {Mailing.State.DRAFT}
    assert set(Mailing.objects.values_list("expires_at", flat=True)) == {coming.starts_at}
    assert away.name in missed


def test_where_nobody_was_checked_in_it_goes_to_those_who_had_signed_up(place: Network) -> None:
    meeting = told.held(place)
    factories.member(place, "Anna Aa")
    factories.sign_up(meeting, factories.member(place, "Bo Bæk"))
    publish(meeting)
    assert (list(messages("live.recap")), messages("live.missed")) == (["Bo Bæk"], {})


def test_without_a_next_meeting_the_mail_names_no_date(place: Network) -> None:
    meeting = told.held(place)
    told.came(meeting, factories.member(place, "Anna Aa"))
    publish(meeting)
    words = messages("live.recap")["Anna Aa"]
    assert (words["next"], words["answer_url"]) == ("", "")


def test_with_a_standing_rule_the_mail_needs_no_approval(place: Network) -> None:
    meeting = told.held(place)
    told.came(meeting, factories.member(place))
    mailing.switch_rule_on(place, "live.recap", by=factories.coordinator(place), at=NOW)
    publish(meeting)
    assert Mailing.objects.get(kind="live.recap").state == Mailing.State.APPROVED


def test_what_is_changed_afterwards_is_read_at_once_and_stands_in_mails_that_wait(place: Network) -> None:
    meeting = told.held(place)
    told.came(meeting, factories.member(place, "Anna Aa"))
    publish(meeting, "Frst", "Gamelt")
    services.keep(meeting, text="Først", for_members="Gammelt", at=NOW + timedelta(hours=1))
    meeting.refresh_from_db()
    words = messages("live.recap")["Anna Aa"]
    assert (meeting.recap, words["recap"], words["for_members"]) == ("Først", "Først", "Gammelt")
    assert Message.objects.count() == 1


def test_taken_back_nobody_reads_it_and_no_mail_leaves(place: Network) -> None:
    meeting = told.held(place)
    told.came(meeting, factories.member(place, "Anna Aa"))
    recap = publish(meeting, "For tidligt")
    services.take_back(recap, by=factories.coordinator(place), at=NOW)
    meeting.refresh_from_db()
    assert (meeting.recap, recap.text, messages("live.recap")) == ("", "For tidligt", {})
    publish(meeting, "Nu passer det")
    assert messages("live.recap")["Anna Aa"]["recap"] == "Nu passer det"
    assert set(Mailing.objects.values_list("state", flat=True)) == {Mailing.State.DRAFT}


def test_publishing_twice_mails_nobody_twice(place: Network) -> None:
    meeting = told.held(place)
    told.came(meeting, factories.member(place))
    publish(meeting)
    publish(meeting)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("hour", "expected"), [(7, NOW.replace(hour=8)), (12, NOW.replace(hour=12)), (21, NOW.replace(day=12, hour=8))]
)
def test_nobody_is_written_to_at_night(hour: int, expected: Any) -> None:
    """Hours in UTC: Denmark is one ahead in January."""
    assert services.in_daytime(NOW.replace(hour=hour)) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_publishing_costs_the_same_however_many_get_it(
    place: Network, count: int, django_assert_num_queries: Any
) -> None:
    meeting = told.held(place)
    told.came(meeting, *(factories.member(place) for _number in range(count)))
    for _number in range(count):
        factories.member(place)
    by = factories.coordinator(place)
    with django_assert_num_queries(44):
        services.publish(meeting, text="Vi blev klogere.", for_members="Lise", by=by, at=NOW)


def test_meetings_that_wait_to_be_told_of(place: Network) -> None:
    told.came(held := told.held(place), factories.member(place))
    told.held(place)  # nobody came, and nobody opened its evening
    old = factories.meeting(place, starts_at=NOW - timedelta(days=40))
    told.came(old, factories.member(place))
    assert list(queries.meetings_to_tell_of(place, now=NOW)) == [held]
    publish(held)
    assert list(queries.meetings_to_tell_of(place, now=NOW)) == []


def test_at_a_joint_meeting_each_network_writes_to_its_own_people(place: Network) -> None:
    meeting, partner = told.held(place), factories.network("falster")
    asked = MeetingPartner.objects.create(
        meeting=meeting, network=partner, asked_at=NOW, answered_at=NOW, state="accepted"
    )
    Meeting.objects.filter(pk=asked.meeting_id).update(is_joint=True)
    ours, theirs = factories.member(place, "Hanne"), factories.member(partner, "Pia")
    factories.sign_up(meeting, ours, checked_in_at=told.HELD)
    factories.sign_up(meeting, theirs, checked_in_at=told.HELD, comes_with=partner)
    publish(Meeting.objects.select_related("network").get(pk=meeting.pk))
    told_of = Message.objects.filter(kind="live.recap", user__in=[ours.user, theirs.user])
    assert {(row.user.full_name, row.mailing.network) for row in told_of} == {("Hanne", place), ("Pia", partner)}
    assert not Message.objects.filter(kind="live.missed", user=theirs.user).exists()


# --- what was agreed ---------------------------------------------------------------------------------------------------


def test_the_host_writes_down_what_was_agreed_once(place: Network) -> None:
    evening = told.evening_of(told.held(place))
    said = Said(evening, uuid4(), "agreed", {"text": " Bo ringer  til Ida "}, NOW)
    services.take_down(said)
    services.take_down(said)
    assert list(Agreed.objects.values_list("text", flat=True)) == ["Bo ringer til Ida"]
    line = Agreed.objects.get()
    services.take_back_agreed(Said(evening, uuid4(), "agreed_not", {"agreed": line.pk}, NOW))
    assert not Agreed.objects.exists()
    with pytest.raises(Refused):
        services.take_back_agreed(Said(evening, uuid4(), "agreed_not", {"agreed": line.pk}, NOW))
