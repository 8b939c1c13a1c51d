"""Who does what in an area, and the conferences where it is talked over: one module by subject."""

from mikrovirk.cooperation.models.agreements import Agreement, AgreementArea, Party, SignOff, Version
from mikrovirk.cooperation.models.commitments import Commitment, Conclusion, FollowUp
from mikrovirk.cooperation.models.conferences import Conference, Wish
from mikrovirk.cooperation.models.roles import Carried, Comment, Part, Task
from mikrovirk.cooperation.models.tables import Table, TableNote

__all__ = [
    "Agreement",
    "AgreementArea",
    "Carried",
    "Comment",
    "Commitment",
    "Conclusion",
    "Conference",
    "FollowUp",
    "Part",
    "Party",
    "SignOff",
    "Table",
    "TableNote",
    "Task",
    "Version",
    "Wish",
]
