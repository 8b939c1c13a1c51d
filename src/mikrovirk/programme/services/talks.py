"""The talk of a meeting: planned by the coordinator, answered and filled in by a speaker without an account."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.directory.domain.search_words import search_text
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.agenda import Kind
from mikrovirk.programme.models import Material, Meeting, Talk, Topic
from mikrovirk.programme.queries import feeds
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import invitations
from mikrovirk.programme.services import meetings as meeting_services

ASK = "programme.talk_ask"
State = Talk.State


class NoSpeakerAddress(Exception):
    """Nobody can be asked: the speaker's e-mail address is missing."""


class NotOnAMeeting(Exception):
    """The talk is not part of a meeting, so there is nothing to answer."""


@dataclass(frozen=True)
class SpeakerDetails:
    """Who is to speak, as the coordinator typed it. An empty address: somebody who is not written to."""

    name: str = ""
    email: str = ""
    whence: str = ""  # the speaker's business or post


# --- planning --------------------------------------------------------------------------------------------------------


@transaction.atomic
def plan_talk(
    meeting: Meeting, *, topic: Topic | None, title: str, lines: str, speaker: SpeakerDetails, at: datetime
) -> Talk:
    """Say what the meeting's talk is about and who gives it. Another speaker is a new start: nobody has been asked."""
    talk = Talk.objects.select_for_update().filter(meeting=meeting).first() or Talk(
        network=meeting.network, meeting=meeting
    )
    user = user_of(speaker)
    if talk.pk and talk.speaker_id and talk.speaker_id != (user.pk if user else None):
        withdraw_mails(talk, at=at)
        forget_answer(talk)
    was = talk.title
    talk.topic, talk.title, talk.lines = topic, title, lines
    talk.speaker, talk.speaker_name, talk.speaker_from = user, speaker.name, speaker.whence
    talk.save()
    refresh_search_texts(talk)
    follow_title(meeting, title, was=was, at=at)
    return talk


def user_of(speaker: SpeakerDetails) -> User | None:
    """The user with the speaker's address, made where there is none; an existing name is kept."""
    email = speaker.email.strip().lower()
    if not email:
        return None
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, full_name=speaker.name)
    if not user.full_name and speaker.name:
        user.full_name = speaker.name
        user.save(update_fields=["full_name"])
    return user


def forget_answer(talk: Talk) -> None:
    talk.state, talk.asked_at, talk.answered_at, talk.answer_note = State.PLANNED, None, None, ""
    if talk.picture:
        talk.picture.delete(save=False)


def follow_title(meeting: Meeting, title: str, *, was: str, at: datetime) -> None:
    """A meeting without a title of its own takes the talk's."""
    own_title = not meeting_services.has_usual_title(meeting) and meeting.title != was
    if title and not own_title and meeting.title != title and meeting.state != Meeting.State.CANCELLED:
        meeting_services.change_meeting(meeting, at=at, title=title)


def remove_talk(talk: Talk, *, at: datetime) -> None:
    """Take the talk off its meeting; a talk with material stays in the toolbox."""
    with transaction.atomic():
        withdraw_mails(talk, at=at)
        if talk.materials.exists():
            talk.meeting = None
            talk.save(update_fields=["meeting"])
        else:
            talk.delete()


# --- asking ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_speaker(talk: Talk, *, at: datetime) -> Mailing:
    """Draft the mail that asks the speaker; raise NoSpeakerAddress. An ask that has not left yet is given back as it is."""
    if talk.speaker is None:
        raise NoSpeakerAddress
    meeting = on_a_meeting(talk)
    asks = Mailing.objects.filter(network=talk.network, kind=ASK, occasion__startswith=f"talk:{talk.pk}:")
    waiting = asks.filter(messages__user=talk.speaker, messages__state__in=mailing_services.NOT_SENT).first()
    talk.state, talk.asked_at, talk.answered_at, talk.answer_note = State.ASKED, at, None, ""
    talk.save(update_fields=["state", "asked_at", "answered_at", "answer_note"])
    if waiting:
        return waiting
    return mailing_services.draft(
        kind=ASK,
        occasion=f"talk:{talk.pk}:ask:{asks.count() + 1}",
        network=talk.network,
        recipients=[recipient_of(talk)],
        at=at,
        due_at=at,
        expires_at=meeting.starts_at,
        context=words_of(talk, meeting),
    )


def on_a_meeting(talk: Talk) -> Meeting:
    if talk.meeting is None:
        raise NotOnAMeeting
    return talk.meeting


def speaker_url(talk: Talk) -> str:
    """The speaker's own page of the talk; the link is no good for whoever spoke instead."""
    token = links.sign("speaker", talk.pk, *([talk.speaker_id] if talk.speaker_id else []))
    return settings.SITE_URL + reverse("programme:speaker", args=[token])


def recipient_of(talk: Talk) -> Recipient:
    assert talk.speaker is not None
    return Recipient(talk.speaker, {"speaker_url": speaker_url(talk)})


def words_of(talk: Talk, meeting: Meeting) -> dict[str, Any]:
    """What fills the mails to a speaker, in every language."""
    return {
        "title": meeting.title,
        "when": in_each_language(lambda: dates.moment(meeting.starts_at)),
        "facts": in_each_language(lambda: invitations.facts_in_words(meeting)),
        "talk_hours": in_each_language(lambda: talk_hours_in_words(meeting)),
        "topic": in_each_language(lambda: topic_in_words(talk)),
        "lacking": in_each_language(lambda: lacking_in_words(talk)),
        "expect": meeting.format.expect if meeting.format else "",
        "network": meeting.network.name,
    }


def talk_hours_in_words(meeting: Meeting) -> str:
    """ "Dit oplæg er kl. 17.45–18.30."; empty where the agenda has no talk."""
    items = [item for item in meeting_queries.agenda_of(meeting).items if item.kind is Kind.TALK]
    if not items:
        return ""
    return _("Your talk is at %(from)s–%(to)s.") % {
        "from": dates.hour(items[0].starts_at),
        "to": dates.hour(items[0].ends_at),
    }


def place_in_words(meeting: Meeting | None) -> str:
    """Where the evening is; empty while that is open."""
    return feeds.place_of(meeting.venue) if meeting else ""


def topic_in_words(talk: Talk) -> str:
    """What the talk is to be about, in a sentence."""
    if talk.title:
        return _("We suggest this title: %(title)s") % {"title": talk.title}
    return _("The topic is %(topic)s.") % {"topic": talk.topic.name} if talk.topic else ""


LACKING = {
    frozenset({"title"}): lambda: _("We still need the title of your talk."),
    frozenset({"lines"}): lambda: _("We still need three lines about your talk."),
    frozenset({"title", "lines"}): lambda: _("We still need the title of your talk and three lines about it."),
}


def lacking_in_words(talk: Talk) -> str:
    """What the speaker has not filled in yet, in a sentence; empty where all is there."""
    missing = frozenset(name for name in ("title", "lines") if not getattr(talk, name))
    return LACKING[missing]() if missing else ""


def withdraw_mails(talk: Talk, *, at: datetime) -> None:
    """Stop what has not left to the speaker."""
    for mailing in Mailing.objects.filter(network=talk.network, occasion__startswith=f"talk:{talk.pk}:"):
        mailing_services.withdraw(kind=mailing.kind, occasion=mailing.occasion, at=at, why="speaker_changed")


# --- answering and filling in ----------------------------------------------------------------------------------------


@transaction.atomic
def answer(talk: Talk, *, yes: bool, at: datetime, note: str = "") -> None:
    """The speaker, or the coordinator on the phone with the speaker, says yes or no. Either can be said again."""
    talk.state = State.ACCEPTED if yes else State.DECLINED
    talk.answered_at, talk.answer_note = at, note
    talk.save(update_fields=["state", "answered_at", "answer_note"])
    if talk.meeting_id:
        for mailing in Mailing.objects.filter(network=talk.network, kind=ASK, occasion__startswith=f"talk:{talk.pk}:"):
            mailing_services.withdraw(kind=ASK, occasion=mailing.occasion, at=at, why="answered")
        invitations.renew_waiting(fresh_meeting(talk), at=at)


@transaction.atomic
def fill_in(talk: Talk, *, title: str, lines: str, whence: str, equipment: str, at: datetime) -> None:
    """The speaker's own words about the talk."""
    was = talk.title
    talk.title, talk.lines, talk.speaker_from, talk.equipment = title, lines, whence, equipment
    talk.save(update_fields=["title", "lines", "speaker_from", "equipment"])
    refresh_search_texts(talk)
    if talk.meeting_id:
        meeting = fresh_meeting(talk)
        follow_title(meeting, title, was=was, at=at)
        invitations.renew_waiting(fresh_meeting(talk), at=at)


def fresh_meeting(talk: Talk) -> Meeting:
    return Meeting.objects.select_related("network", "format", "venue", "talk").get(talk=talk)


def set_picture(talk: Talk, picture: "ContentFile[bytes] | None") -> None:
    """Keep a picture that `common.pictures.rewritten` made, or none; the one before is deleted."""
    if talk.picture:
        talk.picture.delete(save=False)
    if picture is not None:
        talk.picture.save(picture.name, picture, save=False)
    talk.save(update_fields=["picture"])


# --- material --------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_material(
    talk: Talk, *, kind: str, title: str, file: "File[bytes] | None" = None, url: str = "", text: str = "", at: datetime
) -> Material:
    """Put a file (checked before), a link or a checklist with the talk."""
    material = Material(talk=talk, kind=kind, title=title, url=url, text=text, added_at=at)
    if file is not None:
        material.file_name, material.file_size = file.name or "", file.size or 0
        material.file = file
    material.search_text = words_to_find(material)
    material.save()
    return material


def remove_material(material: Material) -> None:
    """Remove it, and its file."""
    with transaction.atomic():
        storage, name = material.file.storage, material.file.name
        material.delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))


def add_to_toolbox(network: Network, *, topic: Topic | None, title: str, by: str, at: datetime) -> Talk:
    """A place in the toolbox for material that belongs to no meeting here."""
    return Talk.objects.create(
        network=network, topic=topic, title=title, speaker_name=by, state=State.ACCEPTED, answered_at=at
    )


def words_to_find(material: Material) -> str:
    talk = material.talk
    topic = talk.topic.name if talk.topic else ""
    return search_text(
        material.title, material.text, talk.title, talk.lines, talk.speaker_name, topic, material.file_name
    )


def refresh_search_texts(talk: Talk) -> None:
    for material in Material.objects.filter(talk=talk).select_related("talk__topic"):
        material.search_text = words_to_find(material)
        material.save(update_fields=["search_text"])


# --- leaving ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def erase(user: User, *, at: datetime) -> int:
    """Take a speaker out of their talks; what a talk was about and its material stay. Return how many talks that were."""
    talks = list(Talk.objects.filter(speaker=user).select_related("meeting"))
    for talk in talks:
        withdraw_mails(talk, at=at)
        if talk.meeting and talk.meeting.starts_at > at:
            forget_answer(talk)
        elif talk.picture:
            talk.picture.delete(save=False)
        talk.speaker, talk.speaker_name, talk.speaker_from, talk.answer_note = None, "", "", ""
        talk.save()
        refresh_search_texts(talk)
    return len(talks)
