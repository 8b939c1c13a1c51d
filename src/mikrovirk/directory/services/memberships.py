"""Writes about who is a member where. A membership and the role that goes with it are kept together, here alone."""

from datetime import date

from django.db import transaction

from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.directory.queries.referrals import inviter_in
from mikrovirk.directory.services.people import add_guest, write_name_and_phone
from mikrovirk.networks import services as networks
from mikrovirk.networks.models import Network, Role

Came = Membership.Came


@transaction.atomic
def join_network(
    person: Person,
    network: Network,
    *,
    on: date,
    came: str,
    business: Business | None = None,
    job_title: str = "",
    invited_by: Person | None = None,
    note: str = "",
    standing: str = "",
) -> Membership:
    """Make `person` a member with the role that goes with it; who is one already stays as they are.

    Who invited them is `invited_by`, or whose link they came by, or whoever was noted when they first came as a guest.
    """
    here = Membership.objects.filter(person=person, network=network, left_date=None).first()
    if here:
        return here
    inviter = invited_by or inviter_in(person, network) or person.invited_by
    membership = Membership.objects.create(
        person=person,
        network=network,
        business=business,
        job_title=job_title,
        joined_date=on,
        came=Came.INVITED if inviter and came == Came.SELF else came,
        invited_by=inviter if inviter != person else None,
        note=note,
        standing=standing,
    )
    networks.grant_role(person.user, Role.Name.MEMBER, network=network, on=on)
    return membership


@transaction.atomic
def leave_network(membership: Membership, *, on: date) -> None:
    """End a membership; the role goes with it. Ending it twice changes nothing."""
    if membership.left_date is None:
        membership.left_date = max(on, membership.joined_date)
        membership.save(update_fields=["left_date"])
    networks.revoke_role(membership.person.user, Role.Name.MEMBER, network=membership.network)


@transaction.atomic
def undo_leaving(membership: Membership) -> bool:
    """Make an ended membership as it was; False if the person has joined again since."""
    others = Membership.objects.filter(person=membership.person, network=membership.network, left_date=None)
    if others.exclude(pk=membership.pk).exists():
        return False
    membership.left_date = None
    membership.save(update_fields=["left_date"])
    user = membership.person.user
    networks.grant_role(user, Role.Name.MEMBER, network=membership.network, on=membership.joined_date)
    return True


@transaction.atomic
def add_member(
    network: Network,
    *,
    name: str,
    email: str,
    on: date,
    came: str = Came.OFFICE,
    phone: str = "",
    business: Business | None = None,
    job_title: str = "",
    note: str = "",
    invited_by: Person | None = None,
) -> Membership:
    """Add somebody by name and e-mail and make them a member. What stands in their own profile is kept."""
    person = add_guest(name=name, email=email)
    if phone and not person.phone:
        write_name_and_phone(person, name=person.name, phone=phone)
    return join_network(
        person, network, on=on, came=came, business=business, job_title=job_title, note=note, invited_by=invited_by
    )


def change_membership(membership: Membership, *, job_title: str, note: str, joined_date: date) -> None:
    membership.job_title, membership.note, membership.joined_date = job_title, note, joined_date
    membership.save(update_fields=["job_title", "note", "joined_date"])


def change_business(membership: Membership, business: Business | None) -> None:
    """Say for which business somebody is a member."""
    membership.business = business
    membership.save(update_fields=["business"])
    if business:
        membership.also_for.remove(business)


def note_introduced(membership: Membership, *, on: date) -> None:
    """They have had their three minutes."""
    membership.introduced_date = on
    membership.save(update_fields=["introduced_date"])


def note_inviter(person: Person, inviter: Person) -> None:
    """Remember who brought somebody, until they become a member; the first one counts."""
    if person.invited_by_id is None and inviter.pk != person.pk:
        person.invited_by = inviter
        person.save(update_fields=["invited_by"])
