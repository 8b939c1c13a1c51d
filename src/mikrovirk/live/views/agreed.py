"""The part of the host's page with what was agreed."""

from mikrovirk.live.models import Evening
from mikrovirk.live.regions import Audience, Payload, region
from mikrovirk.live.views.parts import part


@region("agreed", Audience.HOST)
def agreed_part(evening: Evening, audience: Audience) -> Payload:
    return part("agreed", evening, audience, agreed=list(evening.agreed.all()))
