"""What members say, what became of it, and who decided: one module by subject."""

from mikrovirk.voice.models.asking import Ask, InputRound, RoundQuestion
from mikrovirk.voice.models.consultations import (
    Comment,
    Consultation,
    ConsultationVersion,
    PaperCount,
    Point,
    PointSupport,
)
from mikrovirk.voice.models.planning import SeasonDraft, Speaker, SpeakerAway, TopicSupport, VenueHours
from mikrovirk.voice.models.steering import (
    AgendaPoint,
    Decision,
    DecisionChange,
    MinutesClosed,
    SteeringGuest,
    SteeringMeeting,
)
from mikrovirk.voice.models.stream import Conclusion, Input, Outcome, Source, Theme
from mikrovirk.voice.models.stream_words import DismissedTheme, InputWord

__all__ = [
    "AgendaPoint",
    "Ask",
    "Comment",
    "Conclusion",
    "Consultation",
    "ConsultationVersion",
    "Decision",
    "DecisionChange",
    "DismissedTheme",
    "Input",
    "InputRound",
    "InputWord",
    "MinutesClosed",
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
