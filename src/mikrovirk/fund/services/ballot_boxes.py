"""The box: made with a key of its own, written anew for each ballot, emptied once. Nothing is ever logged here.

What it protects against, and what not, stands in docs/adr/0020-a-ballot-is-tied-to-nobody.md.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from mikrovirk.common import sealing
from mikrovirk.fund.domain import ballots as rules
from mikrovirk.fund.domain.ballots import BallotRules, Choices
from mikrovirk.fund.models import BallotBox, Vote

KIND = "box"  # of keys
KEY_WITHOUT_BOX = timedelta(days=7)  # a key no box names is destroyed when it is so old


class BoxLost(Exception):
    """The key of the box is gone, or what lies in it was changed: the ballots cannot be read, and the vote is void."""


def make(vote: Vote) -> BallotBox:
    """An empty box; raise sealing.NoPlaceForKeys."""
    box = BallotBox(vote=vote, key=sealing.make_key(KIND))
    write(box, "")
    box.save()
    return box


def locked_box(vote: Vote) -> BallotBox | None:
    """The box of the vote, for one writer at a time; None where there is none (not open, or counted)."""
    return BallotBox.objects.select_for_update(of=("self",)).filter(vote=vote).first()


def put_in(box: BallotBox, ballot_rules: BallotRules, choices: Choices) -> None:
    """Put one ballot among the others; raise BoxLost, and ValueError for a ballot that may not be taken."""
    write(box, rules.put_in(read(box), rules.written(ballot_rules, choices)))
    box.save(update_fields=["ballots"])


def ballots_in(box: BallotBox, ballot_rules: BallotRules) -> tuple[Choices, ...]:
    """All ballots, sorted; raise BoxLost."""
    try:
        return rules.in_box(ballot_rules, read(box))
    except ValueError as error:
        raise BoxLost from error


def read(box: BallotBox) -> str:
    return opened(box.ballots, key=box.key, bound_to=f"box {box.vote_id}")


def write(box: BallotBox, text: str) -> None:
    box.ballots = sealed(text, key=box.key, bound_to=f"box {box.vote_id}")


def sealed(text: str, *, key: str, bound_to: str) -> bytes:
    """Locked with the box's key; raise BoxLost."""
    try:
        return sealing.key_of(key).seal(text, bound_to=bound_to)
    except sealing.KeyGone as error:
        raise BoxLost from error


def opened(locked: bytes | memoryview, *, key: str, bound_to: str) -> str:
    try:
        [text] = sealing.key_of(key).unseal(locked, bound_to=bound_to)
    except sealing.KeyGone as error:
        raise BoxLost from error
    return text


def destroy(vote: Vote) -> None:
    """Take box and typings away, and the key with them once that is written; what older copies hold stays locked for good."""
    keys = list(BallotBox.objects.filter(vote=vote).values_list("key", flat=True))
    vote.typings.all().delete()
    BallotBox.objects.filter(vote=vote).delete()
    transaction.on_commit(lambda: destroy_keys(keys))


def destroy_keys(keys: Iterable[str]) -> None:
    for key in keys:
        sealing.destroy_key(key)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def destroy_keys_without_box(*, now: datetime) -> int:
    """Keys that stayed when the machine stopped between the count and their end, or when an opening failed; how many."""
    known = set(BallotBox.objects.values_list("key", flat=True))
    left = [name for name in sealing.names_of_keys(KIND) - known if is_old(name, now)]
    destroy_keys(left)
    return len(left)


def is_old(name: str, now: datetime) -> bool:
    made_at = (Path(settings.KEYS) / f"{name}.key").stat().st_mtime
    return made_at < (now - KEY_WITHOUT_BOX).timestamp()
