"""Writes: an agreement is begun, put to the parties as a version, taken back, or takes effect."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.domain.roles import as_values, digest_of
from mikrovirk.cooperation.models import Agreement, AgreementArea, Party, Task, Version
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.cooperation.queries.roles import draft_of
from mikrovirk.cooperation.services import asking
from mikrovirk.networks.models import Network, Organisation


class HasOne(Exception):
    """One of the municipalities has an agreement already."""


class NothingToSign(Exception):
    """The draft has no task or fewer than two parties."""


class NothingNew(Exception):
    """The draft says what the version in force, or the one that waits, says already."""


class NotWaiting(Exception):
    """No version waits for signatures, or not the one that was meant."""


class StillMissing(Exception):
    """Somebody has not answered yet, or fewer than two have signed."""


@transaction.atomic
def begin(
    codes: Sequence[str],
    *,
    tasks: Iterable[tuple[str, str, str]],
    parties: Iterable[Organisation | Network],
    network: Network | None,
    by: User | None,
    at: datetime,
) -> Agreement:
    """Begin the draft of these municipalities with its first tasks (group, title, what it takes) and parties; raise HasOne."""
    agreement = Agreement.objects.create(network=network, begun_by=by, begun_at=at)
    try:
        with transaction.atomic():
            AgreementArea.objects.bulk_create(AgreementArea(agreement=agreement, municipality_code=c) for c in codes)
    except IntegrityError:
        raise HasOne from None
    Task.objects.bulk_create(
        Task(agreement=agreement, group=group, title=title, about=about, position=position)
        for position, (group, title, about) in enumerate(tasks)
    )
    Party.objects.bulk_create(
        Party(
            agreement=agreement,
            organisation=party if isinstance(party, Organisation) else None,
            network=party if isinstance(party, Network) else None,
            position=position,
        )
        for position, party in enumerate(parties)
    )
    return agreement


def usual_parties(codes: Sequence[str]) -> list[Organisation | Network]:
    """Who is there to be asked: the municipalities, other organisations, and the networks that are open."""
    organisations = Organisation.objects.filter(municipality_code__in=codes).order_by("name")
    towns = [each for each in organisations if each.kind == Organisation.Kind.MUNICIPALITY]
    others = [each for each in organisations if each.kind != Organisation.Kind.MUNICIPALITY]
    return [*towns, *others, *Network.objects.filter(municipality_code__in=codes, is_open=True)]


@transaction.atomic
def put_out(agreement: Agreement, *, review_date: date, note: str = "", by: User | None, at: datetime) -> Version:
    """Freeze the draft as the next version and ask every party to sign it; one that waits already is taken back.

    Raise NothingToSign or NothingNew.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    content = draft_of(locked)
    if not content.tasks or len(content.parties) < 2:
        raise NothingToSign
    digest = digest_of(content, review_date)
    standing = locked.versions.filter(state__in=[Version.State.OUT, Version.State.FORCE])
    if any(version.digest == digest for version in standing):
        raise NothingNew
    waiting = queries.version_in(locked, Version.State.OUT)
    if waiting:
        withdraw(waiting, at=at)
    newest = locked.versions.first()
    version = Version.objects.create(
        agreement=locked,
        number=newest.number + 1 if newest else 1,
        content=as_values(content),
        digest=digest,
        review_date=review_date,
        note=note,
        put_out_by=by,
        put_out_at=at,
    )
    asking.ask_to_sign(version, at=at)
    return version


def withdraw(version: Version, *, at: datetime) -> None:
    """Its signatures stay with it; nobody is asked any more."""
    version.state, version.ended_at = Version.State.WITHDRAWN, at
    version.save(update_fields=["state", "ended_at"])
    asking.stop_asking(version, at=at)


@transaction.atomic
def take_back(agreement: Agreement, *, at: datetime) -> Version:
    """The version that waits is to be written on again; raise NotWaiting."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    waiting = queries.version_in(locked, Version.State.OUT)
    if waiting is None:
        raise NotWaiting
    withdraw(waiting, at=at)
    return waiting


def enter_into_force(version: Version, *, at: datetime) -> None:
    """It holds from now on, in place of the one before. The caller has locked the agreement."""
    version.agreement.versions.filter(state=Version.State.FORCE).update(state=Version.State.REPLACED, ended_at=at)
    version.state, version.in_force_at = Version.State.FORCE, at
    version.save(update_fields=["state", "in_force_at"])
    asking.stop_asking(version, at=at)


@transaction.atomic
def let_hold(agreement: Agreement, *, at: datetime) -> Version:
    """Let the waiting version hold among those who signed, where all have answered; raise NotWaiting or StillMissing."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    waiting = queries.version_in(locked, Version.State.OUT)
    if waiting is None:
        raise NotWaiting
    if not queries.signing_of(waiting).can_hold_without:
        raise StillMissing
    enter_into_force(waiting, at=at)
    return waiting
