"""Writes: businesses are put on a network's list, what came of each is noted, and every use of their addresses is logged.

Nothing here sends a mail: the register gives no e-mail address away, and nobody has consented. Letters, labels and visit lists are
printed, and each time the rule of `register.queries.invitable` decides anew who is on them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common.days import start_of
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import ContactUse, ListedBusiness
from mikrovirk.overview.queries import inviting as queries
from mikrovirk.overview.queries.inviting import Listed, Wanted
from mikrovirk.register.queries.invitable import Contact, Reason, contacts_of, may_be_invited

MOST_AT_ONCE = 200  # businesses put on a list with one press: more nobody visits
FORGET_AFTER = timedelta(days=730)

State = ListedBusiness.State
# Whose letters and labels are printed: they are still to be invited, or have been and have not answered.
OPEN = (State.CHOSEN, State.INVITED)


class NoRegister(Exception):
    """No copy of the register was brought in, or the network has no municipality."""


class NobodyToInvite(Exception):
    """Nobody on the list may be invited: nothing was printed and nothing logged."""


class NotAMember(Exception):
    """Only a member of the network can go along to a business for it."""


@transaction.atomic
def put_on_list(network: Network, unit_ids: Sequence[str], *, by: User, at: datetime) -> int:
    """Put businesses on the network's list; return how many were. Who may not be invited, or is no candidate, is passed over.

    Raises NoRegister.
    """
    found = queries.candidates(network)
    if found is None:
        raise NoRegister
    may = set(found.unit_ids)
    chosen = [each for each in dict.fromkeys(unit_ids) if each in may][:MOST_AT_ONCE]
    ListedBusiness.objects.bulk_create(
        [
            ListedBusiness(
                network=network,
                country=found.copy.country,
                unit_id=each,
                chosen_at=at,
                chosen_by=by,
                changed_at=at,
                changed_by=by,
            )
            for each in chosen
        ],
        ignore_conflicts=True,  # somebody else pressed at the same moment
    )
    return len(chosen)


@transaction.atomic
def note_outcome(row: ListedBusiness, *, state: str, note: str, by: User, at: datetime) -> ListedBusiness:
    """Note what came of an invitation. Who declined is never suggested to any network again."""
    locked = ListedBusiness.objects.select_for_update().get(pk=row.pk)
    locked.state, locked.note = state, note
    if state == State.INVITED and locked.invited_at is None:
        locked.invited_at = at
    locked.changed_at, locked.changed_by = at, by
    locked.save(update_fields=["state", "note", "invited_at", "changed_at", "changed_by"])
    return locked


@transaction.atomic
def choose_host(row: ListedBusiness, person: Person | None, *, by: User, at: datetime) -> None:
    """Say who goes along; None: whoever fits best. Raises NotAMember."""
    if person and not Membership.objects.filter(person=person, network=row.network_id, left_date=None).exists():
        raise NotAMember
    ListedBusiness.objects.filter(pk=row.pk).update(host=person, changed_at=at, changed_by=by)


@transaction.atomic
def take_off(row: ListedBusiness) -> None:
    """Take a business off the list; it is suggested again. Who declined stays, so that nobody asks again."""
    ListedBusiness.objects.filter(pk=row.pk).exclude(state=State.DECLINED).delete()


@dataclass(frozen=True)
class Used:
    """What is printed, and the log's line about it."""

    listed: tuple[Listed, ...]
    use: ContactUse


def is_due(each: Listed, at: datetime) -> bool:
    """Whether somebody on the list is to be invited, or was today: so labels fit the letters that were just printed."""
    if each.is_member or each.row.state not in OPEN:
        return False
    return each.row.invited_at is None or timezone.localdate(each.row.invited_at) == timezone.localdate(at)


@transaction.atomic
def use_list(
    network: Network, *, form: str, purpose: str, text: str = "", everybody: bool = False, by: User, at: datetime
) -> Used:
    """Take the names and addresses of those on the list that are to be invited, and log it with its purpose.

    `everybody`: also those who were invited before. Letters make who is on them invited. Raises NoRegister, NobodyToInvite.
    """
    copy = queries.copy_for(network)
    if copy is None:
        raise NoRegister
    listed = [each for each in queries.list_of(network) if not each.is_member]
    rows = [each for each in listed if is_due(each, at) or (everybody and each.row.state in OPEN)]
    shown = tuple(each for each in rows if each.contact)
    if not shown:
        raise NobodyToInvite
    left_out = may_be_invited([each.row.unit_id for each in rows], country=copy.country).left_out
    use = ContactUse.objects.create(
        network=network,
        by=by,
        at=at,
        form=form,
        purpose=purpose,
        text=text if form == ContactUse.Form.LETTERS else "",
        register_date=copy.as_of,
        unit_ids=[each.row.unit_id for each in shown],
        count=len(shown),
        left_out=as_plain(left_out),
    )
    if form == ContactUse.Form.LETTERS:
        keys = [each.row.pk for each in shown if each.row.state == State.CHOSEN]
        ListedBusiness.objects.filter(pk__in=keys).update(
            state=State.INVITED, invited_at=at, changed_at=at, changed_by=by
        )
    return Used(shown, use)


@transaction.atomic
def note_seen(network: Network, found: queries.Candidates, unit_ids: Sequence[str], *, by: User, at: datetime) -> None:
    """Log whose names somebody saw while choosing whom to invite: one line for each person and day."""
    if not unit_ids:
        return
    day = start_of(timezone.localdate(at))
    seen = ContactUse.objects.select_for_update().filter(network=network, by=by, form=ContactUse.Form.SEEN, at__gte=day)
    use = seen.first() or ContactUse(network=network, by=by, form=ContactUse.Form.SEEN, at=at)
    before = use.unit_ids
    use.unit_ids = list(dict.fromkeys([*before, *unit_ids]))
    if use.pk and len(use.unit_ids) == len(before):
        return
    use.purpose, use.register_date = _("Choosing whom to invite"), found.copy.as_of
    use.count, use.left_out = len(use.unit_ids), as_plain(found.left_out)
    use.save()


@dataclass(frozen=True)
class Told:
    """What the command line gives: contacts, and the log's line about it."""

    contacts: tuple[Contact, ...]
    found: queries.Candidates
    use: ContactUse


@transaction.atomic
def tell_candidates(
    network: Network, wanted: Wanted, *, most: int, purpose: str, by: User | None, at: datetime
) -> Told:
    """Name and address of up to `most` businesses the network could invite, logged. Raises NoRegister, NobodyToInvite."""
    found = queries.candidates(network, wanted)
    if found is None:
        raise NoRegister
    contacts = tuple(contacts_of(found.unit_ids[:most], country=found.copy.country))
    if not contacts:
        raise NobodyToInvite
    use = ContactUse.objects.create(
        network=network,
        by=by,
        at=at,
        form=ContactUse.Form.COMMAND,
        purpose=purpose,
        register_date=found.copy.as_of,
        unit_ids=[each.unit_id for each in contacts],
        count=len(contacts),
        left_out=as_plain(found.left_out),
    )
    return Told(contacts, found, use)


def as_plain(left_out: Counter[Reason]) -> dict[str, int]:
    return {str(reason): count for reason, count in sorted(left_out.items())}


def silent(before: datetime) -> QuerySet[ListedBusiness]:
    """Businesses on a list about which nothing was said since that moment, but for those who declined."""
    return ListedBusiness.objects.filter(changed_at__lt=before).exclude(state=State.DECLINED)


def forget_old(*, now: datetime) -> None:
    """Two years after the last word, take businesses off the lists and numbers out of the log; who declined stays declined."""
    before = now - FORGET_AFTER
    silent(before).delete()
    ContactUse.objects.filter(at__lt=before).exclude(unit_ids=[]).update(unit_ids=[])
