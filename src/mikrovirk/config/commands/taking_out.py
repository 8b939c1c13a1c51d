"""Everything in open formats, from the command line."""

import re
from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone, translation  # isort: skip  Django had to be loaded first

from mikrovirk.home import open_formats  # isort: skip
from mikrovirk.networks.models import Network  # isort: skip


def network(options: Namespace) -> tuple[int, dict[str, Any]]:
    """One network in one file, read back before it counts."""
    return 0, written(network_of(options.slug), target_in(options.file), options.language)


def everything(options: Namespace) -> tuple[int, dict[str, Any]]:
    """A file for each network, and one for what belongs to none, in a folder that is empty or not there yet."""
    folder = Path(options.folder)
    if folder.exists() and any(folder.iterdir()):
        raise CannotDo(f"{folder} is not empty")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files = [
        written(each, folder / f"{re.sub(r'[^a-z0-9-]', '-', each.slug)}.zip", options.language)
        for each in Network.objects.order_by("slug")
    ]
    target = folder / "installation.zip"
    with translation.override(options.language):
        made = open_formats.write_installation(target, at=timezone.now())
    looked_through(target)
    files.append({"file": str(target), "rows": sum(made.tables.values()), "tables": made.tables})
    return 0, {"folder": str(folder), "files": files}


def target_in(name: str) -> Path:
    target = Path(name)
    if not target.parent.is_dir():
        raise CannotDo(f"there is no folder {target.parent}")
    return target


def written(one: Network, target: Path, language: str) -> dict[str, Any]:
    with translation.override(language):
        made = open_formats.write_whole(one, target, at=timezone.now())
    looked_through(target)
    return {
        "network": one.slug,
        "file": str(target),
        "rows": sum(made.tables.values()),
        "meetings": made.meetings,
        "tables": made.tables,
    }


def looked_through(target: Path) -> None:
    """The file read back; CannotDo where it is not what was written."""
    if found := open_formats.differences(target):
        raise CannotDo(f"{target} is not what was written: {', '.join(found)}")
