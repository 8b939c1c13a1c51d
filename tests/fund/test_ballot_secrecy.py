"""An attacker has one copy of the database and its log, and knows in which order people voted. That is no better than guessing."""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.fund.models import Vote, VoteCount
from mikrovirk.fund.services import vote_counting
from mikrovirk.mailing.models import Message
from tests import factories
from tests.fund.secret_vote import PROJECTS, VOTERS, drawn
from tests.fund.voting_rows import make_vote, person_of, voters_of

# Of forty ballots dealt out blindly one is right on average; eight or more are right once in a hundred thousand times.
GUESSED = 8
NEXT = "=== the next ballot"  # for the test alone: an attacker who knows the order needs no more


def right(voters: Sequence[int], ballots: Sequence[str], truth: Mapping[int, str]) -> int:
    """How many ballots are given to the right voter where the first is taken for the first's, and so on."""
    return sum(truth[voter] == ballot for voter, ballot in zip(voters, ballots, strict=True))


def best_attack(
    voters: Mapping[str, Sequence[int]], ballots: Mapping[str, Sequence[str]], truth: Mapping[int, str]
) -> int:
    """The most that any order of voters beside any order of ballots, forwards or backwards, gets right."""
    return max(
        right(order, beside, truth)
        for order in voters.values()
        for given in ballots.values()
        for beside in (given, given[::-1])
    )


def test_the_attack_finds_everybody_where_ballots_lie_as_they_came() -> None:
    ballots, order = drawn()
    truth = {place: ballots[place] for place in order}
    as_they_came = [ballots[place] for place in order]
    assert best_attack({"log": order}, {"rows": as_they_came}, truth) == VOTERS
    assert best_attack({"log": order[::-1]}, {"rows": as_they_came}, truth) == VOTERS
    assert best_attack({"log": order}, {"sorted": sorted(as_they_came)}, truth) < GUESSED


# --- on the pages ----------------------------------------------------------------------------------------------------


@contextmanager
def everything_logged() -> Iterator[StringIO]:
    """All that anything in the process says, down to each question to the database with its values."""
    said = StringIO()
    handler, root = logging.StreamHandler(said), logging.getLogger()
    level, forced = root.level, connection.force_debug_cursor
    database = logging.getLogger("django.db.backends")
    database_level = database.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    database.setLevel(logging.DEBUG)
    connection.force_debug_cursor = True
    try:
        yield said
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        database.setLevel(database_level)
        connection.force_debug_cursor = forced


@pytest.fixture
def held(keys: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Vote, dict[int, str], str]:
    """A vote in which forty people voted through the pages: the vote, who voted what in which order, and the log."""
    now = timezone.now()
    monkeypatch.setattr("tests.fund.voting_rows.NOW", now)
    monkeypatch.setattr("tests.fund.voting_rows.CLOSES", now + timedelta(days=2))
    vote = make_vote(voters=VOTERS, amounts=[1_000_00] * PROJECTS)
    ballots, order = drawn()
    lines, truth = voters_of(vote), {}
    cast = reverse("fund:vote_cast", args=[vote.call.fund.slug, vote.pk])
    users = [person_of(line).user for line in lines]
    with everything_logged() as said:
        for place in order:
            client = Client()
            client.force_login(users[place])
            crosses = {f"p{number}": "1" for number, cross in enumerate(ballots[place], start=1) if cross == "1"}
            said.write(f"{NEXT}\n")
            assert client.post(cast, crosses).status_code == 302
            truth[lines[place].pk] = ballots[place]
    return vote, truth, said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_one_copy_of_the_database_and_its_log_gives_nobody_away(held: tuple[Vote, dict[int, str], str]) -> None:
    vote, truth, log = held
    must_read_alike(log, truth)
    before = everything_stored() + log.encode()
    assert [ballot for ballot in truth.values() if ballot.encode() in before] == []
    vote_counting.count(vote, by=factories.user(), at=timezone.now() + timedelta(days=3))
    count = VoteCount.objects.get(vote=vote)
    assert [ballot for ballot in truth.values() if ballot.encode() in everything_stored()] == []
    kept = [as_written(vote, row["projects"]) for row in count.election["ballots"] for _ in range(row["count"])]
    assert sorted(kept) == sorted(truth.values())
    assert kept == sorted(kept, key=lambda ballot: [str(key) for key in keys_of(vote, ballot)])
    assert best_attack(orders_of(vote, truth), {"kept": kept, "sorted": sorted(kept)}, truth) < GUESSED


def must_read_alike(log: str, truth: Mapping[int, str]) -> None:
    """Whatever somebody votes, the same questions are asked of the database in the same order."""
    told = [[shape(line) for line in part.splitlines() if is_asked(line)] for part in log.split(NEXT)[1:]]
    assert len(told) == len(truth)
    assert any("UPDATE" in line for line in told[0])
    assert [part for part in told if part != told[0]] == []


def is_asked(line: str) -> bool:
    """A question to the database, but for those about signing in, which come before."""
    return line.startswith("(") and "fund_" in line


def shape(line: str) -> str:
    """A line of the database's log without times, and without the keys and locked bytes that differ from one to the next."""
    question = re.sub(
        r"X'[0-9A-F]+'|'\\?x[0-9a-f]+'(::bytea)?", "locked", line.partition("; args=")[0].partition(")")[2]
    )
    return re.sub(r"\d+", "0", question)


def everything_stored() -> bytes:
    """Every row of every table; on PostgreSQL also the pages as they lie on the disk, with what was written over."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [as_bytes(value) for row in cursor.fetchall() for value in row]
        if connection.vendor == "postgresql":
            found += pages_on_disk(cursor)
    return b"\n".join(found)


def as_bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def pages_on_disk(cursor: Any) -> list[bytes]:
    """The raw pages of the tables of votes and of what they put aside, with dead rows."""
    cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
    cursor.execute(
        "SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 't') AND (relname LIKE 'fund_%' OR oid IN "
        "(SELECT reltoastrelid FROM pg_class WHERE relname LIKE 'fund_%'))"
    )
    pages = []
    for (name,) in cursor.fetchall():
        cursor.execute(
            "SELECT get_raw_page(%s, page::int) FROM generate_series(0, pg_relation_size(%s::regclass) / 8192 - 1) AS page",
            [name, name],
        )
        pages += [bytes(page) for (page,) in cursor.fetchall()]
    return pages


def orders_of(vote: Vote, truth: dict[int, str]) -> dict[str, list[int]]:
    """Every order of the voters that a copy or its log holds, the true one of their voting among them."""
    lines = list(vote.voters.prefetch_related("people__user"))
    line_of = {person.user_id: line.pk for line in lines for person in line.people.all()}
    receipts = Message.objects.filter(kind="fund.vote_receipt")
    orders = {
        "as they voted": list(truth),
        "by key": sorted(truth),
        "by name": [line.pk for line in sorted(lines, key=lambda line: line.name)],
        "receipts": [line_of[user] for user in receipts.order_by("pk").values_list("user_id", flat=True)],
        "by when they were last seen": [line_of[user] for user in last_seen(line_of)],
    }
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            orders["as they lie"] = keys_by(cursor, vote, "ctid")
            orders["by transaction"] = keys_by(cursor, vote, "xmin::text::bigint")
        else:
            orders["as they lie"] = keys_by(cursor, vote, "rowid")
    return orders


def last_seen(line_of: dict[int, int]) -> list[int]:
    """The users in the order of their last sign-in's session, as far as sessions are kept."""
    from mikrovirk.accounts.models import Session

    users = [int(each.get_decoded().get("_auth_user_id", 0)) for each in Session.objects.order_by("expire_date")]
    return [user for user in users if user in line_of]


def keys_by(cursor: Any, vote: Vote, order: str) -> list[int]:
    cursor.execute(f"SELECT id FROM fund_voter WHERE vote_id = %s ORDER BY {order}", [vote.pk])
    return [key for (key,) in cursor.fetchall()]


def projects_of(vote: Vote) -> list[str]:
    return [each["id"] if "id" in each else each["key"] for each in vote.rules["projects"]]


def as_written(vote: Vote, keys: list[str]) -> str:
    return "".join("1" if key in keys else "0" for key in projects_of(vote))


def keys_of(vote: Vote, ballot: str) -> list[str]:
    return [key for key, cross in zip(projects_of(vote), ballot, strict=True) if cross == "1"]


# --- in the file -----------------------------------------------------------------------------------------------------


def test_the_file_its_write_ahead_log_and_the_log_hold_no_ballot_that_can_be_read(tmp_path: Path) -> None:
    """A copy of SQLite's file holds what was written over too: the boxes before. They are locked, and the key lies elsewhere."""
    (tmp_path / "data").mkdir()
    copies = tmp_path / "copies"
    copies.mkdir()
    environment = {
        **os.environ,
        "MIKROVIRK_DATA": str(tmp_path / "data"),
        "MIKROVIRK_KEYS": str(tmp_path / "keys"),
        "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
    }
    environment.pop("MIKROVIRK_DATABASE_URL", None)
    command = [sys.executable, "-m", "tests.fund.secret_vote", str(copies)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    ballots = [ballot.encode() for ballot in told["truth"].values()]
    for copy in ("middle", "end"):
        files = {file.name: file.read_bytes() for file in (copies / copy).rglob("*") if file.is_file()}
        assert "mikrovirk.sqlite3" in files
        assert not any(name.endswith(".key") for name in files)
        assert {name: ballot for name, content in files.items() for ballot in ballots if ballot in content} == {}
    log = (copies / "log").read_bytes()
    assert b"UPDATE" in log
    assert [ballot for ballot in ballots if ballot in log] == []
    assert told["crowd"] == {"failed": 0, "ballots": 6, "marked": 6, "lines": 6}
    assert len(list((tmp_path / "keys").glob("*.key"))) == 1  # of the crowd's box; the one that was counted is gone
