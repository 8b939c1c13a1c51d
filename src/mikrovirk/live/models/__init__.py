"""What is stored of an evening."""

from mikrovirk.live.models.after import Photo, Story
from mikrovirk.live.models.drafts import DraftShown
from mikrovirk.live.models.introductions import Apart, Card, CardAnswer, CardHint, CardPlan, LeftOut, TablePlan
from mikrovirk.live.models.recap import Agreed, Recap
from mikrovirk.live.models.room import Ballot, Evening, HostAction, Phone, Poll, Question, Region, Support
from mikrovirk.live.models.stage import Hand, SeatGroup, SeatInput, SeatTaken

__all__ = [
    "Agreed",
    "Apart",
    "Ballot",
    "Card",
    "CardAnswer",
    "CardHint",
    "CardPlan",
    "DraftShown",
    "Evening",
    "Hand",
    "HostAction",
    "LeftOut",
    "Phone",
    "Photo",
    "Poll",
    "Question",
    "Recap",
    "Region",
    "SeatGroup",
    "SeatInput",
    "SeatTaken",
    "Story",
    "Support",
    "TablePlan",
]
