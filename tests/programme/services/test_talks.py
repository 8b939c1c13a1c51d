"""The talk: planned, asked, answered, filled in, reminded, thanked, and what stays with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme import jobs_plan
from mikrovirk.programme.models import Feedback, Meeting, Talk
from mikrovirk.programme.queries import talks as talk_queries
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import setup, talks
from mikrovirk.programme.services.talks import SpeakerDetails
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
STARTS = datetime(2027, 2, 22, 16, 30, tzinfo=UTC)
TOVE = SpeakerDetails("Tove Tal", "Tove@Tal.example", "Tal & Tanker")


@pytest.fixture
def network() -> Network:
    place = factories.network("mikrovirk", name="MikroVirk")
    setup.prepare_network(place)
    return place


@pytest.fixture
def meeting(network: Network) -> Meeting:
    drafted = meeting_services.add_meeting(network, starts_at=STARTS, at=NOW, format=network.formats.get(key="1-0"))
    return meeting_services.publish_meeting(drafted, at=NOW)


def planned(meeting: Meeting, speaker: SpeakerDetails = TOVE, title: str = "") -> Talk:
    topic = meeting.network.topics.get(name="Skat og moms")
    return talks.plan_talk(meeting, topic=topic, title=title, lines="", speaker=speaker, at=NOW)


def accepted(meeting: Meeting) -> Talk:
    talk = planned(meeting, title="Moms uden mavepine")
    talks.answer(talk, yes=True, at=NOW)
    return talk


# --- planning --------------------------------------------------------------------------------------------------------


def test_speaker_needs_no_account_only_an_address(meeting: Meeting) -> None:
    talk = planned(meeting)
    assert talk.speaker is not None
    assert (talk.speaker.email, talk.speaker.full_name, talk.speaker.has_usable_password()) == (
        "tove@tal.example",
        "Tove Tal",
        False,
    )


def test_known_address_keeps_its_own_name(meeting: Meeting) -> None:
    known = factories.user("Tove Margrethe Tal", email="tove@tal.example")
    talk = planned(meeting)
    assert (talk.speaker, talk.speaker_name) == (known, "Tove Tal")
    known.refresh_from_db()
    assert known.full_name == "Tove Margrethe Tal"


def test_meeting_without_a_title_of_its_own_takes_the_talks(meeting: Meeting) -> None:
    planned(meeting, title="Moms uden mavepine")
    planned(meeting, title="Moms på en time")
    meeting.refresh_from_db()
    assert meeting.title == "Moms på en time"
    meeting = meeting_services.change_meeting(meeting, at=NOW, title="Fødselsdag")
    planned(meeting, title="Skat")
    meeting.refresh_from_db()
    assert meeting.title == "Fødselsdag"


# --- asking ----------------------------------------------------------------------------------------------------------


def test_asking_drafts_one_mail_that_waits_for_approval(meeting: Meeting) -> None:
    talk = planned(meeting)
    first, second = talks.ask_speaker(talk, at=NOW), talks.ask_speaker(talk, at=NOW)
    assert first == second
    assert (first.kind, first.state, first.messages.count()) == ("programme.talk_ask", "draft", 1)
    assert first.context["topic"]["da"] == "Emnet er: Skat og moms."
    assert first.context["talk_hours"]["da"] == "Dit oplæg er kl. 17.40–18.25."
    talk.refresh_from_db()
    assert talk.state == "asked"


def test_speaker_who_wants_no_mails_is_still_asked(meeting: Meeting) -> None:
    factories.user("Tove Tal", email="tove@tal.example", mail_choice="none")
    assert talks.ask_speaker(planned(meeting), at=NOW).messages.count() == 1


def test_nobody_is_asked_without_an_address(meeting: Meeting) -> None:
    with pytest.raises(talks.NoSpeakerAddress):
        talks.ask_speaker(planned(meeting, SpeakerDetails("Tove Tal")), at=NOW)


def test_another_speaker_is_a_new_start(meeting: Meeting) -> None:
    talk = planned(meeting)
    talks.ask_speaker(talk, at=NOW)
    talk = planned(meeting, SpeakerDetails("Ib Ny", "ib@ny.example"))
    assert (talk.state, talk.asked_at) == ("planned", None)
    assert [message.state for message in Message.objects.filter(kind="programme.talk_ask")] == ["stopped"]
    talks.ask_speaker(talk, at=NOW)
    waiting = Message.objects.filter(kind="programme.talk_ask", state="draft").values_list("user__email", flat=True)
    assert list(waiting) == ["ib@ny.example"]


def test_speaker_who_declined_can_be_asked_again(meeting: Meeting) -> None:
    talk = planned(meeting)
    Message.objects.filter(mailing=talks.ask_speaker(talk, at=NOW)).update(state="sent", sent_at=NOW)
    talks.answer(talk, yes=False, at=NOW, note="Jeg er på ferie.")
    again = talks.ask_speaker(talk, at=NOW)
    assert (again.messages.get().state, talk.state, talk.answer_note) == ("draft", "asked", "")


def test_answer_stops_an_ask_that_has_not_left(meeting: Meeting) -> None:
    talk = planned(meeting)
    talks.ask_speaker(talk, at=NOW)
    talks.answer(talk, yes=True, at=NOW)
    assert Message.objects.get(kind="programme.talk_ask").state == "stopped"


def test_speakers_words_reach_the_invitation_that_has_not_left(network: Network, meeting: Meeting) -> None:
    factories.member(network)
    meeting_services.unpublish_meeting(meeting, at=NOW)
    meeting_services.publish_meeting(meeting, at=NOW)
    talk = planned(meeting)
    talks.answer(talk, yes=True, at=NOW)
    talks.fill_in(
        talk, title="Moms uden mavepine", lines="Tre linjer", whence="Tal & Tanker", equipment="Projektor", at=NOW
    )
    invitation = Mailing.objects.get(kind="programme.invitation")
    assert invitation.context["talk"]["da"] == "Fagligt oplæg: Moms uden mavepine ved Tove Tal, Tal & Tanker"
    assert invitation.context["title"] == "Moms uden mavepine"


# --- by themselves ---------------------------------------------------------------------------------------------------


def test_speaker_is_reminded_a_week_before_once(meeting: Meeting) -> None:
    accepted(meeting)
    jobs_plan.run(now=STARTS - timedelta(days=10))
    assert not Mailing.objects.filter(kind="programme.talk_reminder").exists()
    for days in (8, 7, 6):
        jobs_plan.run(now=STARTS - timedelta(days=days))
    reminder = Mailing.objects.get(kind="programme.talk_reminder")
    assert timezone.localtime(reminder.due_at).isoformat() == "2027-02-15T09:00:00+01:00"
    assert reminder.messages.count() == 1
    assert reminder.context["lacking"]["da"] == "Vi mangler tre linjer om dit oplæg."


def test_speaker_of_a_moved_meeting_is_reminded_for_the_new_day(meeting: Meeting) -> None:
    accepted(meeting)
    jobs_plan.run(now=STARTS - timedelta(days=7))
    meeting_services.move_meeting(meeting, starts_at=STARTS + timedelta(days=28), at=STARTS - timedelta(days=6))
    jobs_plan.run(now=STARTS + timedelta(days=21))
    assert Mailing.objects.filter(kind="programme.talk_reminder").count() == 2


def test_nobody_is_reminded_of_a_draft_or_a_talk_that_was_declined(meeting: Meeting) -> None:
    talks.answer(planned(meeting), yes=False, at=NOW)
    jobs_plan.run(now=STARTS - timedelta(days=7))
    assert not Mailing.objects.filter(kind="programme.talk_reminder").exists()


def test_speaker_is_thanked_next_morning_with_how_it_was(meeting: Meeting) -> None:
    accepted(meeting)
    for number, (rating, text) in enumerate([(5, "Endelig forstod jeg momsen."), (4, ""), (2, "For langt.")]):
        guest = factories.sign_up(meeting, factories.person(f"Gæst {number}"), checked_in_at=STARTS)
        Feedback.objects.create(sign_up=guest, meeting=meeting, rating=rating, text=text)
    jobs_plan.run(now=STARTS + timedelta(hours=4))
    thanks = Mailing.objects.get(kind="programme.talk_thanks")
    assert timezone.localtime(thanks.due_at).isoformat() == "2027-02-23T10:00:00+01:00"
    assert thanks.context["summary"]["da"] == "3 deltog. 3 har svaret, og aftenen fik i gennemsnit 3,7 af 5."
    assert thanks.context["quotes"] == "»Endelig forstod jeg momsen.«"


def test_thanks_follow_what_comes_in_until_they_leave(meeting: Meeting) -> None:
    accepted(meeting)
    jobs_plan.run(now=STARTS + timedelta(hours=4))
    guest = factories.sign_up(meeting, factories.person(), checked_in_at=STARTS)
    Feedback.objects.create(sign_up=guest, meeting=meeting, rating=5)
    jobs_plan.run(now=STARTS + timedelta(hours=15))
    thanks = Mailing.objects.get(kind="programme.talk_thanks")
    assert thanks.context["summary"]["da"] == "1 deltog. 1 har svaret, og aftenen fik i gennemsnit 5,0 af 5."
    Message.objects.filter(mailing=thanks).update(state="sent", sent_at=STARTS)
    Feedback.objects.all().delete()
    jobs_plan.run(now=STARTS + timedelta(hours=20))
    thanks.refresh_from_db()
    assert thanks.context["summary"]["da"].startswith("1 deltog. 1 har svaret")


def test_standing_rule_lets_reminders_go_by_themselves(network: Network, meeting: Meeting) -> None:
    mailing_services.switch_rule_on(network, "programme.talk_reminder", by=factories.coordinator(network), at=NOW)
    accepted(meeting)
    jobs_plan.run(now=STARTS - timedelta(days=8))
    assert Mailing.objects.get(kind="programme.talk_reminder").state == "approved"


# --- material --------------------------------------------------------------------------------------------------------


def material(talk: Talk, title: str, **details: Any) -> None:
    talks.add_material(talk, kind=details.pop("kind", "checklist"), title=title, at=NOW, **details)


@pytest.mark.parametrize("words", ["moms", "momsangivelser", "tjeklisten", "Tove", "skat", "FRISTER momsen"])
def test_toolbox_finds_danish_word_forms(meeting: Meeting, words: str) -> None:
    material(accepted(meeting), "Tjekliste til momsangivelsen", text="Husk fristen\nGem bilag")
    found = talk_queries.found_materials(meeting.network, words=words, topic=None, now=STARTS + timedelta(days=1))
    assert [row.title for row in found] == ["Tjekliste til momsangivelsen"]


def test_toolbox_opens_with_the_evening(meeting: Meeting) -> None:
    material(accepted(meeting), "Tjekliste", text="Husk fristen")
    assert not talk_queries.materials_of(meeting.network, now=STARTS - timedelta(minutes=1)).exists()
    assert talk_queries.materials_of(meeting.network, now=STARTS).count() == 1


def test_newly_started_find_their_topics_first(network: Network, meeting: Meeting) -> None:
    material(accepted(meeting), "Tjekliste", text="Husk fristen")
    strategy = talks.add_to_toolbox(network, topic=network.topics.get(name="Strategi"), title="Plan", by="", at=NOW)
    material(strategy, "Skabelon", kind="link", url="https://example.org/")
    assert [row.title for row in talk_queries.for_the_newly_started(network, now=STARTS)] == ["Tjekliste"]
    topics = talk_queries.topics_in_toolbox(network, now=STARTS)
    assert {(topic.name, topic.material_count) for topic in topics} == {("Skat og moms", 1), ("Strategi", 1)}


def test_other_networks_material_is_not_found(meeting: Meeting) -> None:
    material(accepted(meeting), "Tjekliste", text="moms")
    other = factories.network()
    assert not talk_queries.found_materials(other, words="moms", topic=None, now=STARTS).exists()


def test_new_title_of_the_talk_is_found(meeting: Meeting) -> None:
    talk = accepted(meeting)
    material(talk, "Tjekliste", text="Husk fristen")
    talks.fill_in(talk, title="Bogføring på en time", lines="", whence="", equipment="", at=NOW)
    found = talk_queries.found_materials(meeting.network, words="bogføring", topic=None, now=STARTS)
    assert found.count() == 1


@pytest.mark.django_db(transaction=True)
def test_removed_material_takes_its_file_along(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    place = factories.network()
    talk = talks.add_to_toolbox(place, topic=None, title="Plan", by="", at=NOW)
    file = SimpleUploadedFile("../slides på dansk.pdf", b"%PDF-1.4")
    kept = talks.add_material(talk, kind="file", title="Slides", file=file, at=NOW)
    stored = list(tmp_path.rglob("*.pdf"))
    assert (kept.file_name, kept.file_size, len(stored)) == ("slides på dansk.pdf", 8, 1)
    talks.remove_material(kept)
    assert list(tmp_path.rglob("*.pdf")) == []


def test_talk_with_material_stays_in_the_toolbox_when_taken_off_its_meeting(meeting: Meeting) -> None:
    talk = accepted(meeting)
    material(talk, "Tjekliste", text="Husk")
    talks.remove_talk(talk, at=NOW)
    talk.refresh_from_db()
    assert talk.meeting is None


# --- leaving ---------------------------------------------------------------------------------------------------------


def test_speaker_who_leaves_is_taken_out_of_the_talks(meeting: Meeting) -> None:
    talk = accepted(meeting)
    talks.fill_in(talk, title="Moms", lines="Tre linjer", whence="Tal & Tanker", equipment="", at=NOW)
    speaker = talk.speaker
    assert speaker is not None
    exported = talk_queries.export_of(speaker)["talks"]
    assert [(row["title"], row["from"], row["state"]) for row in exported] == [("Moms", "Tal & Tanker", "accepted")]
    assert talks.erase(speaker, at=NOW) == 1
    talk.refresh_from_db()
    assert (talk.title, talk.speaker, talk.speaker_name, talk.speaker_from, talk.state) == (
        "Moms",
        None,
        "",
        "",
        "planned",
    )
