"""The accessibility statement, from the command line."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.commands import installation

installation.start()

from django.conf import settings  # noqa: E402  Django had to be loaded first
from django.utils import timezone, translation  # noqa: E402

from mikrovirk.home.accessibility import words  # noqa: E402
from mikrovirk.home.accessibility.facts import of_plain  # noqa: E402
from mikrovirk.networks import queries as network_queries  # noqa: E402


def accessibility(options: Namespace) -> tuple[int, dict[str, Any]]:
    """The statement as the public page has it; status 1 where something is still to be said."""
    statement = of_plain(network_queries.installation().accessibility)
    with translation.override(options.language):
        lacks = words.lacks(statement, timezone.localdate())
        return int(bool(lacks)), {
            **statement.as_plain(),
            "site": settings.SITE_URL,
            "status_in_words": str(words.STATUSES[statement.status]),
            "gaps": [
                {"why": section.title, "what": gap.what, "instead": gap.instead}
                for section in words.sections(statement)
                for gap in section.gaps
            ],
            "tested_how": words.how_tested(statement),
            "lacks": lacks,
        }
