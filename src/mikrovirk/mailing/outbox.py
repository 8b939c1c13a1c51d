"""The outbox's ledger: who sends which message now, and what came of it.

A worker claims a batch for a time (a lease). Before the conversation about one message begins, that it is being sent is
committed, and after the server took it, that it was: so a worker that is killed leaves at most one message of which
nobody knows, and only that one goes again, with the same Message-ID. The "was sent" of one message and the "is being
sent" of the next are one commit. Every change asks that the message is still claimed by this worker: one that slept past
its lease finds that another took over.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from mikrovirk.mailing.models import Letter, Message

State = Message.State
LEASE = timedelta(minutes=5)


def claim_messages(*, now: datetime, worker: str, limit: int) -> list[Message]:
    """Take up to `limit` messages that are due and nobody else is sending; mails about one's own sign-up first."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    with transaction.atomic():
        due = Message.objects.filter(free, state__in=(State.QUEUED, State.SENDING), due_at__lte=now)
        due = due.order_by("counted", "due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        taken = list(due.values_list("pk", flat=True)[:limit])
        if not taken:
            return []
        # Compare and set: on a database without row locks another worker may have been quicker.
        Message.objects.filter(free, pk__in=taken).update(claimed_by=worker, claimed_until=now + LEASE)
    mine = Message.objects.filter(pk__in=taken, claimed_by=worker).select_related("user")
    return sorted(mine, key=lambda message: taken.index(message.pk))


def claim_letters(*, now: datetime, worker: str, limit: int) -> list[Letter]:
    """The same for finished mails, which expire soon."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    with transaction.atomic():
        due = Letter.objects.filter(free, state__in=(State.QUEUED, State.SENDING), due_at__lte=now).order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        taken = list(due.values_list("pk", flat=True)[:limit])
        if not taken:
            return []
        Letter.objects.filter(free, pk__in=taken).update(claimed_by=worker, claimed_until=now + LEASE)
    return list(Letter.objects.filter(pk__in=taken, claimed_by=worker).order_by("pk"))


class Ledger:
    """Writes down what one worker does; holds the last success back until the next message begins (one commit)."""

    def __init__(self, *, worker: str, now: datetime) -> None:
        self.worker, self.now = worker, now
        self._sent: tuple[int, Sequence[int]] | None = None
        table = connection.ops.quote_name(Message._meta.db_table)
        # Plain statements: these two run for every mail.
        self._begin = (
            f"UPDATE {table} SET state = 'sending', attempts = attempts + 1 "  # noqa: S608  a table's name, nothing typed
            "WHERE id = %s AND claimed_by = %s AND state IN ('queued', 'sending')"
        )
        self._finish = (
            f"UPDATE {table} SET state = 'sent', sent_at = %s, why = '', claimed_by = '', claimed_until = NULL "  # noqa: S608
            "WHERE id = %s AND claimed_by = %s"
        )
        self._moment = connection.ops.adapt_datetimefield_value(now)

    def begin(self, message: Message) -> bool:
        """Commit that `message` is being sent (and that the one before was); False if it is no longer this worker's."""
        with transaction.atomic(), connection.cursor() as cursor:
            self._write_sent()
            cursor.execute(self._begin, [message.pk, self.worker])
            begun: bool = cursor.rowcount == 1
        message.attempts += 1
        return begun

    def sent(self, message: Message, held: Sequence[Message]) -> None:
        """The server took `message`, and with it the lines of the `held` ones; committed with what comes next."""
        self._sent = (message.pk, [other.pk for other in held])

    def flush(self) -> None:
        """Commit the last success."""
        if self._sent:
            with transaction.atomic():
                self._write_sent()

    def _write_sent(self) -> None:
        if self._sent is None:
            return
        (pk, held), self._sent = self._sent, None
        with connection.cursor() as cursor:
            cursor.execute(self._finish, [self._moment, pk, self.worker])
        if held:
            Message.objects.filter(pk__in=held, state=State.HELD).update(state=State.FOLDED, folded_into=pk)

    def again(self, message: Message, *, due_at: datetime, why: str) -> None:
        """Put it back for a later try."""
        self._settle(message, state=State.QUEUED, due_at=due_at, why=why[:300], attempts=message.attempts)

    def failed(self, message: Message, *, why: str) -> None:
        """Give it up, with the server's words."""
        self._settle(message, state=State.FAILED, why=why[:300])

    def _settle(self, message: Message, **changes: object) -> None:
        Message.objects.filter(pk=message.pk, claimed_by=self.worker).update(
            claimed_by="", claimed_until=None, **changes
        )


def set_aside(messages: Sequence[Message], *, state: str, why: str, held_at: datetime | None = None) -> None:
    """Messages of one batch that do not go now: held back, or stopped."""
    if messages:
        Message.objects.filter(pk__in=[message.pk for message in messages]).exclude(state=State.SENT).update(
            state=state, why=why, held_at=held_at, claimed_by="", claimed_until=None
        )


def release(*, worker: str) -> None:
    """Give back what `worker` claimed; what it had begun goes again, with the same Message-ID."""
    Message.objects.filter(claimed_by=worker).update(claimed_by="", claimed_until=None)
    Letter.objects.filter(claimed_by=worker).update(claimed_by="", claimed_until=None)
