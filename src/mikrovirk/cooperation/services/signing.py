"""Writes: a party signs the version that waits, declines it, or takes its word back. A signature is bound to the words."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Agreement, Party, SignOff, Version
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.cooperation.services.agreements import NotWaiting, enter_into_force


class OtherWords(Exception):
    """What was read is not what waits: the agreement was changed meanwhile."""


class NotAParty(Exception):
    """The party is not in that version."""


@transaction.atomic
def answer(
    version: Version,
    party: Party,
    *,
    digest: str,
    said: str,
    name: str,
    why: str = "",
    by: User | None,
    by_link: bool = False,
    at: datetime,
) -> SignOff:
    """Say yes or no for `party` to the words whose digest was read; the last missing yes lets the version take effect.

    Raise OtherWords, NotWaiting or NotAParty.
    """
    Agreement.objects.select_for_update().get(pk=version.agreement_id)
    waiting = Version.objects.select_related("agreement").get(pk=version.pk)
    if waiting.state != Version.State.OUT:
        raise NotWaiting
    if digest != waiting.digest or not queries.is_whole(waiting):
        raise OtherWords
    if party.pk not in queries.content_of(waiting).names:
        raise NotAParty
    given, _new = SignOff.objects.update_or_create(
        version=waiting,
        party=party,
        defaults={
            "said": said,
            "digest": digest,
            "name": name,
            "why": why if said == SignOff.Said.DECLINED else "",
            "by": by,
            "by_link": by_link,
            "at": at,
        },
    )
    signing = queries.signing_of(waiting)
    if not signing.missing and not signing.declined:
        enter_into_force(waiting, at=at)
    return given


@transaction.atomic
def take_back(version: Version, party: Party) -> None:
    """The party has not answered after all; raise NotWaiting once the version holds."""
    Agreement.objects.select_for_update().get(pk=version.agreement_id)
    if not Version.objects.filter(pk=version.pk, state=Version.State.OUT).exists():
        raise NotWaiting
    SignOff.objects.filter(version=version, party=party).delete()
