"""What is stored of an evening."""

from mikrovirk.live.models.after import Photo, Story
from mikrovirk.live.models.introductions import Card, CardAnswer, TablePlan
from mikrovirk.live.models.room import Ballot, Evening, HostAction, Phone, Poll, Question, Region, Support
from mikrovirk.live.models.stage import Hand, SeatGroup, SeatInput, SeatTaken

__all__ = [
    "Ballot",
    "Card",
    "CardAnswer",
    "Evening",
    "Hand",
    "HostAction",
    "Phone",
    "Photo",
    "Poll",
    "Question",
    "Region",
    "SeatGroup",
    "SeatInput",
    "SeatTaken",
    "Story",
    "Support",
    "TablePlan",
]
