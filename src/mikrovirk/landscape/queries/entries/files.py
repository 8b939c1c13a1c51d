"""Reads: an entry of the register as plain values for other programs and commands, and in words for a spreadsheet."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.landscape.domain.entries import Standing
from mikrovirk.landscape.queries.entries.listing import Shown
from mikrovirk.landscape.queries.files import in_danish_time


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
        "confirmed": timezone.localdate(row.confirmed_at).isoformat()
        if row.confirmed_at and entry.standing != Standing.OWN
        else None,
        "municipalities": list(entry.codes),
        "url": settings.SITE_URL + entry.url,
    }


def in_words(entry: Shown) -> dict[str, str]:
    """The same for people, by the headings of a spreadsheet; `domain.entry_lists` reads it again."""
    row = entry.row
    return {
        _("Name"): entry.name,
        _("What is it?"): str(row.get_kind_display()),
        _("What it is"): entry.about,
        _("For whom"): entry.for_whom,
        _("Where"): row.place,
        _("Postcode"): row.postcode,
        _("Town"): row.town,
        _("Price"): entry.price,
        _("How often"): row.how_often,
        _("Language"): str(row.get_language_display()),
        _("Whom to ask"): entry.contact_name,
        _("Contact e-mail"): entry.contact_email,
        _("Contact phone"): entry.contact_phone,
        _("Website"): entry.website,
        _("Last held"): entry.last_date.isoformat() if entry.last_date else "",
        _("Next time"): f"{timezone.localtime(entry.next_at):%Y-%m-%d %H:%M}" if entry.next_at else "",
        _("Confirmed"): timezone.localdate(row.confirmed_at).isoformat() if row.confirmed_at else "",
        _("Its page here"): settings.SITE_URL + entry.url,
    }
