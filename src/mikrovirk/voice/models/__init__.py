"""What members say, what became of it, and who decided: one module by subject."""

from mikrovirk.voice.models.asking import Ask, InputRound, RoundQuestion
from mikrovirk.voice.models.consultations import (
    Consultation,
    ConsultationVersion,
    PaperCount,
    Point,
    PointSupport,
)
from mikrovirk.voice.models.planning import SeasonDraft, Speaker, SpeakerAway, TopicSupport, VenueHours
from mikrovirk.voice.models.steering import AgendaPoint, Decision, SteeringGuest, SteeringMeeting
from mikrovirk.voice.models.stream import Conclusion, Input, Outcome, Source, Theme

__all__ = [
    "AgendaPoint",
    "Ask",
    "Conclusion",
    "Consultation",
    "ConsultationVersion",
    "Decision",
    "Input",
    "InputRound",
    "Outcome",
    "PaperCount",
    "Point",
    "PointSupport",
    "RoundQuestion",
    "SeasonDraft",
    "Source",
    "Speaker",
    "SpeakerAway",
    "SteeringGuest",
    "SteeringMeeting",
    "Theme",
    "TopicSupport",
    "VenueHours",
]
