"""Keys that stand in texts and lists rather than in columns of their own: where they are, and how they are found.

Where the keys of the rows change on the way (in an installation that has other networks already) these change too. Of whoever
does not go along nothing is said: their key is put below 0, which is nobody's.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mikrovirk.home.moving.values import KeyOf

Change = Callable[[Any, KeyOf], Any]

TURN = re.compile(r"^i(\d+)")
# An occasion is words between colons; the first says whose keys follow. None: not a key.
OCCASIONS: dict[str, tuple[str | None, ...]] = {
    "ask": ("voice.Ask", "voice.RoundQuestion", "voice.Input"),
    "circle": (None,),  # what coordinators ask each other stays between those who are here
    "consultation": ("voice.Consultation",),
    "decision": ("voice.Decision", "accounts.User"),
    "draft": ("voice.SeasonDraft",),
    "entries": (None,),  # the register of networks and offers stays with the municipality
    "entry": (None,),
    "evening": ("live.Evening",),
    "feed": (None,),  # a calendar that is read stays with the municipality
    "feedback": ("programme.Feedback",),
    "follow": ("networks.Network",),
    "hand": ("live.Evening", "turn", "live.Phone"),
    "incoming": ("mailing.IncomingMail",),
    "introduction": ("networks.Network",),
    "join": ("directory.JoinRequest",),
    "listing": ("directory.Business",),
    "mail": ("mailing.IncomingMail",),
    "meeting": ("programme.Meeting",),
    "member": ("directory.Membership",),
    "minutes": ("voice.SteeringMeeting",),
    "month": ("networks.Network",),
    "network": ("networks.Network",),
    "newcomer": (None, "overview.WelcomeHost"),  # the newcomer stays with the municipality
    "person": ("directory.Person",),
    "photo": ("live.Photo",),
    "question": ("live.Question",),
    "referral": ("directory.Referral",),
    "role": ("networks.RoleChange",),
    "round": ("voice.InputRound",),
    "said": ("voice.Decision",),
    "seat": ("live.SeatTaken",),
    "shown": ("directory.Consent",),
    "sign-up": ("programme.SignUp",),
    "steering": ("voice.SteeringMeeting",),
    "talk": ("programme.Talk",),
    "topic": ("programme.Topic", "directory.Person"),
    "tour": ("landscape.Tour",),
    "watch": ("networks.WatchCase",),
    "word": ("voice.InputWord",),
}


def turn(value: str, key_of: KeyOf) -> str:
    """The key of a turn of an evening: "i12-2", where 12 is the line of the agenda."""
    return TURN.sub(lambda found: f"i{key_of('programme.AgendaItem', int(found[1]))}", value)


# What a turn, or a press of the host, names by key.
IN_A_TURN = {
    "person": "directory.Person",
    "sign_up": "programme.SignUp",
    "application": "programme.HotSeatApplication",
    "phone": "live.Phone",
}


def in_a_turn(value: dict[str, Any], key_of: KeyOf) -> dict[str, Any]:
    """A turn as it was laid out, or what a press says: keys of turns as words, of people as numbers."""
    return {
        name: key_of(IN_A_TURN[name], each)
        if name in IN_A_TURN and isinstance(each, int)
        else turn(each, key_of)
        if name in ("key", "part", "other") and isinstance(each, str)
        else each
        for name, each in value.items()
    }


def turns(value: list[dict[str, Any]], key_of: KeyOf) -> list[dict[str, Any]]:
    return [in_a_turn(each, key_of) for each in value]


def occasion(value: str, key_of: KeyOf) -> str:
    """What a mail is about: "meeting:12:tasks"."""
    word, *parts = value.split(":")
    for n, label in enumerate(OCCASIONS.get(word, ())[: len(parts)]):
        if label == "turn":
            parts[n] = turn(parts[n], key_of)
        elif label and parts[n].isdigit():
            parts[n] = str(key_of(label, int(parts[n])))
    return ":".join([word, *parts])


def names_another(value: str, keys: Mapping[str, set[int]]) -> bool:
    """Whether an occasion names a row that is not among `keys`."""
    word, *parts = value.split(":")
    labels = zip(OCCASIONS.get(word, ()), parts, strict=False)
    return any(label and part.isdigit() and int(part) not in keys.get(label, ()) for label, part in labels)


def showing(value: dict[str, Any], key_of: KeyOf) -> dict[str, Any]:
    """What is on the screen: {"what": "question", "pk": 12}."""
    tables = {"question": "live.Question", "photo": "live.Photo", "input": "live.SeatInput", "group": "live.SeatGroup"}
    if "pk" in value and value.get("what") in tables:
        return {**value, "pk": key_of(tables[value["what"]], value["pk"])}
    return value


def sign_ups(value: Any, key_of: KeyOf) -> Any:
    """Numbers of sign-ups, in lists however deep or as the words of a dictionary."""
    if isinstance(value, list):
        return [sign_ups(each, key_of) for each in value]
    if isinstance(value, dict):
        return {str(key_of("programme.SignUp", int(key))): each for key, each in value.items()}
    return key_of("programme.SignUp", value) if isinstance(value, int) else value


def points(value: dict[str, Any], key_of: KeyOf) -> dict[str, Any]:
    """A version of a draft: each of its points has its key."""
    return {**value, "points": [{**point, "key": key_of("voice.Point", point["key"])} for point in value["points"]]}


def meeting_before(value: dict[str, Any], key_of: KeyOf) -> dict[str, Any]:
    """What a meeting was before a draft was adopted: its venue and format by key."""
    tables = {"venue": "programme.Venue", "format": "programme.Format"}
    return {name: key_of(tables[name], each) if name in tables and each else each for name, each in value.items()}


# The season planner names rows by their key: "topic-12", alone or in the middle of a sentence.
PLANNED = {
    "topic": "programme.Topic",
    "speaker": "voice.Speaker",
    "venue": "programme.Venue",
    "person": "directory.Person",
    "talk": "programme.Talk",
    "evening": "programme.Meeting",
}
PLANNED_ID = re.compile(rf"\b({'|'.join(PLANNED)})-([1-9]\d*)\b")


def planned(value: Any, key_of: KeyOf) -> Any:
    """What the season planner was asked and answered, however deep."""

    def renamed(found: re.Match[str]) -> str:
        return f"{found[1]}-{key_of(PLANNED[found[1]], int(found[2]))}"

    if isinstance(value, str):
        return PLANNED_ID.sub(renamed, value)
    if isinstance(value, list):
        return [planned(each, key_of) for each in value]
    if isinstance(value, dict):
        return {name: planned(each, key_of) for name, each in value.items()}
    return value


def wished(value: dict[str, Any], key_of: KeyOf) -> dict[str, Any]:
    """The wishes of a season: also what is fixed, and which meeting has which number, by key."""
    made: dict[str, Any] = planned(value, key_of)
    if "fixed" in value:
        made["fixed"] = {
            number: {
                what: key_of(PLANNED[what], key) if what in PLANNED and key else key for what, key in agreed.items()
            }
            for number, agreed in value["fixed"].items()
        }
    if "meetings" in value:
        made["meetings"] = {number: key_of("programme.Meeting", pk) for number, pk in value["meetings"].items()}
    return made


def left_out(value: list[Any], key_of: KeyOf) -> list[Any]:
    """Why a stop is not in its tour's timetable: beside which other stop, or after which (0: the beginning)."""
    at = {"besides": 1, "no_time": 2}.get(value[0], 0) if value else 0
    return [key_of("landscape.Stop", each) if at and n == at and each else each for n, each in enumerate(value)]


def answers(value: dict[str, Any], key_of: KeyOf) -> dict[str, Any]:
    """What somebody said of a list that was brought in: which meeting it is about."""
    meeting = value.get("meeting")
    return {**value, "meeting": key_of("programme.Meeting", meeting)} if meeting else value


def nothing(value: Any, key_of: KeyOf) -> Any:
    """What names rows in ways of its own: an import can no longer be undone."""
    return []


CHANGES: dict[str, dict[str, Change]] = {
    "directory.Consent": {"purpose": occasion},
    "directory.MemberImport": {"journal": nothing},
    "directory.TableImport": {"journal": nothing, "answers": answers},
    "landscape.Stop": {"left_out": left_out},
    "live.CardPlan": {"people": sign_ups, "few": sign_ups},
    "live.Evening": {"programme": turns, "showing": showing},
    "live.Hand": {"turn": turn},
    "live.HostAction": {"turn": turn, "detail": in_a_turn},
    "live.Question": {"turn": turn},
    "live.TablePlan": {"rounds": sign_ups},
    "mailing.Mailing": {"occasion": occasion},
    "mailing.Message": {"occasion": occasion},
    "networks.WatchCase": {"about": occasion},
    "voice.AgendaPoint": {"matter": occasion},
    "voice.ConsultationVersion": {"content": points},
    "voice.Input": {"source_key": occasion},
    "voice.Point": {"before": meeting_before, "planned": planned},
    "voice.SeasonDraft": {"wishes": wished, "asked": planned, "answer": planned},
}
