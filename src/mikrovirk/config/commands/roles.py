"""Who does what, from the command line."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from mikrovirk.cooperation.models import Version  # noqa: E402  Django had to be loaded first
from mikrovirk.cooperation.queries import agreements as queries  # noqa: E402
from mikrovirk.register.domain.municipalities import MUNICIPALITIES  # noqa: E402


def show(options: Namespace) -> tuple[int, Any]:
    """What everybody may read: the version in force. Exit status 1 where a task has nobody, or several, responsible."""
    if options.code not in MUNICIPALITIES:
        raise CannotDo(f"there is no municipality {options.code}; codes have four digits, such as 0390")
    version = queries.in_force(options.code)
    if version is None:
        raise CannotDo(f"nothing is agreed in {options.code} yet")
    shown = as_plain(version)
    status = 1 if queries.faults_in(version) else 0
    return status, shown if options.json else shown["tasks"]


def as_plain(version: Version) -> dict[str, Any]:
    """The agreement with names for keys."""
    content = queries.content_of(version)
    faults = queries.faults_in(version)
    return {
        "municipalities": list(content.codes),
        "version": version.number,
        "in_force_at": version.in_force_at.isoformat() if version.in_force_at else None,
        "review_date": version.review_date.isoformat(),
        "digest": version.digest,
        "tasks": [
            {
                "task": task.title,
                "group": task.group,
                "fault": faults.of(task.key),
                "parts": {content.names[key]: kind for key, kind in sorted(task.parts.items())},
            }
            for task in content.tasks
        ],
        "parties": [
            {"name": party.name, "said": answer.said if answer else ""}
            for party, answer in queries.signing_of(version).said
        ],
    }
