"""Which guides there are, and the page each of their steps is about."""

from dataclasses import dataclass
from enum import Enum


class At(Enum):
    """What a page's address needs to be known."""

    OUTSIDE = "outside"  # nothing, and it is for whoever is not signed in
    NOTHING = "nothing"
    NETWORK = "network"
    MUNICIPALITY = "municipality"
    ROW = "row"  # one meeting, one mail: a guide shows one and cannot lead there


@dataclass(frozen=True)
class Step:
    """A thing to do. `key` is its name in the words and in the picture's file; `page` the name of the page's address."""

    key: str
    page: str = ""
    at: At = At.NETWORK
    phone: bool = False  # it is done on a phone, and shown on one


@dataclass(frozen=True)
class Guide:
    """For whom: `slug` names it in addresses and files."""

    slug: str
    steps: tuple[Step, ...]


COORDINATOR = Guide(
    "coordinator",
    (
        Step("sign-in", "account_login", At.OUTSIDE),
        Step("week", "home:week"),
        Step("season", "programme:plan"),
        Step("meeting", "programme:manage", At.ROW),
        Step("members", "directory:members"),
        Step("list", "directory:import"),
        Step("mails", "mailing:mails"),
        Step("mail", "mailing:mailing", At.ROW),
        Step("door", "programme:check_in", At.ROW, phone=True),
        Step("evening", "live:host", At.ROW, phone=True),
        Step("report", "programme:report", At.ROW),
        Step("health", "health:health"),
        Step("parts", "networks:settings"),
        Step("handover", "home:handover"),
    ),
)
STEERING = Guide(
    "steering-group",
    (
        Step("room", "voice:steering"),
        Step("reports", "home:reports"),
        Step("said", "voice:stream"),
        Step("themes", "voice:themes"),
        Step("meeting", "voice:steering_meeting", At.ROW),
        Step("decisions", "voice:decisions"),
        Step("told", "voice:you_said"),
        Step("season", "voice:planner"),
        Step("health", "health:health"),
        Step("handover", "home:handover"),
    ),
)
MUNICIPALITY = Guide(
    "municipality",
    (
        Step("figures", "overview:municipality", At.MUNICIPALITY),
        Step("compare", "overview:compare", At.MUNICIPALITY),
        Step("reach", "overview:coverage", At.MUNICIPALITY),
        Step("goals", "overview:goals", At.MUNICIPALITY),
        Step("newcomers", "overview:newcomers", At.MUNICIPALITY),
        Step("memo", "overview:memo", At.MUNICIPALITY),
        Step("calendar", "landscape:calendar_of", At.MUNICIPALITY),
        Step("offers", "landscape:entries", At.MUNICIPALITY),
        Step("roles", "cooperation:area", At.MUNICIPALITY),
        Step("conferences", "cooperation:conferences", At.MUNICIPALITY),
    ),
)
HOST = Guide(
    "host",
    (
        Step("server"),
        Step("installation", "networks:installation", At.NOTHING),
        Step("organisation", "networks:organisation", At.ROW),
        Step("network", "home:add_network", At.NOTHING),
        Step("check", "home:check", At.NOTHING),
        Step("register", "register:imports", At.NOTHING),
        Step("days-off", "programme:installation_days_off", At.NOTHING),
        Step("privacy", "home:privacy_here", At.NOTHING),
        Step("trail", "home:trail", At.NOTHING),
        Step("accessibility", "home:accessibility_here", At.NOTHING),
        Step("backup"),
    ),
)
GUIDES = (COORDINATOR, STEERING, MUNICIPALITY, HOST)
