"""A network with hosts who welcome newcomers, a public page, and somebody who wrote on it."""

from datetime import datetime

from mikrovirk.networks.models import Network
from mikrovirk.overview.models import MovePage, Newcomer, WelcomeHost
from mikrovirk.overview.services import hosts, move_pages, newcomers
from tests import factories as f

SIGNE = {
    "name": "Signe Lund",
    "email": "signe@ler.example",
    "trade": "Keramiker",
    "wish": "Et lille værksted fra foråret",
}


def network(slug: str = "moen", **fields: object) -> Network:
    return f.network(slug, **{"name": "Netværk Møn", "municipality_code": "0390", **fields})


def host(
    place: Network, name: str, *, trade: str = "", village: str = "", is_public: bool = False, at: datetime = f.NOW
) -> WelcomeHost:
    """A member who said yes."""
    person = f.member(place, name)
    return hosts.become_host(person, place, trade=trade, place=village, is_public=is_public, at=at)


def page(*, slug: str = "", by_host: WelcomeHost | None = None, at: datetime = f.NOW, **words: object) -> MovePage:
    """A page that everybody sees."""
    made = move_pages.write_page("0390", slug=slug, by=None, at=at, host=by_host, **words)
    move_pages.publish(made, at=at)
    return made


def wrote(to: MovePage, *, at: datetime = f.NOW, **words: str) -> Newcomer:
    made = newcomers.write_in(to, **(SIGNE | words), at=at)
    assert made is not None
    return made
