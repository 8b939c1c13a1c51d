"""What is asked for on the page: files that are sent, one import at a time, how far it is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mikrovirk.register.models import ImportRun
from mikrovirk.register.queries import runs
from mikrovirk.register.services import asking
from mikrovirk.register.services.outcome import CannotImport, Progress
from mikrovirk.register.services.readers import SetAside

pytestmark = pytest.mark.django_db
State = ImportRun.State


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.DATA = tmp_path


def asked() -> ImportRun:
    return asking.ask(files=["cvr.ndjson"], source="cvr", by=None, at=timezone.now())


def test_files_that_were_sent_lie_ready_under_their_names() -> None:
    assert asking.bring([SimpleUploadedFile("a.json", b"1"), SimpleUploadedFile("../.b.json", b"22")]) == [
        "a.json",
        "b.json",
    ]
    assert [(each.name, each.size) for each in runs.brought_files()] == [("a.json", 1), ("b.json", 2)]
    asking.bring([SimpleUploadedFile("a.json", b"333")])
    asking.throw_file_away("b.json")
    asking.throw_file_away("../current.json")
    assert [(each.name, each.size) for each in runs.brought_files()] == [("a.json", 3)]


def test_one_at_a_time() -> None:
    run = asked()
    with pytest.raises(asking.AlreadyAsked):
        asked()
    assert asking.stop(run, at=timezone.now())
    assert not asking.stop(run, at=timezone.now())
    again = asking.ask_again(run, by=None, at=timezone.now())
    assert (again.files, again.source, again.state) == (["cvr.ndjson"], "cvr", State.WAITING)


def test_how_far_it_is_until_it_is_stopped() -> None:
    run, now = asked(), timezone.now()
    asking.claim_next(now=now)
    assert asking.tell(run.pk, Progress(50, 200, 7, 1.5, 4.5), now=now)
    run.refresh_from_db()
    assert (run.bytes_done, run.bytes_total, run.documents, run.seconds_left) == (50, 200, 7, 4.5)
    asking.stop(run, at=now)
    assert not asking.tell(run.pk, Progress(60, 200, 8, 1.5, 4.5), now=now)


def test_why_nothing_was_changed() -> None:
    run, now = asked(), timezone.now()
    asking.claim_next(now=now)
    asking.refuse(run.pk, CannotImport("empty", "cvr.ndjson", [SetAside("cvr.ndjson", 0, "empty")]), at=now)
    run.refresh_from_db()
    assert (run.state, run.reason, run.detail, run.ended_at) == (State.FAILED, "empty", "cvr.ndjson", now)
    assert run.set_aside == [{"file": "cvr.ndjson", "position": 0, "reason": "empty", "detail": ""}]
