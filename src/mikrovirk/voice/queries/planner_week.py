"""Reads: what the coordinator could do this week about plans for the season."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries.steering_week import ToDo

LOOK_WITHIN = timedelta(days=7)
FRESH_FOR = timedelta(days=30)  # what is older was left on purpose
ENDED = (SeasonDraft.State.READY, SeasonDraft.State.IMPOSSIBLE)


def to_do(network: Network, now: datetime) -> Iterator[ToDo]:
    """The newest plan, as long as nothing has become of it. One query."""
    if not has_part(network, "planner"):
        return
    newest = SeasonDraft.objects.filter(network=network).defer("asked", "answer", "wishes").first()
    if newest is None or newest.season_id or newest.consultation_id or newest.state not in ENDED:
        return
    if newest.ended_at is None or newest.ended_at < now - FRESH_FOR:
        return
    is_ready = newest.state == SeasonDraft.State.READY
    title = _("The plan “%(name)s” is ready") if is_ready else _("The season “%(name)s” does not fit together")
    why = _("Choose one of the plans, then show it to the members or lay it.")
    yield ToDo(
        title=title % {"name": newest.name},
        why=why if is_ready else _("The page says which wishes cannot hold together, and what could give way."),
        action=_("See the plans") if is_ready else _("See why"),
        url=reverse("voice:planner_plan", args=[network.slug, newest.pk]),
        due_at=newest.ended_at + LOOK_WITHIN,
    )
