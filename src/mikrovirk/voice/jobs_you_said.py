"""What the worker does for "You said, we did": when a round is concluded, the mail to the members is drafted."""

from datetime import datetime

from mikrovirk.networks.queries import has_part, look_up_parts
from mikrovirk.voice.queries import you_said as queries
from mikrovirk.voice.services import you_said as services


def run(*, now: datetime) -> None:
    """Draft the mail where a concluded round has led to something that is shown and not told; once for each."""
    networks = list(queries.with_something_to_tell())
    look_up_parts(networks)
    for network in networks:
        if not has_part(network, queries.PART):
            continue
        waiting = queries.concluded_untold(network).last()
        if waiting and not queries.drafts(network).exists():
            services.draft_mail(network, at=now, occasion=f"round:{waiting.pk}")
