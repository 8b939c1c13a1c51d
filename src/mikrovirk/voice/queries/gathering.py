"""Reads: what members wrote elsewhere and has not landed in the stream, or not as it reads now."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part, look_up_parts
from mikrovirk.programme.models import Feedback
from mikrovirk.voice.models import Input


def words_to_gather(*, since: datetime) -> QuerySet[Feedback]:
    """Words after meetings since then, oldest first, in networks where the members' voice is on.

    What its author erased stays gone.
    """
    open_ones = list(Network.objects.filter(is_open=True))
    look_up_parts(open_ones)
    networks = [network for network in open_ones if has_part(network, "voice")]
    key = Concat(Value("feedback:"), Cast(OuterRef("pk"), TextField()))
    as_it_reads = Q(text=OuterRef("text"), rating=OuterRef("rating")) | Q(erased_at__isnull=False)
    landed = Input.objects.filter(as_it_reads, network=OuterRef("meeting__network"), source_key=key)
    rows = (
        Feedback.objects.filter(meeting__network__in=networks, at__gte=since).exclude(text="").exclude(Exists(landed))
    )
    return rows.select_related("meeting__network", "sign_up__person").order_by("at", "pk")
