"""An import that is asked for on the page and read by a process of its own beside the worker."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.common import carrier
from mikrovirk.register.models import ImportRun
from mikrovirk.register.queries import runs
from mikrovirk.register.services.outcome import CannotImport, Outcome, Progress

State = ImportRun.State
TRIES = 3  # files that end three processes are not tried again
SHOWN = 200  # entries set aside that the page lists; all of them are in the copy's manifest
KEPT_RUNS = timedelta(days=730)


class AlreadyAsked(Exception):
    """One import at a time."""


def bring(files: Iterable[UploadedFile]) -> list[str]:
    """Keep files that were sent, under their own names; return the names. One of the same name takes the place of the earlier."""
    folder = runs.folder()
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for file in files:
        name = Path(file.name or "").name.lstrip(".") or "register"
        with NamedTemporaryFile(dir=folder, prefix=".", delete=False) as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        Path(kept.name).chmod(0o640)
        Path(kept.name).replace(folder / name)
        names.append(name)
    return names


def throw_file_away(name: str) -> None:
    """Remove a file that was brought; nothing happens where it is gone already."""
    if name in {each.name for each in runs.brought_files()}:
        (runs.folder() / name).unlink(missing_ok=True)


def ask(
    *,
    files: Sequence[str],
    source: str,
    mapping: str = "",
    as_of: date | None = None,
    by: User | None,
    at: datetime,
) -> ImportRun:
    """Ask for files to be read; the worker begins in a second or two. Raises AlreadyAsked while another one runs."""
    if runs.running().exists():
        raise AlreadyAsked
    run = ImportRun.objects.create(
        files=list(files), source=source, mapping=mapping, as_of=as_of, asked_by=by, asked_at=at
    )
    carrier.tell(run)
    return run


def stop(run: ImportRun, *, at: datetime) -> bool:
    """Stop it; what is read so far is kept for the same files. False where it had ended before."""
    found = runs.running().filter(pk=run.pk)
    return bool(found.update(state=State.STOPPED, reason="stopped", ended_at=at, seconds_left=None))


def ask_again(run: ImportRun, *, by: User | None, at: datetime) -> ImportRun:
    """Read the same files again: from where it was stopped, or anew. Raises AlreadyAsked."""
    return ask(files=run.files, source=run.source, mapping=run.mapping, as_of=run.as_of, by=by, at=at)


def claim_next(*, now: datetime) -> ImportRun | None:
    """Take the next import, so that no other worker does; None where there is none."""
    for run in runs.to_begin(now)[:5]:
        if run.tries >= TRIES:
            fail(run.pk, "failed", at=now)
            continue
        taken = ImportRun.objects.filter(pk=run.pk, state=run.state, seen_at=run.seen_at, tries=run.tries)
        if taken.update(state=State.READING, started_at=now, seen_at=now, tries=F("tries") + 1):
            run.refresh_from_db()
            return run
    return None


def at_work(pk: int) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(pk=pk, state=State.READING)


def give_back(pk: int) -> None:
    """The worker ends: the import waits for the next one and goes on where it was."""
    at_work(pk).update(state=State.WAITING, seen_at=None, tries=F("tries") - 1)


def tell(pk: int, progress: Progress, *, now: datetime) -> bool:
    """Write down how far it is; False where it was stopped on the page."""
    return bool(
        at_work(pk).update(
            seen_at=now,
            bytes_done=progress.done,
            bytes_total=progress.total,
            documents=progress.documents,
            seconds=progress.seconds,
            seconds_left=progress.left,
        )
    )


def still_at_it(pk: int, *, now: datetime) -> bool:
    """Say that it is being worked on; False where it was stopped."""
    return bool(at_work(pk).update(seen_at=now))


def finish(pk: int, outcome: Outcome, *, at: datetime) -> None:
    """The copy counts: keep what it came to, and remove the files. A mapping that was brought stays for the next time."""
    run = at_work(pk).first()
    at_work(pk).update(
        state=State.DONE,
        ended_at=at,
        bytes_done=F("bytes_total"),
        seconds=outcome.seconds,
        seconds_left=None,
        read=outcome.read,
        kept=outcome.kept,
        is_new=outcome.is_new,
        reasons=outcome.reasons,
        warned=outcome.warned,
        set_aside=[asdict(each) for each in outcome.set_aside[:SHOWN]],
        copy=outcome.copy.name,
    )
    for name in run.files if run else ():
        throw_file_away(name)


def refuse(pk: int, error: CannotImport, *, at: datetime) -> None:
    """Nothing could be imported: say why."""
    at_work(pk).update(set_aside=[asdict(each) for each in error.set_aside[:SHOWN]])
    fail(pk, error.reason, error.detail, at=at)


def fail(pk: int, reason: str, detail: str = "", *, at: datetime) -> None:
    runs.running().filter(pk=pk).update(
        state=State.FAILED, reason=reason, detail=detail[:300], ended_at=at, seconds_left=None
    )


def forget_old(*, now: datetime) -> None:
    """Throw away what is written of imports of two years ago."""
    ImportRun.objects.filter(ended_at__lt=now - KEPT_RUNS).delete()
    for left in runs.folder().glob(".*") if runs.folder().exists() else ():  # half of a file that was being sent
        if now.timestamp() - left.stat().st_mtime > 86_400:
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)
