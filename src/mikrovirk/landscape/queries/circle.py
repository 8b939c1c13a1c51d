"""Reads: what the networks share with each other, and what one could share of one's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mikrovirk.directory.domain.search_words import query_terms
from mikrovirk.landscape.models import Borrowed, Shared
from mikrovirk.mailing import kinds
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Material, Talk, Venue

Kind = Shared.Kind
CHOICES_AT_MOST = 60  # of each kind: the newest


# --- what is shared --------------------------------------------------------------------------------------------------


def shared_with(network: Network) -> QuerySet[Shared]:
    """What the other open networks let this one use, newest first."""
    rows = Shared.objects.filter(revoked_at=None, network__is_open=True).exclude(network=network)
    return _shown(rows).annotate(
        is_borrowed=Exists(Borrowed.objects.filter(shared=OuterRef("pk"), network=network, undone_at=None))
    )


def found(rows: QuerySet[Shared], *, kind: str, words: str) -> QuerySet[Shared]:
    """Of these the ones of a kind that have all the words, in any Danish form."""
    if kind in Kind:
        rows = rows.filter(kind=kind)
    for term in query_terms(words):
        rows = rows.filter(search_text__contains=term.like)
    return rows


def shared_by(network: Network) -> QuerySet[Shared]:
    """What the network lets others use, and what it has taken back, that last."""
    return _shown(Shared.objects.filter(network=network)).order_by("revoked_at", "-shared_at", "-pk")


def _shown(rows: QuerySet[Shared]) -> QuerySet[Shared]:
    counted = Count("borrowings", filter=Q(borrowings__undone_at=None))
    return (
        rows.select_related("network", "format", "talk", "venue")
        .annotate(borrowed_count=counted)
        .order_by("-shared_at", "-pk")
    )


def materials_of(shared: Shared) -> list[Material]:
    """The material that goes along with a talk."""
    return list(Material.objects.filter(talk=shared.talk_id).order_by("pk")) if shared.kind == Kind.TALK else []


# --- what could be ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """Something of one's own that one could share."""

    kind: str
    key: int
    title: str
    about: str = ""  # more words it is found by
    subject: str = ""
    body: str = ""
    mail_kind: str = ""

    @property
    def value(self) -> str:
        return f"{self.kind}-{self.key}"

    @property
    def column(self) -> str:
        """The reference that names it."""
        return "talk_id" if self.kind == Kind.SPEAKER else f"{self.kind}_id"


def could_share(network: Network) -> list[Choice]:
    """The network's formats, talks with material, speakers, venues and own mail texts that are not shared now. Five queries."""
    taken = set(
        Shared.objects.filter(network=network, revoked_at=None)
        .exclude(kind=Kind.MAIL)
        .values_list("kind", "format", "talk", "venue")
    )
    keys = {(kind, one or two or three) for kind, one, two, three in taken}
    return [choice for choice in _own(network) if (choice.kind, choice.key) not in keys]


def _own(network: Network) -> Iterator[Choice]:
    for row in Format.objects.filter(network=network, is_active=True)[:CHOICES_AT_MOST]:
        yield Choice(Kind.FORMAT, row.pk, row.name, f"{row.purpose} {row.expect}")
    talks = Talk.objects.filter(network=network).annotate(material_count=Count("materials")).order_by("-pk")
    for talk in talks.exclude(state=Talk.State.DECLINED)[:CHOICES_AT_MOST]:
        if talk.title and talk.material_count:
            yield Choice(Kind.TALK, talk.pk, talk.title, talk.lines)
        if talk.speaker_name:
            yield Choice(Kind.SPEAKER, talk.pk, talk.speaker_name, f"{talk.speaker_from} {talk.title}")
    for venue in Venue.objects.filter(network=network)[:CHOICES_AT_MOST]:
        yield Choice(Kind.VENUE, venue.pk, venue.name, f"{venue.address} {venue.town}")
    written = Mailing.objects.filter(network=network).exclude(body="").order_by("-pk")
    for mailing in written.only("subject", "body", "kind")[:CHOICES_AT_MOST]:
        title = mailing.subject or str(kinds.find(mailing.kind).label)
        yield Choice(Kind.MAIL, mailing.pk, title, mailing.body[:500], mailing.subject, mailing.body, mailing.kind)


def label_of(choice: Choice) -> Any:
    """How the choice stands in a list of its kind."""
    if choice.kind == Kind.MAIL:
        return f"{choice.title} ({kinds.find(choice.mail_kind).label})"
    return choice.title
