"""Who was signed up for a meeting, and whether they came, as lists of participants say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from mikrovirk.directory.domain.cpr import MASK
from mikrovirk.directory.domain.emails import emails_in, normalised_email
from mikrovirk.directory.domain.member_lists.headings import compact
from mikrovirk.directory.domain.names import full_name, tidy_name
from mikrovirk.directory.domain.tables import Wanted
from mikrovirk.programme.domain.history.moments import read_day, read_hours

LONGEST_NAME: Final = 150
WANTED: Final = (
    Wanted("first_name", "fornavn, first name, firstname, dit fornavn, fornavn(e)"),
    Wanted("last_name", "efternavn, last name, lastname, surname, dit efternavn"),
    Wanted("name", "navn, name, deltager, deltagernavn, deltagerens navn, fulde navn, full name, fornavn og efternavn, participant"),
    Wanted(
        "email",
        "e-mail, email, mail, e-mailadresse, mailadresse, e-mail-adresse, e-post, email address, e-mail address, deltagers e-mail",
        looks=lambda text: normalised_email(text) is not None,
    ),
    Wanted("meeting", "arrangement, arrangementets navn, arrangementsnavn, event, event name, møde, mødets titel, titel, title, begivenhed"),
    Wanted(
        "day",
        "dato, mødedato, arrangementsdato, dato for arrangement, arrangementets dato, startdato, starttidspunkt, event date, date, "
        "event start, start, afholdt",
        looks=lambda text: read_day(text) is not None,
    ),
    Wanted("state", "status, tilmeldingsstatus, tilstand, registration status, deltagerstatus, svar, response, rsvp, order status"),
    Wanted(
        "came",
        "fremmødt, fremmøde, mødt, mødte op, check-in, checked in, checket ind, tjekket ind, indtjekket, deltog, attended, attendance, "
        "ankommet, check-in tidspunkt, kom, came, attendee status",
    ),
    Wanted(
        "signed_up",
        "tilmeldt, tilmeldt den, tilmeldingsdato, tilmeldingstidspunkt, dato for tilmelding, registreret, oprettet, registration date, "
        "order date, created, signed up, registered",
    ),
)  # fmt: skip
# Words in the columns "status" and "came", compact. What comes first counts: "ikke mødt" also has "mødt" in it.
NOT_COMING: Final = (
    "afmeld",
    "annuller",
    "afbud",
    "cancel",
    "slettet",
    "refunder",
    "declined",
    "framelt",
    "deltagerikke",
    "nejtak",
)
WAITING: Final = ("venteliste", "paventeliste", "waiting", "waitlist", "standby", "reserve")
STAYED_AWAY: Final = (
    "ikkem",
    "ikkefrem",
    "ikkecheck",
    "ikkeindt",
    "ikketjek",
    "udeb",
    "noshow",
    "notattend",
    "didnotattend",
    "absent",
    "notchecked",
    "komikke",
)
CAME: Final = ("fremm", "modt", "modteop", "checketind", "checkedin", "checkin", "tjekketind", "indtjekket", "deltog", "attended", "ankommet", "present", "deltaget")  # fmt: skip
CAME_WHOLE: Final = frozenset({"kom", "came"})  # "kommer" only means to
YES: Final = frozenset({"ja", "yes", "j", "y", "x", "1", "sand", "true", "v", "ok", "+"})
NO: Final = frozenset({"nej", "no", "n", "0", "falsk", "false"})


class State(StrEnum):
    """How somebody stood to the meeting; the values of a sign-up's state."""

    COMING = "coming"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class Trouble(StrEnum):
    """Why a row is set aside."""

    NOBODY = "nobody"  # neither a name nor an address
    CPR = "cpr"
    NO_MEETING = "no_meeting"
    NOT_HELD = "not_held"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Participation:
    """One row, understood. `came`: None where it does not say."""

    number: int
    name: str
    email: str
    meeting: str
    day: date | None
    hour: time | None
    state: State
    came: bool | None
    signed_up: date | None
    signed_up_hour: time | None
    trouble: Trouble | None = None


def participation(number: int, said: Mapping[str, str]) -> Participation:
    """What a row says; `said`: its text for each field of WANTED that the table has."""
    name = tidy_name(said.get("name", "")) or full_name(said.get("first_name", ""), said.get("last_name", ""))
    address = said.get("email", "")
    email = normalised_email(address) or next(iter(emails_in(address)), "")
    state, came = stand(said.get("state", ""), said.get("came", ""))
    hours = read_hours(said.get("day", ""))
    signed_up_hours = read_hours(said.get("signed_up", ""))
    holds_cpr = any(MASK in text for text in said.values())
    return Participation(
        number=number,
        name=name[:LONGEST_NAME],
        email=email,
        meeting=" ".join(said.get("meeting", "").split())[:160],
        day=read_day(said.get("day", "")),
        hour=hours[0] if hours else None,
        state=state,
        came=came,
        signed_up=read_day(said.get("signed_up", "")),
        signed_up_hour=signed_up_hours[0] if signed_up_hours else None,
        trouble=Trouble.CPR if holds_cpr else None if name or email else Trouble.NOBODY,
    )


def stand(status: str, attended: str) -> tuple[State, bool | None]:
    """How somebody stood to the meeting and whether they came, from the words of the two columns."""
    came = whether_came(attended, says_yes=True)
    if came is None:
        came = whether_came(status, says_yes=False)
    word = compact(status)
    if came:
        return State.COMING, True
    if any(part in word for part in NOT_COMING):
        return State.CANCELLED, False
    if any(part in word for part in WAITING):
        return State.WAITING, False
    return State.COMING, came


def whether_came(text: str, *, says_yes: bool) -> bool | None:
    """True, False or None; `says_yes`: the column asks whether they came, so that "ja", a day or an hour is an answer."""
    word = compact(text)
    if any(part in word for part in STAYED_AWAY):
        return False
    if word in CAME_WHOLE or any(word.startswith(part) for part in CAME):
        return True
    if not says_yes or not text.strip():
        return None
    if text.strip().casefold() in YES or word in YES or read_day(text) or read_hours(text):
        return True
    return False if word in NO or any(part in word for part in NOT_COMING) or text.strip() == "-" else None
