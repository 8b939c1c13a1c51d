"""Writes about businesses, and whether the public sees them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from mikrovirk.directory.models import Business, Consent, Person
from mikrovirk.directory.queries.people import consents_to, listing_purpose
from mikrovirk.directory.services.search_texts import text_of_business

DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})
SLUG_LENGTH = 70


def fresh_slugs(names: Iterable[str]) -> list[str]:
    """An address for each business name that no other business has. One query."""
    taken: set[str] | None = None
    slugs = []
    for name in names:
        if taken is None:
            taken = set(Business.objects.values_list("slug", flat=True))
        stem = slugify(name.translate(DANISH_LETTERS))[:SLUG_LENGTH].strip("-") or "virksomhed"
        slug, number = stem, 1
        while slug in taken:
            number += 1
            slug = f"{stem}-{number}"
        taken.add(slug)
        slugs.append(slug)
    return slugs


def add_business(*, name: str, **fields: str) -> Business:
    """Add a business; where its CVR number is known already, that one is given back as it stands."""
    cvr = fields.get("cvr", "")
    if cvr and (known := Business.objects.filter(cvr=cvr).first()):
        return known
    business = Business(name=name, slug=fresh_slugs([name])[0], **fields)
    business.search_text = text_of_business(business)
    business.save()
    return business


def edit_business(business: Business, **fields: str) -> None:
    """Write the given fields and what the business is found by. Its address on the site stays: others link to it."""
    for name, value in fields.items():
        setattr(business, name, value)
    business.search_text = text_of_business(business)
    business.save(update_fields=[*fields, "search_text"])


@transaction.atomic
def list_business(
    business: Business, *, by: Person, wording: str, at: datetime, how: Consent.How = Consent.How.PAGE
) -> None:
    """Show the business to everybody; `wording` is what the member read when they said yes, and `how` where they did."""
    consent, new = Consent.objects.get_or_create(
        person=by,
        purpose=listing_purpose(business),
        withdrawn_at=None,
        defaults={"wording": wording, "given_at": at, "how": how},
    )
    if new or business.listed_at is None:
        business.listed_at = business.listed_at or consent.given_at
        business.save(update_fields=["listed_at"])


@transaction.atomic
def unlist_business(business: Business, *, by: Person, at: datetime) -> None:
    """Take the person's yes back; the business is seen as long as another of its people has said yes."""
    consents = consents_to(business)
    consents.filter(person=by).update(withdrawn_at=at)
    if not consents.exists():
        business.listed_at = None
        business.save(update_fields=["listed_at"])
