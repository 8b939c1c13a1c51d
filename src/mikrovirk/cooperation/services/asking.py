"""Mails to the parties: the new version to sign, and in time that it is to be looked at again. All wait for approval."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.accounts.services import known_or_new
from mikrovirk.common import dates
from mikrovirk.cooperation.models import Party, Version
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.mailing import services as mailing

SIGN, REVIEW = "cooperation.sign", "cooperation.review"
LINK = "role_party"
REVIEW_AHEAD = timedelta(days=60)  # so that there is time to meet about it
SIGN_WITHIN = timedelta(days=60)


class LinkOver(Exception):
    """The link was good once: the party or whoever it was sent to has left."""


def link_of(party: Party, user: User) -> str:
    """The way in for `user` on behalf of `party`, without an account."""
    token = links.sign(LINK, party.pk, user.pk)
    return settings.SITE_URL + reverse("cooperation:party_link", args=[token])


def party_at(token: str) -> tuple[Party, User]:
    """Whose link it is; raise LinkOver, or links.LinkInvalid."""
    party_pk, user_pk = links.read(LINK, token)
    party = Party.objects.filter(pk=party_pk, removed_at=None).select_related("organisation", "network").first()
    if party is None:
        raise LinkOver
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if user is None or (user.email != address_of(party) and user not in queries.people_of(party)):
        raise LinkOver
    return party, user


def address_of(party: Party) -> str:
    """Where mails for the party itself go; "": nowhere."""
    return (party.email or (party.organisation.email if party.organisation else "")).strip().lower()


def contacts_of(party: Party) -> list[User]:
    """Those who can sign for it; where there is nobody, or an address was written down for it, that address."""
    people = queries.people_of(party)
    address = address_of(party)
    if not address or (people and not party.email):
        return people
    user = known_or_new(address)
    return people if user in people else [*people, user]


def occasion_of(version: Version) -> str:
    return f"agreement:{version.agreement_id}:{version.number}"


def ask_to_sign(version: Version, *, at: datetime) -> None:
    """Draft the mail with a link of their own to each party, where a network's coordinator can approve it."""
    draft(SIGN, version, occasion_of(version), recipients_of(version), at=at, expires_at=at + SIGN_WITHIN)


def stop_asking(version: Version, *, at: datetime) -> None:
    """What has not been sent yet is not sent: the version no longer waits."""
    mailing.withdraw(kind=SIGN, occasion=occasion_of(version), at=at, why="no_longer_waits")


def remind_due(*, now: datetime) -> int:
    """Draft the reminder once when the review is near and once when it is over; return for how many versions."""
    today = timezone.localdate(now)
    near = Q(review_date__lte=today + REVIEW_AHEAD, reminded_date=None)
    over = Q(review_date__lt=today, reminded_date__lte=F("review_date"))
    due = Version.objects.filter(near | over, state=Version.State.FORCE).select_related("agreement__network")
    for version in due:
        with transaction.atomic():
            late = ":late" if version.review_date < today else ""
            draft(REVIEW, version, occasion_of(version) + late, recipients_of(version), at=now)
            version.reminded_date = today
            version.save(update_fields=["reminded_date"])
    return len(due)


def recipients_of(version: Version) -> list[mailing.Recipient]:
    """Everybody who speaks for a party, each with a link; one mail for who speaks for several."""
    found: dict[int, mailing.Recipient] = {}
    for party, user in people_in(version):
        found.setdefault(user.pk, mailing.Recipient(user, {"party": party.name, "url": link_of(party, user)}))
    return list(found.values())


def people_in(version: Version) -> Iterator[tuple[Party, User]]:
    for party, _answer in queries.signing_of(version).said:
        for user in contacts_of(party):
            yield party, user


def draft(
    kind: str,
    version: Version,
    occasion: str,
    recipients: Sequence[mailing.Recipient],
    *,
    at: datetime,
    expires_at: datetime | None = None,
) -> None:
    network = version.agreement.network
    if network is None or not recipients:
        return
    review = version.review_date
    mailing.draft(
        kind=kind,
        occasion=occasion,
        recipients=recipients,
        at=at,
        due_at=at,
        network=network,
        context={
            "place": queries.place_of(queries.codes_of(version.agreement)),
            "number": str(version.number),
            "note": version.note,
            "review": mailing.in_each_language(lambda: dates.day(review)),
            "network": network.name,
        },
        expires_at=expires_at,
    )
