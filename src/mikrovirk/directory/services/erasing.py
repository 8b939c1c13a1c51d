"""Erasing what the directory holds about somebody."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, JoinRequest, MemberImport, Person, TableImport
from mikrovirk.directory.queries.people import businesses_of_alone, consents_to
from mikrovirk.directory.services.people import remove_picture
from mikrovirk.networks.models import Role


@transaction.atomic
def erase(user: User) -> None:
    """Remove the person, their memberships, consents and picture, and the businesses that nobody else is behind.

    A business with other people stays, unseen where the erased person alone had agreed to its being seen. What the apps
    above hold (sign-ups, talks) they erase first. The user itself is the caller's to remove.
    """
    JoinRequest.objects.filter(user=user).delete()
    Role.objects.filter(user=user, name=Role.Name.MEMBER).delete()
    person = Person.objects.filter(user=user).first()
    if person is None:
        return
    alone = set(businesses_of_alone(user).values_list("pk", flat=True))
    listed = [int(each.purpose.partition(":")[2]) for each in person.consents.filter(purpose__startswith="listing:")]
    remove_picture(person)
    networks = set(person.memberships.values_list("network", flat=True))
    person.delete()
    forget_in_lists(user, networks)
    Business.objects.filter(pk__in=alone).delete()
    for business in Business.objects.filter(pk__in=listed, listed_at__isnull=False):
        hide_unless_agreed(business)


def forget_in_lists(user: User, networks: set[int]) -> None:
    """Lists that name them are thrown away before their time: an import can then no longer be undone.

    Tables of every network are looked through: who came to its meetings as a guest has no membership there.
    """
    every: tuple[QuerySet[Any], ...] = (MemberImport.objects.filter(network__in=networks), TableImport.objects.all())
    for lists in every:
        for kept in lists.exclude(content=b""):
            if user.email.lower() not in bytes(kept.content).decode(errors="replace").lower():
                continue
            if kept.state == kept.State.PREVIEW:
                kept.delete()
            else:
                kept.content, kept.journal = b"", []
                kept.save(update_fields=["content", "journal"])


def hide_unless_agreed(business: Business) -> None:
    if not consents_to(business).exists():
        business.listed_at = None
        business.save(update_fields=["listed_at"])
