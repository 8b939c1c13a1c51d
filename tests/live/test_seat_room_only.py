"""What is for this room only can be read nowhere 24 hours after the meeting: not in the database, a backup, a log, a browser."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, BrowserType, Page
from pypdf import PdfReader

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.home.privacy import own_data
from mikrovirk.live import jobs
from mikrovirk.live.models import Evening, HostAction, SeatGroup, SeatInput, SeatTaken
from mikrovirk.live.queries import seat as queries
from mikrovirk.live.services import recap
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.rendering import Composer
from mikrovirk.programme import jobs as programme_jobs
from mikrovirk.programme.models import HotSeatApplication, Meeting
from tests import factories
from tests.live import evenings, seat_rows
from tests.live.phones import PlainHost, PlainPhone
from tests.live.site import Site
from tests.live.traces import forms_of, traces_in

# Words that stand nowhere else, each long enough to be known by itself.
BRIEF = "Blåbærgårdens kassekredit er opsagt, og Zebrahestudlejningen må lukke"
MESSAGE = "Gældssaneringsadvokaten Hyldegaardsbek hjælper, sig det fra Kvistgårdsmøllen"
HEADING = "Banklånsforhandlinger i Præstøfjordsbanken"
WORDS = (BRIEF, MESSAGE, HEADING)
PAST_TIME = timedelta(hours=25)


@dataclass
class Room:
    evening: Evening
    application: HotSeatApplication
    owner: User
    host: User
    giver: PlainPhone


def room(site: Site) -> Room:
    """An evening with the seat for this room only, in which somebody has said something and the host gave it a heading."""
    network = factories.network("mikrovirk", name="MikroVirk")
    # The members' own words, as they come in weeks before.
    evening, application = seat_rows.evening(network, openness="room", title=BRIEF, brief=f"{BRIEF}.\n{BRIEF}!")
    host = evenings.host(evening)
    giver = PlainPhone.joined(site, evening.code, name="Bodil Øster")
    remote = PlainHost.signed_in(site, evening.code, host)
    remote.press("go", seat_rows.key_of_turn(evening, "hot_seat"))
    giver.say("seat_question", text=f"Spørgsmål: {MESSAGE}?", named="1")
    giver.say("question", text=f"Fra salen: {MESSAGE}?", kind="question")  # asked in the wrong place
    remote.press("go", seat_rows.key_of_turn(evening, "input"))
    giver.say("seat_input", text=MESSAGE, kind="advice", named="1")
    remote.say("seat_group", title=HEADING)
    remote.say("seat_shown", group=0, shown=True)
    return Room(evening, application, application.person.user, host, giver)


def everything_stored() -> bytes:
    """Every row of every table as text, whatever the database is."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                rows += [
                    bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode() for value in row
                ]
    return b"\n".join(rows)


def given_away(stored: bytes) -> list[bytes]:
    return [form for words in WORDS for form in forms_of(words) if len(form) >= 8 and form in stored]


def let_time_pass(evening: Evening, length: timedelta) -> None:
    """The evening was so much longer ago."""
    meeting = Meeting.objects.get(pk=evening.meeting_id)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=meeting.starts_at - length, ends_at=timezone.now() - length + timedelta(hours=1)
    )
    Evening.objects.filter(pk=evening.pk).update(ended_at=timezone.now() - length, opened_at=meeting.starts_at - length)
    for action in HostAction.objects.filter(evening=evening):
        HostAction.objects.filter(pk=action.pk).update(at=action.at - length)


def end_and_let_a_day_pass(evening: Evening) -> None:
    let_time_pass(evening, PAST_TIME)


def run_jobs(*later: timedelta) -> None:
    for length in (timedelta(0), *later):
        programme_jobs.run(now=timezone.now() + length)
        jobs.run(now=timezone.now() + length)


def backup_of(site: Site, name: str) -> Path:
    """A backup as a host makes it: the database by SQLite's own means, and a copy of the whole data folder."""
    target = site.folder.with_name(name)
    shutil.copytree(site.folder, target)
    with sqlite3.connect(site.folder / "mikrovirk.sqlite3") as live, sqlite3.connect(target / "backup.sqlite3") as copy:
        live.backup(copy)
    live.close()
    copy.close()
    return target


def restored(backup: Path, tmp_path: Path, name: str) -> dict[str, Any]:
    """What an installation made from that backup has to say about the seat; it has no keys."""
    words = (
        "import json; from mikrovirk.live.models import SeatTaken; from mikrovirk.live.queries import seat\n"
        "taken = SeatTaken.objects.select_related('application__meeting').get()\n"
        "gift = seat.gift_of(taken, with_sealed=True)\n"
        "from django.utils import timezone\n"
        "told = taken.application.told_at(taken.evening.meeting.starts_at)\n"
        "print(json.dumps({'told': told.title + told.brief, 'count': gift.count, 'locked': gift.locked_count}))"
    )
    environment = {"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings"}
    environment |= {
        "MIKROVIRK_DATA": str(tmp_path / name),
        "MIKROVIRK_DATABASE_URL": f"sqlite://{backup}/backup.sqlite3",
    }
    command = [sys.executable, "-m", "django", "shell", "-v", "0", "-c", words]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def pages_of(here: Room, address: str) -> list[tuple[int, str]]:
    """What those who could read it are answered: the owner by their link, the host, the screen, and the phone."""
    client = Client()
    client.force_login(here.host)
    room = reverse("live:phone", args=[here.evening.code])
    answers = [
        client.get(where) for where in (address, f"{room}host/", f"{room}screen/", f"{room}now/?as=host&since=0")
    ]
    pages = [(answer.status_code, answer.content.decode()) for answer in answers] + [
        here.giver.ask("GET", f"{room}mine/")
    ]
    return [(status, plain(text)) for status, text in pages]


def plain(text: str) -> str:
    """What JSON says, without its escapes."""
    return json.dumps(json.loads(text), ensure_ascii=False) if text.startswith("{") else text


@pytest.mark.parametrize("worker_is_down", [True, False])
def test_a_day_after_the_evening_nobody_can_read_it(site: Site, worker_is_down: bool) -> None:
    here = room(site)
    taken = SeatTaken.objects.get()
    address = reverse("live:seat", args=[links.sign("seat", taken.pk, here.owner.pk)])
    # While the evening runs: the screen and the host have it, and the owner can take it home.
    pages = pages_of(here, address)
    assert [MESSAGE in text for _status, text in pages] == [False, True, True, True, True]
    assert MESSAGE in paper(Client().post(f"{address}input.pdf").content)
    assert given_away(everything_stored()) == []
    end_and_let_a_day_pass(here.evening)
    if not worker_is_down:
        run_jobs(timedelta(days=14), timedelta(days=60))
        assert HotSeatApplication.objects.get().room_key == ""
        assert list(Path(site.environment["MIKROVIRK_KEYS"]).glob("*.key")) == []
        assert (SeatInput.objects.count(), SeatGroup.objects.exclude(kind="").count()) == (0, 3)
        assert SeatTaken.objects.get().key_destroyed_at is not None
    answer = Client().post(f"{address}input.pdf", follow=True)
    assert (answer["Content-Type"], "ingen kan læse det mere" in answer.content.decode()) == (
        "text/html; charset=utf-8",
        True,
    )
    pages = pages_of(here, address)
    assert [status for status, _text in pages] == [200, 404, 404, 404, 404]
    assert given_away("".join(text for _status, text in pages).encode()) == []
    assert HotSeatApplication.objects.get().told == HotSeatApplication.objects.get().told_at(timezone.now())
    assert not HotSeatApplication.objects.get().told
    assert given_away(everything_stored()) == []


def paper(content: bytes) -> str:
    """The text of a PDF, in one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_no_mail_recap_export_or_log_tells_it(site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    here = room(site)
    meeting = Meeting.objects.get(pk=here.evening.meeting_id)
    told = [*recap.drafted(meeting)]
    told += [json.dumps(own_data.export_of(user), default=str) for user in (here.owner, here.host)]
    end_and_let_a_day_pass(here.evening)
    run_jobs(timedelta(days=14), timedelta(days=60))
    mails = list(Message.objects.filter(user=here.owner, kind__startswith="live.seat"))
    assert {message.kind for message in mails} == {"live.seat_came_of_it"}
    written = [Composer().compose(message, message.mailing, message.user) for message in mails]
    told += [f"{mail.subject}{mail.text}{mail.html}" for mail in written]
    told += [*recap.drafted(meeting), json.dumps(own_data.export_of(here.owner), default=str)]
    file = tmp_path / "medlemmer.csv"
    export = [
        sys.executable,
        "-m",
        "mikrovirk.config.command",
        "members",
        "export",
        str(file),
        "--network",
        "mikrovirk",
    ]
    subprocess.run(export, env=site.environment, check=True, capture_output=True)
    told += [file.read_text(encoding="utf-8-sig"), caplog.text, site.log.read_text()]
    assert "Lise Holm" in file.read_text(encoding="utf-8-sig")
    assert given_away("\n".join(told).encode()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="NOT RUN: looks into the files of SQLite")
def test_no_file_of_the_installation_or_of_a_backup_holds_it(site: Site, tmp_path: Path) -> None:
    here = room(site)
    during = backup_of(site, "backup-during")
    log = site.folder / "mikrovirk.sqlite3-wal"
    assert log.stat().st_size > 0
    assert [traces_in([site.folder, during], words) for words in WORDS] == [{}, {}, {}]
    # A backup from the evening, brought back without the keys, which are in no backup.
    assert restored(during, tmp_path, "first") == {"told": "", "count": 0, "locked": 3}
    end_and_let_a_day_pass(here.evening)
    before = backup_of(site, "backup-before")
    run_jobs()
    after = backup_of(site, "backup-after")
    assert [traces_in([site.folder, before, after], words) for words in WORDS] == [{}, {}, {}]
    assert restored(before, tmp_path, "second") == {"told": "", "count": 0, "locked": 3}
    assert restored(after, tmp_path, "third") == {"told": "", "count": 0, "locked": 0}
    assert not list(Path(site.environment["MIKROVIRK_KEYS"]).glob("*.key"))
    site.stop()
    connections["default"].close()
    assert [traces_in([site.folder], words) for words in WORDS] == [{}, {}, {}]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="NOT RUN: looks into the files of SQLite")
def test_what_became_for_the_room_only_afterwards_leaves_the_files_too(site: Site) -> None:
    """The member first wrote for all members and changed their mind; the first in the room had written already."""
    evening, application = seat_rows.evening(openness="members", title=BRIEF, brief=BRIEF)
    phone = PlainPhone.joined(site, evening.code, name="Bodil Øster")
    PlainHost.signed_in(site, evening.code, evenings.host(evening)).press("go", seat_rows.key_of_turn(evening, "input"))
    phone.say("seat_input", text=MESSAGE, kind="advice")
    assert traces_in([site.folder], MESSAGE) != {}
    HotSeatApplication.objects.filter(pk=application.pk).update(openness="room")
    jobs.run(now=timezone.now())
    assert given_away(everything_stored()) == []
    assert MESSAGE in [each.text for row in gift(evening).headings for each in row.inputs]
    end_and_let_a_day_pass(evening)
    jobs.run(now=timezone.now())
    site.stop()
    connections["default"].close()
    assert [traces_in([site.folder], words) for words in WORDS] == [{}, {}, {}]


def gift(evening: Evening) -> queries.Gift:
    return queries.gift_of(SeatTaken.objects.select_related("application").get(evening=evening), with_sealed=True)


def test_the_search_finds_words_however_they_are_written(tmp_path: Path) -> None:
    import gzip

    (tmp_path / "wide").write_bytes(b"xx" + MESSAGE.encode("utf-16-le"))
    (tmp_path / "json").write_text(json.dumps({"text": MESSAGE}))
    (tmp_path / "packed").write_bytes(b"head" + gzip.compress(MESSAGE.encode()) + b"tail")
    (tmp_path / "part").write_text("noget om Hyldegaardsbek og andet")
    assert {Path(path).name for path in traces_in([tmp_path], MESSAGE)} == {"wide", "json", "packed", "part"}


# --- the browsers ----------------------------------------------------------------------------------------------------

STORAGE = """async () => {
  const databases = await indexedDB.databases();
  const caches_ = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      caches_.push(request.url, await (await caches.match(request)).text());
    }
  }
  return JSON.stringify([{...localStorage}, {...sessionStorage}, databases, caches_]);
}"""


@pytest.fixture
def profiles(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    browser_context_args: dict[str, Any],
    tmp_path: Path,
) -> Any:
    """Opens browsers that keep what they keep in a folder of their own."""
    opened: list[BrowserContext] = []

    def profile(name: str) -> BrowserContext:
        folder = tmp_path / "profiles" / name
        opened.append(
            browser_type.launch_persistent_context(folder, **browser_type_launch_args, **browser_context_args)
        )
        return opened[-1]

    yield profile
    for context in opened:
        context.close()


def storage_of(page: Page) -> str:
    found: str = page.evaluate(STORAGE)
    return found


def test_no_browser_keeps_it(site: Site, profiles: Callable[[str], BrowserContext], tmp_path: Path) -> None:
    evening, _application = seat_rows.evening(openness="room", title=BRIEF, brief=BRIEF)
    contexts = {name: profiles(name) for name in ("phone", "host", "screen")}
    contexts["host"].add_cookies([site.cookie(evenings.host(evening))])  # type: ignore[list-item]
    pages = {name: context.new_page() for name, context in contexts.items()}
    address = f"{site.url}/l/{evening.code}/"
    pages["phone"].goto(address)
    pages["phone"].fill("#name", "Bodil Øster")
    pages["phone"].get_by_role("button", name="Kom ind").click()
    pages["host"].goto(f"{address}host/")
    pages["screen"].goto(f"{address}screen/")
    seat_rows.go(evening, "hot_seat")
    pages["phone"].wait_for_selector("form[data-say=seat_question]:visible")
    # Without net, at first: it waits in the page alone.
    contexts["phone"].set_offline(True)
    for say, words in (("seat_question", f"Spørgsmål: {MESSAGE}"), ("question", f"Fra salen: {MESSAGE}")):
        pages["phone"].fill(f"form[data-say={say}] [name=text]", words)
        pages["phone"].click(f"form[data-say={say}] .button--primary")
    assert MESSAGE not in storage_of(pages["phone"])
    contexts["phone"].set_offline(False)
    pages["host"].wait_for_selector(f".seat-host >> text={MESSAGE}")
    seat_rows.go(evening, "input")
    pages["phone"].fill("form[data-say=seat_input] [name=text]", MESSAGE)
    pages["phone"].click("form[data-say=seat_input] .button--primary")
    pages["host"].wait_for_selector(f"[data-seat-input] >> text={MESSAGE}")
    pages["host"].get_by_text("Tilføj en overskrift").click()
    pages["host"].fill("form[data-do=seat_group] [name=title]", HEADING)
    pages["host"].click("form[data-do=seat_group] .button--primary")
    pages["host"].wait_for_selector(f"[data-seat-group] h3 >> text={HEADING}")
    pages["host"].get_by_role("button", name="Alle på skærmen").click()
    pages["screen"].wait_for_selector(f".seat-headings >> text={MESSAGE}")
    assert SeatInput.objects.count() == 3
    kept = [storage_of(page) for page in pages.values()]
    assert given_away("".join(kept).encode()) == []
    # The phone's page is left in the middle of a word, and the browser goes down.
    pages["phone"].fill("form[data-say=seat_input] [name=text]", f"{MESSAGE} og mere")
    for context in contexts.values():
        context.close()
    assert [traces_in([tmp_path / "profiles"], words) for words in WORDS] == [{}, {}, {}]
