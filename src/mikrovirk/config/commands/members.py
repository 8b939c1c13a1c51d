"""Member lists in and out, from the command line."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone  # isort: skip  Django had to be loaded first

from mikrovirk.directory.services import exporting, imports  # isort: skip


def import_list(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Bring a member list in; 1 where rows were set aside, 2 where nothing could be read."""
    network = network_of(options.network)
    path = Path(options.file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}") from error
    result = imports.run_import(
        network, content=content, file_name=path.name, at=timezone.now(), dry_run=options.dry_run
    )
    if result.problem:
        detail = f" ({result.problem.detail})" if result.problem.detail else ""
        raise CannotDo(f"{path.name} cannot be imported: {result.problem.code}{detail}")
    return (1 if result.set_aside else 0), result.printed


def export(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Write all members to a file; its ending (.csv or .xlsx) says how."""
    network = network_of(options.network)
    path = Path(options.file)
    try:
        content, rows = exporting.member_table(network, ending=path.suffix.lower())
    except exporting.UnknownEnding as error:
        raise CannotDo("the file's name must end in .csv or .xlsx") from error
    path.write_bytes(content)
    return 0, {"file": str(path), "members": rows}
