"""Whether an installation is well: what is wrong in plain words, and how to mend it."""

from collections.abc import Callable, Iterator
from datetime import datetime

from mikrovirk.home.checkup import machine, personal, post, several, statement, stored
from mikrovirk.home.checkup.findings import Finding, State

Look = Callable[[datetime], Iterator[Finding]]
# Quick enough for a page; nothing leaves the machine.
HERE: tuple[Look, ...] = (
    machine.settings_are_safe,
    machine.versions,
    machine.disk,
    machine.clock,
    machine.time_zone,
    stored.tables,
    stored.backup,
    stored.put_aside,
    stored.consents,
    personal.responsible,
    personal.deleted,
    post.worker,
    post.queue,
    post.bounces,
    post.way_out,
    several.agreement,
    statement.accessibility,
)
# These ask others: the mail server, the name servers of the sender's domain, and the engines that machines share.
OUTSIDE: tuple[Look, ...] = (
    post.server_answers,
    post.sender_is_believed,
    several.redis_answers,
    several.storage_answers,
)


def look(now: datetime, *, outside: bool) -> list[Finding]:
    """Everything that was looked at, the worst first."""
    found = [finding for each in (*HERE, *(OUTSIDE if outside else ())) for finding in each(now)]
    return sorted(found, key=lambda finding: list(State).index(finding.state))
