"""The drill: backed up while people use it, destroyed, restored, and everything that must be true looked at by a program."""

import shutil
import time
from collections.abc import Generator
from contextlib import nullcontext
from pathlib import Path

import psycopg
import pytest

from checks.with_postgres import temporary_cluster
from mikrovirk.config.recovery import restoring
from tests.config.recovery.installations import Installation
from tests.mailing.test_kill import database

BUSY = ("-m", "tests.config.recovery.busy")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Generator[Installation, None, None]:
    """An installation in which something goes on; each test leaves it whole."""
    folder = tmp_path_factory.mktemp("here")
    with database(folder) as url:
        made = Installation(folder, url)
        made.program("-m", "tests.tables")
        made.program(*BUSY, "begin")
        yield made


def destroy(installation: Installation) -> None:
    """The disk is gone: half a database file, or no table; no uploads, another key."""
    shutil.rmtree(installation.data / "files")
    (installation.data / "secret-key").write_text("another")
    if installation.database.startswith("sqlite"):
        file = installation.data / "mikrovirk.sqlite3"
        file.write_bytes(b"\0" * 5000 + file.read_bytes()[5000:20_000])
        return
    with psycopg.connect(installation.database, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


@pytest.mark.django_db  # runs on PostgreSQL too, in a database of its own; there every restore makes the tables anew
def test_backed_up_under_load_destroyed_and_restored(here: Installation, tmp_path: Path) -> None:
    key = (here.data / "secret-key").read_text()
    users = [here.start(*BUSY, "use", str(number)) for number in (1, 2)]
    said = [user.stdout.readline().strip() for user in users if user.stdout]
    plain, locked = tmp_path / "a.backup", tmp_path / "b.backup"
    passphrase = ("--passphrase-file", str(here.folder / "passphrase"))
    status, made = here.says("backup", str(plain))
    assert (status, made["read_again"], made["locked"], made["files"]) == (0, True, False, 1)
    status, made = here.says("backup", str(locked), *passphrase)
    assert (status, made["locked"]) == (0, True)
    # Nobody is cut off: with somebody there nothing is restored.
    status, why = here.says("restore", str(plain), "--replace")
    assert status == 2
    assert "stop `mikrovirk serve`" in why
    for user in users:
        assert user.poll() is None  # nobody was turned away while it was backed up
        user.terminate()
        user.communicate()
    assert len(said) == 2

    is_quick = here.database.startswith("sqlite")
    for file, more in ((plain, ()), (locked, passphrase))[0 if is_quick else 1 :]:
        destroy(here)
        time.sleep(1)  # what is put aside is named by the second
        status, told = here.says("restore", str(file), "--replace", *more)
        assert status == 0, told
        assert (told["faults"], told["files"]) == ([], 1)
        assert told["aside"]
        assert (here.data / "secret-key").read_text() == key
        here.program("-c", HOLDS, *said)


@pytest.mark.soak
@pytest.mark.parametrize("server", ["SQLite", "PostgreSQL"])
def test_every_one_of_many_backups_under_load_is_good(server: str, tmp_path: Path) -> None:
    with temporary_cluster() if server == "PostgreSQL" else nullcontext("sqlite") as url:
        here = Installation(tmp_path, url)
        here.program("-m", "tests.tables")
        here.program(*BUSY, "begin")
        users = [here.start(*BUSY, "use", str(number)) for number in range(1, 5)]
        said, files = [user.stdout.readline().strip() for user in users if user.stdout], []
        for number in range(5):
            files.append(tmp_path / f"{number}.backup")
            status, told = here.says("backup", str(files[-1]))
            assert status == 0, told
        for user in users:
            assert user.poll() is None
            user.terminate()
            user.communicate()
        for file in files:
            status, told = here.says("restore", str(file), "--drill")
            assert (status, told["faults"]) == (0, []), told
        destroy(here)
        status, told = here.says("restore", str(files[0]), "--replace")
        assert (status, told["faults"]) == (0, []), told
        here.program("-c", HOLDS, *said)


def break_off(aside: Path, said: list[str], *, was_here: bool) -> None:
    with restoring.put_aside(aside, said.append):
        if was_here:
            (aside / "mikrovirk.sqlite3").write_text("all of it")
        raise OSError("full")


def test_a_restore_that_breaks_off_says_where_what_was_here_lies(tmp_path: Path) -> None:
    said = list[str]()
    for name, was_here in (("nothing", False), ("before", True)):
        with pytest.raises(OSError, match="full"):
            break_off(tmp_path / name, said, was_here=was_here)
    assert not (tmp_path / "nothing").exists()
    assert said == [f"it broke off half-way: what was here before lies in {tmp_path / 'before'}"]
    assert (tmp_path / "before" / "mikrovirk.sqlite3").read_text() == "all of it"


# What was said to be kept before the backup began is there; what is made next gets a number of its own.
HOLDS = """
import sys, django; django.setup()
from mikrovirk.fund.models import Fund, LedgerEntry
from mikrovirk.directory.models import Person
from mikrovirk.accounts.models import User
from mikrovirk.programme.models import SignUp
assert set(sys.argv[1:]) <= set(LedgerEntry.objects.values_list("key", flat=True))
assert SignUp.objects.count() > 0
assert Person.objects.exclude(photo="").get().photo.read() == b"a picture"
User.objects.create_user("ny@example.org")
"""


def test_a_drill_changes_nothing_and_finds_what_is_wrong(here: Installation, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    assert here.says("backup", str(file), "--without-register")[0] == 0
    status, told = here.says("restore", str(file), "--drill")
    assert (status, told["faults"], told["aside"]) == (0, [], "")
    here.program("-c", SPOIL)
    spoilt = tmp_path / "b.backup"
    assert here.says("backup", str(spoilt))[0] == 0
    status, told = here.says("restore", str(spoilt), "--drill")
    assert status == 1
    assert [fault.split(":")[0].split(",")[0] for fault in told["faults"]] == [
        "meeting 1 says 7 places taken",
        "1 files of directory.Person are gone",
    ]
    assert here.says("restore", str(file), "--replace")[1]["faults"] == []


SPOIL = """
import django; django.setup()
from django.core.files.storage import default_storage
from mikrovirk.directory.models import Person
from mikrovirk.programme.models import Meeting
Meeting.objects.update(places_taken=7)
default_storage.delete(Person.objects.exclude(photo="").get().photo.name)
"""


def test_what_is_refused_and_why(here: Installation, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    assert here.says("backup", str(file))[0] == 0
    for words, said in (
        (("backup", str(file)), "is there already"),
        (("backup", str(tmp_path / "none" / "a.backup")), "there is no folder"),
        (("backup", str(tmp_path / "c.backup"), "--keep", "3"), "needs a folder"),
        (("backup", str(tmp_path / "c.backup"), "--passphrase-file", str(tmp_path / "none")), "with the passphrase"),
        (("restore", str(file)), "add --replace"),
        (("restore", str(tmp_path / "none")), "there is no file"),
        (("restore", str(here.folder / "passphrase"), "--replace"), "no whole backup"),
    ):
        status, why = here.says(*words)
        assert (status, said in why) == (2, True), why
    assert not (tmp_path / "c.backup").exists()


def test_a_folder_of_backups_keeps_the_newest(here: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "letters.txt").write_text("not ours")
    for day in (1, 2, 3):
        (folder / f"2020-01-0{day}T030000.mikrovirk-backup").write_text("old")
    status, told = here.says("backup", str(folder), "--keep", "2")
    assert status == 0
    left = sorted(path.name for path in folder.iterdir())
    assert len(told["thrown_away"]) == 2
    assert left == sorted(["2020-01-03T030000.mikrovirk-backup", Path(told["file"]).name, "letters.txt"])
