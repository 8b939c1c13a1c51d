"""Formats, seasons, meetings and what happens at them."""

from mikrovirk.programme.models.formats import FilledBy, Format, FormatItem, ItemKind, TaskTemplate, Topic
from mikrovirk.programme.models.joint import MeetingPartner
from mikrovirk.programme.models.meetings import LONGEST, AgendaItem, Meeting, MeetingTask, Season, SeasonCalendar, Venue
from mikrovirk.programme.models.people import Feedback, Follower, SignUp
from mikrovirk.programme.models.sessions import MeetingHelper, Room, Session, SessionSignUp, SessionSpeaker, Track
from mikrovirk.programme.models.stage import HotSeatApplication, HotSeatAsk, SlotOffer
from mikrovirk.programme.models.talks import Material, Talk
from mikrovirk.programme.models.work import MeetingWork

__all__ = [
    "LONGEST",
    "AgendaItem",
    "Feedback",
    "FilledBy",
    "Follower",
    "Format",
    "FormatItem",
    "HotSeatApplication",
    "HotSeatAsk",
    "ItemKind",
    "Material",
    "Meeting",
    "MeetingHelper",
    "MeetingPartner",
    "MeetingTask",
    "MeetingWork",
    "Room",
    "Season",
    "SeasonCalendar",
    "Session",
    "SessionSignUp",
    "SessionSpeaker",
    "SignUp",
    "SlotOffer",
    "Talk",
    "TaskTemplate",
    "Topic",
    "Track",
    "Venue",
]
