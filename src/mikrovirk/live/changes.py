"""Telling the pages of an evening that something changed.

Every change gets the evening's next number, and each part of the pages that shows it keeps that number: a page that had
seen an older one is sent the part anew. The part is made when it is sent; nothing of it is stored here.
"""

from django.db import transaction
from django.db.models import F

from mikrovirk.live import sources
from mikrovirk.live.models import Evening, Region


@transaction.atomic
def touch(evening: Evening, *names: str) -> int:
    """Say that these regions changed; return the number of the change. Call it in the transaction that changed them."""
    Evening.objects.filter(pk=evening.pk).update(number=F("number") + 1)
    number: int = Evening.objects.values_list("number", flat=True).get(pk=evening.pk)
    Region.objects.bulk_create(
        [Region(evening=evening, name=name, number=number) for name in names],
        update_conflicts=True,
        unique_fields=["evening", "name"],
        update_fields=["number"],
    )
    transaction.on_commit(lambda: sources.tell(evening.pk))
    return number
