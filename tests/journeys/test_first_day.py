"""A network on its first day: every list that is empty says what it is for, and where to begin."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.networks import services as networks
from mikrovirk.networks.parts import KEYS
from mikrovirk.programme.services import setup
from tests import factories
from tests.language import plain

CODE = "0390"
# Pages with nothing on them yet: of a network, of a municipality, and of whoever runs it.
OF_A_NETWORK = {
    "programme": ("meetings", "friends", "plan", "venues", "toolbox"),
    "directory": ("members", "network_directory"),
    "home": ("network", "reports"),
    "overview": ("invite", "invite_list", "invite_log"),
    "landscape": ("circle", "circle_own", "circle_borrowed", "tours"),
    "live": ("newest", "stories"),
    "voice": (
        *("consultations", "planner", "planner_speakers", "planner_venues", "rounds", "steering", "steering_meetings"),
        *("decisions", "you_said", "you_said_choose", "stream", "waiting", "themes", "suggested"),
    ),
    "mailing": ("mails", "incoming"),
}
OF_A_MUNICIPALITY = {
    "overview": ("municipality", "compare", "coverage", "goals", "newcomers", "move_pages", "potential", "memo"),
    "landscape": ("calendar_of", "entries", "entries_matrix", "entries_keep"),
    "cooperation": ("conferences", "area", "roles"),
}
OF_SOMEBODY = {
    "home": ("front",),
    "directory": ("directory",),
    "overview": ("open_data", "choose"),
    "landscape": ("calendar", "feeds"),
    "cooperation": ("conferences_all",),
    "fund": ("funds",),
    "voice": ("said",),
    "api": ("tokens",),
}
EMPTY = re.compile(r'<(\w+) class="empty.*?</\1>', re.DOTALL)
BARE = re.compile(r"<(?:tbody|ul|ol)[^>]*>\s*</")


def addresses() -> dict[str, str]:
    """Every page that must explain itself, by name."""
    found = {}
    for pages, arguments in ((OF_A_NETWORK, ["tom"]), (OF_A_MUNICIPALITY, [CODE]), (OF_SOMEBODY, [])):
        names = [f"{app}:{page}" for app, listed in pages.items() for page in listed]
        found |= {name: reverse(name, args=arguments) for name in names}
    return found


@pytest.fixture
def new_coordinator(db: None, client: Client) -> Client:
    """At the browser of whoever runs a network that was made today, with every part switched on."""
    coordinator = User.objects.create_user("karla@tom.example", full_name="Karla Kløver")
    network = networks.add_network(
        slug="tom",
        name="Tomnet",
        host=factories.organisation(),
        coordinator=coordinator,
        on=factories.NOW.date(),
        municipality_code=CODE,
    )
    networks.switch_parts(network, on=tuple(KEYS))
    setup.prepare_network(network)
    client.force_login(coordinator)
    return client


def test_every_empty_list_says_what_it_is_for(new_coordinator: Client) -> None:
    silent, bare = [], []
    for name, address in addresses().items():
        answer = new_coordinator.get(address)
        assert answer.status_code == 200, address
        main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
        told = [plain(re.sub(r"<[^>]+>", " ", found[0])).split() for found in EMPTY.finditer(main)]
        silent += [name] if not told or min(len(words) for words in told) < A_SENTENCE else []
        bare += [name] if BARE.search(main) else []
    assert (silent, bare) == ([], [])


A_SENTENCE = 6  # words of heading, text and button together
