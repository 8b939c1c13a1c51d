"""Erasing what the directory holds about somebody."""

from django.db import transaction
from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, JoinRequest, Person
from mikrovirk.directory.queries.people import consents_to
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
    mine = Business.objects.filter(Q(memberships__person=person) | Q(further_memberships__person=person))
    businesses = set(mine.values_list("pk", flat=True))
    listed = [int(each.purpose.partition(":")[2]) for each in person.consents.filter(purpose__startswith="listing:")]
    remove_picture(person)
    person.delete()
    still = Business.objects.filter(Q(memberships__isnull=False) | Q(further_memberships__isnull=False))
    alone = businesses - set(still.filter(pk__in=businesses).values_list("pk", flat=True))
    Business.objects.filter(pk__in=alone).delete()
    for business in Business.objects.filter(pk__in=listed, listed_at__isnull=False):
        hide_unless_agreed(business)


def hide_unless_agreed(business: Business) -> None:
    if not consents_to(business).exists():
        business.listed_at = None
        business.save(update_fields=["listed_at"])
