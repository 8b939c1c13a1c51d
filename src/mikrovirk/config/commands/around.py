"""The register of networks and offers, from the command line."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.utils import timezone  # noqa: E402  Django had to be loaded first

from mikrovirk.landscape.queries.asked import EVERYWHERE  # noqa: E402
from mikrovirk.landscape.queries.entries.asked import EntriesAsked  # noqa: E402
from mikrovirk.landscape.queries.entries.files import as_plain  # noqa: E402
from mikrovirk.landscape.queries.entries.listing import entries_in, shown_of, with_activity  # noqa: E402
from mikrovirk.landscape.services.entries.asking import ask_owners  # noqa: E402
from mikrovirk.register.domain.municipalities import MUNICIPALITIES  # noqa: E402

SHORT = ("name", "kind", "town", "standing", "last_held")


def listing(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """What everybody sees; every field with --json."""
    code = options.municipality
    if code != EVERYWHERE and code not in MUNICIPALITIES:
        raise CannotDo(f"there is no municipality {code}; codes have four digits, such as 0390")
    now = timezone.now()
    rows = [as_plain(each) for each in shown_of(with_activity(entries_in(EntriesAsked(code)), now), now)]
    return 0, rows if options.json else [{name: row[name] for name in SHORT} for row in rows]


def ask(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Draft them; each network's coordinator approves."""
    return 0, {"owners": ask_owners(now=timezone.now())}
