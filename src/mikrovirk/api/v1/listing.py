"""The addresses of the API in the reader's words, for the page about it; made from the description."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mikrovirk.api.v1.description import description
from mikrovirk.api.v1.reading import KEY

EVERYWHERE = {"in", "page", "per_page"}  # what every address, or every list, understands


@dataclass(frozen=True)
class Address:
    """One address: what it answers, what narrows it, and which scope it takes."""

    path: str
    says: str
    narrowed_by: tuple[str, ...]
    scope: str
    can_be_opened: bool  # in a browser as it is: nothing to fill in, no key


def addresses() -> dict[str, list[Address]]:
    """The addresses by what they are about, in the order they are declared in."""
    found: dict[str, list[Address]] = {}
    for path, methods in description()["paths"].items():
        told = methods["get"]
        asked = [each["name"] for each in told["parameters"] if each["in"] == "query"]
        scopes = [scope for way in told.get("security", []) for scope in way[KEY]]
        address = Address(
            path=path,
            says=_(told["summary"]),
            narrowed_by=tuple(name for name in asked if name not in EVERYWHERE),
            scope=", ".join(scopes),
            can_be_opened="security" not in told and "{" not in path,
        )
        found.setdefault(_(told["tags"][0]), []).append(address)
    return found
