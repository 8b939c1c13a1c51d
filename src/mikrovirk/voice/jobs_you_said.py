"""What the worker does for "You said, we did": when a round is concluded, the mail to the members is drafted."""

from datetime import datetime

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.models import InputRound
from mikrovirk.voice.queries import you_said as queries
from mikrovirk.voice.services import you_said as services


def run(*, now: datetime) -> None:
    """Draft the mail where a concluded round has led to something that is shown and not told; once for each."""
    concluded = InputRound.objects.filter(state=InputRound.State.CONCLUDED)
    for network in Network.objects.filter(pk__in=concluded.values("network"), is_open=True):
        if not has_part(network, queries.PART):
            continue
        waiting = queries.concluded_untold(network).last()
        if waiting and not queries.drafts(network).exists():
            services.draft_mail(network, at=now, occasion=f"round:{waiting.pk}")
