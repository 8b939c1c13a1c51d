"""A link for every address that has one in it: as it was handed out to somebody of the network."""

from collections.abc import Iterator
from itertools import product

from django.test import Client
from django.urls import resolve, reverse

from mikrovirk.accounts import links
from mikrovirk.accounts.services import ADDRESS_PURPOSE
from mikrovirk.programme.models import Session, SignUp, Talk
from mikrovirk.programme.services import talks
from tests.access.asking import NOTHING, asked
from tests.access.world import Region
from tests.journeys.places import signed_addresses

BESIDE = {  # pages with the same token
    "programme:speaker": ("speaker_material",),
    "voice:receipt": ("receipt_word", "receipt_erase"),
    "live:seat": ("seat_pdf",),
}
AT_A_SIGN_UP = tuple(
    f"programme:{page}" for page in ("answer_cancel", "bring", "seen", "own_sessions", "own_sessions_ics")
)


def handed_out(region: Region) -> dict[str, list[str]]:
    """By the address's name: paths that are in order, and lead somewhere."""
    found: dict[str, list[str]] = {}
    client = Client(raise_request_exception=False)
    for path in (*signed_addresses(region.lively), *others(region)):
        bare = path.partition("?")[0]
        name = resolve(bare).view_name
        if "broken" not in bare and asked(client, "GET", bare).outcome != NOTHING:
            found.setdefault(name, []).append(bare)
    for name, pages in BESIDE.items():
        for path, page in product(found[name], pages):
            beside = f"{name.partition(':')[0]}:{page}"
            found.setdefault(beside, []).append(reverse(beside, args=[token_in(path)]))
    return found


def others(region: Region) -> Iterator[str]:
    """Those that stand on no page of their own."""
    coming = SignUp.objects.filter(meeting=region.lively.first, state="coming", brought_by=None).exclude(person=None)
    for row in coming.select_related("person")[:3]:
        token = links.sign("signup", row.meeting_id, row.person.user_id)  # type: ignore[union-attr]
        yield from (reverse(name, args=[token]) for name in AT_A_SIGN_UP)
        for session in Session.objects.filter(meeting=row.meeting_id):
            yield reverse("programme:session_choose", args=[token, session.pk])
            yield reverse("programme:session_leave", args=[token, session.pk])
        for guest in SignUp.objects.filter(brought_by=row):
            yield reverse("programme:unbring", args=[token, guest.pk])
    talk = Talk.objects.get(meeting=region.lively.first)
    token = token_in(talks.speaker_url(talk))
    for material in talk.materials.all():
        yield reverse("programme:speaker_material_remove", args=[token, material.pk])
        yield reverse("programme:speaker_material_file", args=[token, material.pk])
    member = region.lively.people[8].user
    yield reverse(
        "home:confirm_address", args=[links.sign(ADDRESS_PURPOSE, member.pk, member.email, "ny@firma.example")]
    )


def token_in(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
