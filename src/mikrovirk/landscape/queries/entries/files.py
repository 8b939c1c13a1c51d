"""Reads: an entry of the register as plain values, for files, other programs and commands."""

from typing import Any, Final

from django.conf import settings

from mikrovirk.landscape.domain.entries import Standing
from mikrovirk.landscape.queries.entries.listing import Shown
from mikrovirk.landscape.queries.files import in_danish_time

NAMES: Final = (
    *(
        "id",
        "kind",
        "name",
        "about",
        "audience",
        "trades",
        "place",
        "postcode",
        "town",
        "latitude",
        "longitude",
        "price",
        "free",
    ),
    *("how_often", "language", "contact_name", "contact_email", "contact_phone", "website", "last_held", "next_held"),
    *("standing", "confirmed", "municipalities", "url"),
)


def as_plain(entry: Shown) -> dict[str, Any]:
    """What everybody may see; docs/using/networks-and-offers.md says what each word means."""
    row, point = entry.row, entry.point
    return {
        "id": row.pk,
        "kind": row.kind,
        "name": entry.name,
        "about": entry.about,
        "audience": row.audience,
        "trades": list(row.industries),
        "place": row.place,
        "postcode": row.postcode,
        "town": row.town,
        "latitude": point[1] if point else None,
        "longitude": point[0] if point else None,
        "price": row.price,
        "free": row.is_free,
        "how_often": row.how_often,
        "language": row.language,
        "contact_name": entry.contact_name,
        "contact_email": entry.contact_email,
        "contact_phone": entry.contact_phone,
        "website": entry.website,
        "last_held": entry.last_date.isoformat() if entry.last_date else None,
        "next_held": in_danish_time(entry.next_at) if entry.next_at else None,
        "standing": entry.standing.value,
        "confirmed": row.confirmed_at.date().isoformat()
        if row.confirmed_at and entry.standing != Standing.OWN
        else None,
        "municipalities": list(entry.codes),
        "url": settings.SITE_URL + entry.url,
    }
