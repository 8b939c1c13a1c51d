"""How many mails a person gets in a calendar month, and which kinds keep room.

The rule. Apart from mails about one's own sign-up, a person is sent at most `limit` mails in a calendar month (Danish
time) over all networks. The monthly mail of each network (the invitation) must not be the one that is left behind: for
every network whose monthly mail the person may expect (it came in the last 62 days, or they have a role in a network
that made one in that time; at least one network is assumed) one place is kept until that mail has gone this month. At most `limit` − 1 places are kept, so that one is always open
to other mails. A kind that gives way to others (asks for a hand with a task) leaves one open place for them. What finds no
room is held back, and told in a line with a link in the next mail that is counted; if the
month ends first, the oldest goes by itself in the new month and takes the others along. Held mail whose time has passed
is dropped. Who chose "only the monthly one" gets one monthly mail a month from each network, within the same limit.
"""

from dataclasses import dataclass, field
from datetime import timedelta

USUAL = timedelta(days=62)


@dataclass
class MonthSoFar:
    """What one person was sent in this calendar month, and from whom the monthly mail usually comes."""

    sent_count: int = 0
    monthly_from: list[int] = field(default_factory=list)  # networks whose monthly mail went this month
    usually_from: set[int] = field(default_factory=set)  # networks whose monthly mail may be expected

    def kept_places(self, limit: int) -> int:
        """Places that only monthly mails may take."""
        expected = min(max(len(self.usually_from), 1), limit - 1)
        return max(expected - len(set(self.monthly_from)), 0)

    def has_room(self, *, network: int, monthly: bool, only_monthly: bool, limit: int, gives_way: bool = False) -> bool:
        """Whether one more mail from `network` (0: none) may go. `gives_way`: only if one place more is left after it."""
        if monthly:
            once = not only_monthly or network not in self.monthly_from
            return once and self.sent_count < limit
        left_to_others = 1 if gives_way and limit > 1 else 0
        return self.sent_count + self.kept_places(limit) + left_to_others < limit

    def add(self, *, network: int, monthly: bool) -> None:
        """One more mail goes."""
        self.sent_count += 1
        if monthly:
            self.monthly_from.append(network)
