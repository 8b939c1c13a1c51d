"""Who does what in an area, and the conferences where it is talked over: one module by subject."""

from mikrovirk.cooperation.models.commitments import Commitment, Conclusion, FollowUp
from mikrovirk.cooperation.models.conferences import Conference, Wish
from mikrovirk.cooperation.models.tables import Table, TableNote

__all__ = ["Commitment", "Conclusion", "Conference", "FollowUp", "Table", "TableNote", "Wish"]
