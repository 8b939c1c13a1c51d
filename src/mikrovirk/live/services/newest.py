"""Writes: a new member lets everybody see them, and takes it back."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts import links
from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Consent, Membership, Person
from mikrovirk.directory.queries.people import consents_to
from mikrovirk.live.queries.newest import Texts, purpose_of
from mikrovirk.mailing import services as mailing
from mikrovirk.networks.models import Network

SHOWN = "live.shown"
WORDING = _(
    "Everybody may see my name, my business and these three texts: under “New in the network”, in the recap of the meeting, "
    "on other websites that show it, and in the public directory. I can take it back at any time, and then it is gone from "
    "all these pages at once. A mail that has been sent cannot be called back."
)
TEXT_LENGTH = 1500


def hands_url(person: Person) -> str:
    """The person's own page about their three minutes, by a signed link."""
    return settings.SITE_URL + reverse("live:hands_link", args=[links.sign("hands", person.pk)])


@transaction.atomic
def show(
    membership: Membership,
    texts: Texts,
    *,
    business_name: str = "",
    at: datetime,
    how: Consent.How = Consent.How.PAGE,
) -> None:
    """Show the member as new: the texts become the business's in the directory, and the consent is kept in its words and `how`.

    A member without a business gets one by that name, else by their own. A receipt tells them how to take it back.
    """
    person, business = membership.person, membership.business
    if business is None:
        business = directory.add_business(name=business_name or person.name)
        directory.change_business(membership, business)
    directory.edit_business(business, about=texts.about, offers=texts.offers, seeks=texts.seeks)
    wording = str(WORDING)
    directory.list_business(business, by=person, wording=wording, at=at, how=how)
    consent, is_new = Consent.objects.get_or_create(
        person=person,
        purpose=purpose_of(membership.network_id),
        withdrawn_at=None,
        defaults={"wording": wording, "given_at": at, "how": how},
    )
    if is_new:
        send_receipt(consent, membership, at=at)


def send_receipt(consent: Consent, membership: Membership, *, at: datetime) -> None:
    network, business = membership.network, membership.business
    mailing.send_service(
        kind=SHOWN,
        occasion=f"shown:{consent.pk}",
        user=membership.person.user,
        network=network,
        at=at,
        context={
            "network": network.name,
            "business": business.name if business else "",
            "address": settings.SITE_URL + reverse("live:newest", args=[network.slug]),
            "url": hands_url(membership.person),
        },
    )


@transaction.atomic
def take_back(person: Person, network: Network, *, at: datetime) -> None:
    """Show the person no longer as new. The business leaves the directory too where the same yes had put it there."""
    consents = Consent.objects.filter(person=person, purpose=purpose_of(network.pk), withdrawn_at=None)
    given = consents.first()
    if given is None:
        return
    consents.update(withdrawn_at=at)
    here = Membership.objects.filter(person=person, network=network, left_date=None).select_related("business").first()
    business = here.business if here else None
    if business and consents_to(business).filter(person=person, given_at=given.given_at).exists():
        directory.unlist_business(business, by=person, at=at)
