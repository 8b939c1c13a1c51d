"""Every address of the site with every key that could stand in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, product
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import ForeignKey, Model
from django.urls import URLPattern, get_resolver, reverse

from mikrovirk.api.models import Token
from mikrovirk.cooperation import models as cooperation
from mikrovirk.directory.models import Business, MemberImport, Person, TableImport
from mikrovirk.fund import models as fund
from mikrovirk.health.models import RaisedWarning
from mikrovirk.landscape import models as landscape
from mikrovirk.live.models import Evening, Photo, SeatTaken, Story
from mikrovirk.mailing.models import IncomingMail, MailboxCopy, Mailing, Message
from mikrovirk.networks.models import KnowHow, Organisation, Role, RoleChange
from mikrovirk.overview import models as overview
from mikrovirk.programme import models as programme
from mikrovirk.register.models import ImportRun
from mikrovirk.voice import models as voice
from tests.journeys.places import ARGUMENT, every_key, key_before, routes

ENDS = 2
PAIR = 2  # a row and the one it belongs to
NUMBERS = (0, 1, 2)
CODES = ("0390", "0376")
# What a key in an address is the number of: by what stands before it, or by the page's name where that says too little.
OF_ROWS: dict[str, type[Model]] = {
    "feeds": landscape.Feed, "activities": landscape.OutsideEvent, "entries": landscape.Entry, "keep": landscape.Entry,
    "tours": landscape.Tour, "stop_pk": landscape.Stop, "shared": landscape.Shared, "own": landscape.Shared,
    "borrowed": landscape.Borrowed, "questions": landscape.CircleQuestion, "answer_pk": landscape.CircleAnswer,
    "conferences": cooperation.Conference, "sheet": cooperation.Conference, "wish_pk": cooperation.Wish,
    "table_pk": cooperation.Table, "note_pk": cooperation.TableNote, "conclusion_pk": cooperation.Conclusion,
    "promise_pk": cooperation.Commitment, "tasks": cooperation.Task, "parties": cooperation.Party,
    "comments": cooperation.Comment, "carried_pk": cooperation.Carried,
    "joint": programme.MeetingPartner, "partner_pk": programme.MeetingPartner, "meetings": programme.Meeting,
    "session_pk": programme.Session, "sessions": programme.Session, "choice_pk": programme.SessionSignUp,
    "formats": programme.Format, "topics": programme.Topic, "wishes": programme.Topic, "venues": programme.Venue,
    "talks": programme.Talk, "toolbox": programme.Material, "material": programme.Material, "seasons": programme.Season,
    "usual-tasks": programme.TaskTemplate, "tasks/task_pk": programme.MeetingTask, "task_pk": programme.MeetingTask,
    "offer_pk": programme.SlotOffer, "asks": programme.HotSeatAsk, "seat/pk": programme.HotSeatApplication,
    "sign_up_pk": programme.SignUp, "guests": programme.SignUp,
    "goals": overview.Goal, "indicator_pk": overview.GoalIndicator, "activity_pk": overview.GoalActivity,
    "newcomers": overview.Newcomer, "here": overview.MovePage, "villages": overview.MovePage,
    "premises": overview.Premises, "list": overview.ListedBusiness,
    "members": Person, "people": Person, "meet": Person, "faces": Person, "business": Business, "business_pk": Business,
    "import": MemberImport, "mails": Mailing, "messages": Message, "message_pk": Message, "mailbox": MailboxCopy,
    "addresses": Person, "incoming": IncomingMail, "organisations": Organisation, "roles": Role, "role_pk": Role,
    "again": RoleChange, "notes": KnowHow, "warnings": RaisedWarning, "register": ImportRun, "tokens": Token,
    "passkeys": Authenticator, "photo_pk": Photo, "seat": SeatTaken, "stories": Story,
    "steering/meetings": voice.SteeringMeeting, "steering/decisions": voice.Decision,
    "steering/point_pk": voice.AgendaPoint, "steering/guest_pk": voice.SteeringGuest, "themes": voice.Theme,
    "inputs": voice.Input, "input_pk": voice.Input, "unsure": voice.Input, "said": voice.Decision,
    "consultations": voice.Consultation, "point_pk": voice.Point, "comment_pk": voice.Comment,
    "plans": voice.SeasonDraft, "speakers": voice.Speaker, "away": voice.SpeakerAway, "rounds": voice.InputRound,
    "words": voice.InputWord,
    "ideas": fund.Idea, "picture_pk": fund.IdeaPicture, "calls": fund.Call, "call_pk": fund.Call, "votes": fund.Vote,
    "voter_pk": fund.Voter, "aid": fund.AidGrant, "share_pk": fund.Share, "applications": fund.Application,
    "cases": fund.Application, "given": fund.Application, "interest_pk": fund.Interest,
    "assignment_pk": fund.Assignment, "help_pk": fund.HelpInKind, "file_pk": fund.Attachment,
    "receipt_pk": fund.Receipt, "table": TableImport, "columns": MemberImport,
}  # fmt: skip
OF_PAGES: dict[str, type[Model]] = {
    "fund:role_end": fund.FundRole,
    "voice:said_erase": voice.Input,
    "programme:hot_seat_choose": programme.HotSeatApplication,
    "programme:hot_seat_undo": programme.HotSeatApplication,
    "programme:usual_task_remove": programme.TaskTemplate,
    "directory:want_again": Mailing,
}
WORDS: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("overview", "data", "calendar", "around", "cooperation"), CODES),
    "number": NUMBERS,
    "steering/number": NUMBERS,
    "ending": ("csv", "pdf"),
    "year": (2026,),
    "name": ("kommuner",),
    "files": ("sizes",),
    "standing": ("new",),
    "place": ("stege",),
    "take": ("voice.stream",),
    "provider_id": ("mitid",),
    "receipt": ("a-receipt",),
    "token": ("a-token",),
    "rest": ("networks",),
    "subject": ("businesses",),
    "paper": ("record",),
    "kind": ("shown", "welcome", "story"),
    "pk": NUMBERS,
    "guide": ("coordinator",),
    "mark": ("a-mark",),
}


@dataclass(frozen=True)
class Address:
    """One address of the site, without its keys."""

    name: str
    route: str
    is_public: bool

    @property
    def arguments(self) -> list[str]:
        return ARGUMENT.findall(self.route)

    @property
    def has_token(self) -> bool:
        return "token" in self.arguments or "receipt" in self.arguments

    def at(self, values: Iterable[object]) -> str:
        return reverse(self.name, kwargs=dict(zip(self.arguments, values, strict=True)) | self.fixed)

    @property
    def fixed(self) -> dict[str, str]:
        return {"kind": self.name.rpartition("_")[2]} if self.name.startswith("directory:export_") else {}


def every_address() -> list[Address]:
    """All that the resolver knows."""
    return [Address(name, route, is_public(name, route)) for name, route in routes()]


@cache
def public_routes() -> frozenset[str]:
    return frozenset(f"{entry}" for entry in _public())


def _public(resolver: Any = None, start: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        here = start + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            yield from _public(entry, here)
        elif not getattr(entry.callback, "login_required", True):
            yield here


def is_public(name: str, route: str) -> bool:
    return route in public_routes()


def ends(values: list[object]) -> list[object]:
    return values if len(values) <= ENDS * 2 else [*values[:ENDS], *values[-ENDS:]]


class Keys:
    """The keys of all rows there are, by what stands before them in an address."""

    def __init__(self) -> None:
        self.known: dict[type[Model], list[object]] = {}
        self.first: dict[str, object] = {}

    def put_first(self, **values: object) -> None:
        """These stand there before all others: the argument's name with its value."""
        self.first = values

    def of(self, address: Address, argument: str) -> list[object]:
        """Every value that could stand there; raise KeyError for an address that nobody said anything about."""
        before = key_before(address.route, argument)
        if argument == "pk" and address.name in OF_PAGES:
            return self.rows(OF_PAGES[address.name])
        if argument == "network_slug":
            return ["lynet", "stege"]
        if argument == "fund_slug":
            return list(fund.Fund.objects.order_by("pk").values_list("slug", flat=True))
        if argument == "code" and before == "code":
            return list(Evening.objects.order_by("pk").values_list("code", flat=True))
        if argument in ("key",) and before in ("kinds", "rules"):
            return sorted(every_key())[:2]
        if before == "directory":
            return list(Business.objects.exclude(listed_at=None).order_by("pk").values_list("slug", flat=True))
        if before in WORDS:
            return list(WORDS[before])
        return self.rows(OF_ROWS[before])

    def knows(self, address: Address, argument: str) -> bool:
        before = key_before(address.route, argument)
        return (
            argument in ("network_slug", "fund_slug", "code", "key", "slug")
            or before in WORDS
            or before in OF_ROWS
            or address.name in OF_PAGES
        )

    def sorted_of(self, address: Address, argument: str) -> list[object]:
        return sorted(self.of(address, argument), key=lambda value: value != self.first.get(argument))

    def rows(self, model: type[Model]) -> list[object]:
        if model not in self.known:
            self.known[model] = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        return self.known[model]

    def combined(self, address: Address) -> Iterator[str]:
        """The address with every key in every place: all of the last one with the ends of those before it, and the other way
        round (of what was made last a few are of the network elsewhere, so that ones own stands before what is theirs)."""
        values = [self.of(address, argument) for argument in address.arguments]
        rows = [number for number, each in enumerate(values) if len(each) > ENDS * 2]
        chosen: dict[str, None] = {}
        for whole in rows or [-1]:
            narrow = [each if number == whole else ends(each) for number, each in enumerate(values)]
            chosen |= dict.fromkeys(address.at(some) for some in product(*narrow))
        yield from chosen

    def filled(self, address: Address, at_most: int | None = None) -> Iterator[str]:
        """The address with every combination of its keys; first those of rows that hang together, at most so many of each."""
        values = [self.sorted_of(address, argument) for argument in address.arguments]
        combinations = chain(islice(self.tied(address, values), at_most), islice(product(*values), at_most))
        return (address.at(chosen) for chosen in combinations)

    def tied(self, address: Address, values: list[list[object]]) -> Iterator[tuple[object, ...]]:
        """The combinations whose last key is of a row that belongs to the row of the key before it."""
        if len(values) < PAIR:
            return
        (above, _), (below, key) = [self.model_of(address, name) for name in address.arguments[-PAIR:]]
        if above and below and (way := way_between(below, above)):
            pairs = below._base_manager.exclude(**{way: None}).order_by("-pk").values_list(way, key)
            yield from ((*rest, *pair) for pair in pairs for rest in product(*values[:-PAIR]))

    def model_of(self, address: Address, argument: str) -> tuple[type[Model] | None, str]:
        """What rows the argument chooses among, and by which of their fields."""
        if argument == "number" and "/claims/" in address.route:
            return fund.Claim, "number"
        if argument == "pk" and address.name in OF_PAGES:
            return OF_PAGES[address.name], "pk"
        return OF_ROWS.get(key_before(address.route, argument)), "pk"


def way_between(below: type[Model], above: type[Model], steps: int = 3) -> str:
    """The shortest way by foreign keys from a row to the one it belongs to, as a lookup; empty if there is none."""
    keys = [field for field in below._meta.concrete_fields if isinstance(field, ForeignKey)]
    if direct := next((key.name for key in keys if key.related_model is above), ""):
        return direct
    further = ((key.name, way_between(key.related_model, above, steps - 1)) for key in keys) if steps > 1 else ()  # type: ignore[arg-type]
    return next((f"{name}__{way}" for name, way in further if way), "")
