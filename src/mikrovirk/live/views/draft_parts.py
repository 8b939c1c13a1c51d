"""The draft on the pages of an evening: the point on the phones, and what the host can do with it."""

from django.utils import timezone

from mikrovirk.live.mine import Mine, piece
from mikrovirk.live.models import DraftShown, Evening, Phone
from mikrovirk.live.queries import drafts as queries
from mikrovirk.live.regions import Audience, Payload, region
from mikrovirk.live.views.parts import part


@region("draft", Audience.PHONE, pace=0)
def draft_part(evening: Evening, audience: Audience) -> Payload:
    """The point the room is asked about, with its two taps; nothing while no draft is shown."""
    return part("draft", evening, audience, shown=queries.shown_of(evening, now=timezone.now()))


@region("draft_host", Audience.HOST)
def draft_host_part(evening: Evening, audience: Audience) -> Payload:
    """Which drafts can be shown, or the point that is shown with what the room says to it."""
    now = timezone.now()
    evening.refresh_from_db(fields=["showing"])
    shown = queries.shown_of(evening, now=now, counted=True)
    choices = [] if shown else list(queries.to_choose(evening, now=now))
    is_on_screen = evening.showing.get("what") == "draft"
    return part("draft", evening, audience, shown=shown, choices=choices, is_on_screen=is_on_screen)


@piece
def stances(evening: Evening, phone: Phone, mine: Mine) -> None:
    """Which of the two taps stay pressed."""
    row = DraftShown.objects.filter(evening=evening, closed_at=None).select_related("consultation").first()
    if row:
        mine.pressed |= {f"draft:{point}:{stance}" for point, stance in queries.stances_of(phone, row.consultation)}
