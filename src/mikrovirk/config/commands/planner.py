"""What a network's season planner is asked, from the command line."""

from typing import Any

from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone  # isort: skip  Django had to be loaded first

from mikrovirk.voice.queries import plans, season_usual  # isort: skip


def file_of(slug: str) -> dict[str, Any]:
    """The file of the latest run; of a network that has planned nothing yet, what its page proposes."""
    network = network_of(slug)
    latest = plans.drafts_of(network).filter(replans=None).first()
    return latest.asked if latest else season_usual.usual_file(network, now=timezone.now())
