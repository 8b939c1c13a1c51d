"""What a Pabulib file says: its three tables as they stand, and the election in them."""

from dataclasses import dataclass

from mikrovirk.fund.domain.allocation import Election

VOTE_TYPES = ("approval", "choose-1", "cumulative", "scoring", "ordinal")  # as the format names them


class NotPabulib(ValueError):
    """The file cannot be read as it stands; the message names the line."""


Row = dict[str, str]  # a column's name to what stands in it


@dataclass(frozen=True)
class PabulibFile:
    """Everything in the file. The rows keep every column in its order, also those that no rule looks at."""

    election: Election
    meta: Row
    projects: tuple[Row, ...]
    votes: tuple[Row, ...]
    notes: tuple[str, ...] = ()  # what was odd but could be read

    @property
    def names(self) -> dict[str, str]:
        """What each project is called; its id where the file has no names."""
        return {row["project_id"]: row.get("name") or row["project_id"] for row in self.projects}
