"""What goes on around the networks: one module by subject."""

from mikrovirk.landscape.models.circle import Borrowed, CircleAnswer, CircleQuestion, Shared
from mikrovirk.landscape.models.entries import Entry, EntryArea, EntryChange
from mikrovirk.landscape.models.events import OutsideEvent
from mikrovirk.landscape.models.feeds import Feed, FeedContent, FeedVisit
from mikrovirk.landscape.models.tours import Drive, Stop, Tour, Travel
from mikrovirk.landscape.models.words import Audience, Language

__all__ = [
    "Audience",
    "Borrowed",
    "CircleAnswer",
    "CircleQuestion",
    "Drive",
    "Entry",
    "EntryArea",
    "EntryChange",
    "Feed",
    "FeedContent",
    "FeedVisit",
    "Language",
    "OutsideEvent",
    "Shared",
    "Stop",
    "Tour",
    "Travel",
]
