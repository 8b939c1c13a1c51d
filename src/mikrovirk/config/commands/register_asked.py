"""Reads the files that were asked for on the page: the worker starts this as a process of its own."""

import logging
import threading
import time
from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.db import DatabaseError, connection  # noqa: E402  Django had to be loaded first
from django.utils import timezone  # noqa: E402

from mikrovirk.overview.services import cubes  # noqa: E402
from mikrovirk.register.models import ImportRun  # noqa: E402
from mikrovirk.register.queries import runs  # noqa: E402
from mikrovirk.register.queries.copies import Copy  # noqa: E402
from mikrovirk.register.services import asking  # noqa: E402
from mikrovirk.register.services.importing import import_files  # noqa: E402
from mikrovirk.register.services.outcome import CannotImport, Progress  # noqa: E402
from mikrovirk.register.services.readers import Interrupted  # noqa: E402
from mikrovirk.register.services.readers.table_mapping import WrongMapping, read_mapping  # noqa: E402

logger = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two notes of how far it is


def run(options: Namespace) -> int:
    """Read one import; 0 whatever came of it, as it is written down with the import."""
    found = ImportRun.objects.filter(pk=options.run, state=ImportRun.State.READING).first()
    if found is None:
        raise CannotDo(f"no import {options.run} was asked for")
    notes = Notes(found.pk)
    try:
        outcome = import_files(
            [runs.folder() / name for name in found.files],
            found.source,
            as_of=found.as_of,
            mapping=mapping_of(found.mapping),
            progress=notes,
            stopping=lambda: notes.is_stopped,
            prepare=notes.make_cubes,
        )
    except CannotImport as error:
        asking.refuse(found.pk, error, at=timezone.now())
        return 0
    except (Interrupted, KeyboardInterrupt):
        return 0
    cubes.forget_gone()
    asking.finish(found.pk, outcome, at=timezone.now())
    return 0


def mapping_of(name: str) -> dict[str, Any] | None:
    """The mapping: a file that was brought, or one that comes along by its name. Raises CannotImport."""
    if not name:
        return None
    file = runs.folder() / name
    try:
        return read_mapping(file if file.is_file() else name)
    except WrongMapping as error:
        raise CannotImport("wrong_mapping", str(error)) from error


class Notes:
    """Writes down how far it is, now and then, and notices when it was stopped on the page."""

    def __init__(self, pk: int) -> None:
        self.pk, self.noted_at, self.is_stopped = pk, 0.0, False

    def __call__(self, progress: Progress) -> None:
        if time.monotonic() - self.noted_at >= EVERY or progress.done == progress.total:
            self.noted_at = time.monotonic()
            try:
                self.is_stopped = not asking.tell(self.pk, progress, now=timezone.now())
            except DatabaseError:  # the next note will do
                logger.warning("how far the import %s is could not be written down", self.pk, exc_info=True)
            finally:
                if threading.current_thread() is not threading.main_thread():
                    connection.close()

    def make_cubes(self, copy: Copy) -> None:
        """What the pages show is counted once, before the copy counts. Raises Interrupted where it was stopped meanwhile."""
        cubes.build(copy)
        if not asking.still_at_it(self.pk, now=timezone.now()):
            raise Interrupted
