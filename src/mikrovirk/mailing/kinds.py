"""The kinds of mail the product sends. Each app registers its own in its `mails.py`; mailing never asks why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class MailKind:
    """One kind of mail.

    `subject` and `body` are translatable texts with {placeholders}, filled from the mailing's and the message's context
    and from the recipient ({first_name}, {name}, {email}). In `body` a blank line parts paragraphs and a line of the form
    ``[Label]({url})`` alone becomes the button. Lines that begin with "- " become a list; a paragraph whose placeholders
    are all empty is left out. `body` begins with its own greeting ("Hej {first_name}") and ends without a sign-off:
    mailing adds "Venlig hilsen", who writes, why one gets the mail, and the way out. `example` fills a preview.
    A `personal` one has no button and no frame: its links are plain, and only one line with the way out stands below.
    """

    key: str  # "programme.invitation": the app, then what it is
    label: str | Promise  # in lists and on the unsubscribe page
    subject: str | Promise
    body: str | Promise
    because: str | Promise  # "sent because …", in words for the coordinator
    service: bool = False  # about one's own sign-up or sign-in: not counted, sent at once, no unsubscribe
    drafted: bool = False  # a service kind that is drafted all the same: it waits for approval or a standing rule
    monthly: bool = False  # the one mail those get who want "only the monthly one"
    gives_way: bool = False  # leaves the month's last open place to kinds that matter more
    fold: str | Promise = ""  # one line (same placeholders) that stands in the next mail when this one was held back
    personal: bool = False  # from the mailing's named sender, as text alone: looks like a mail somebody wrote
    replies_taken: bool = False  # a job of the app takes the replies: nobody has to look at them unless it leaves them
    unsigned: bool = False  # in the network's name alone: whoever it names as its contact may be the one who is gone
    part: str = ""  # key of the part this belongs to; off: none is made
    example: Mapping[str, str] = field(default_factory=dict)


_kinds: dict[str, MailKind] = {}


def register(kind: MailKind) -> MailKind:
    """Make `kind` known; raise ValueError if another of that key is."""
    if _kinds.setdefault(kind.key, kind) is not kind:
        raise ValueError(f"two mail kinds are called {kind.key}")
    return kind


def get(key: str) -> MailKind:
    """The kind of that key; raise KeyError."""
    return _kinds[key]


def find(key: str) -> MailKind:
    """The kind of that key; one without a text, named by its key, where the app that knew it is gone."""
    return _kinds.get(key) or MailKind(key=key, label=key, subject="", body="", because="")


def is_known(key: str) -> bool:
    return key in _kinds


def all_kinds() -> list[MailKind]:
    return sorted(_kinds.values(), key=lambda kind: kind.key)
