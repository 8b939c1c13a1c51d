"""A network moves house, from the command line."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.utils import timezone  # noqa: E402  Django had to be loaded first

from mikrovirk.config.commands.networks import network_of  # noqa: E402
from mikrovirk.home import moving  # noqa: E402


def leave(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Write a network to a file; status 1 where a file that was uploaded is gone."""
    network = network_of(options.slug)
    target = Path(options.file)
    if not target.parent.is_dir():
        raise CannotDo(f"there is no folder {target.parent}")
    left = moving.leave(network, target, at=timezone.now(), said=say(options))
    return (1 if left.missing else 0), {
        "network": network.slug,
        "file": str(target),
        "rows": sum(left.counts.values()),
        "tables": left.counts,
        "checksums": left.checksums,
        "files": len(left.files),
        "missing_files": left.missing,
        "left_empty": left.loose,
        "stays_in_the_room": left.sealed,
    }


def arrive(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Bring a network in from a file."""
    source = Path(options.file)
    if not source.is_file():
        raise CannotDo(f"there is no file {source}")
    try:
        arrived = moving.arrive(source, slug=options.called, said=say(options))
    except moving.CannotArrive as error:
        raise CannotDo(str(error)) from error
    different = sorted(label for label, same in arrived.same.items() if not same)
    return 0, {
        "network": arrived.slug,
        "rows": sum(arrived.counts.values()),
        "tables": arrived.counts,
        "files": arrived.files,
        "same": not different,
        "different": different,
        "known_here": {label: count for label, count in arrived.known.items() if count},
    }


def say(options: Namespace) -> "moving.leaving.Said":
    """How far it is, for somebody who looks on."""

    def said(table: str, count: int) -> None:
        if count and not options.json and sys.stderr.isatty():
            print(f"{table}: {count}", file=sys.stderr)

    return said
