"""Whether the installation is well, from the command line."""

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from mikrovirk.config.commands import installation

installation.start()

from django.db import DatabaseError  # noqa: E402  Django had to be loaded first
from django.utils import timezone, translation  # noqa: E402

from mikrovirk.config.command import CannotDo  # noqa: E402
from mikrovirk.config.recovery import invariants  # noqa: E402
from mikrovirk.home import checkup  # noqa: E402
from mikrovirk.home.checkup.findings import State, wrong  # noqa: E402

MEND = "Back up what is here (mikrovirk backup), then restore the latest backup in which `mikrovirk restore --drill` finds nothing."


def check(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """What was looked at, the worst first; status 1 where something is wrong."""
    with translation.override(options.language):
        try:
            found = checkup.look(timezone.now(), outside=not options.offline)
            if options.stored:
                found = [wrong("stored", fault, MEND) for fault in invariants.faults()] + found
        except DatabaseError as error:
            raise CannotDo(f"the database does not answer: {error}. A new one is made by `mikrovirk init`") from error
    return int(any(each.state == State.WRONG for each in found)), [asdict(each) for each in found]
