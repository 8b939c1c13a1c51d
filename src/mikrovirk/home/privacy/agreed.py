"""What somebody agreed to: everything that stands on a consent, wherever it was given, with its history and a way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Business, Consent, Person
from mikrovirk.live.models import Story
from mikrovirk.live.services import newest, seat_story
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import WelcomeHost
from mikrovirk.overview.services import hosts


@dataclass(frozen=True)
class Said:
    """One yes: what to, in which words, when and how, and when it was taken back."""

    kind: str
    pk: int
    title: str
    wording: str
    how: str
    given_at: datetime
    withdrawn_at: datetime | None

    @property
    def is_given(self) -> bool:
        return self.withdrawn_at is None


def said_by(user: User) -> list[Said]:
    """Every yes of `user`, the newest first. Six queries at most."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return []
    found = [*shown(person), *stories(person), *welcoming(person)]
    return sorted(found, key=lambda each: each.given_at, reverse=True)


def shown(person: Person) -> Iterator[Said]:
    """In the directory, and as new in a network."""
    rows = list(person.consents.all())
    keys = {
        kind: {key_in(row) for row in rows if row.purpose.startswith(f"{kind}:")}
        for kind in ("listing", "introduction")
    }
    businesses = dict(Business.objects.filter(pk__in=keys["listing"]).values_list("pk", "name"))
    networks = dict(Network.objects.filter(pk__in=keys["introduction"]).values_list("pk", "name"))
    for row in rows:
        kind = row.purpose.partition(":")[0]
        if kind == "listing":
            title = _("%(name)s is shown in the public directory") % {"name": businesses.get(key_in(row), "–")}
        else:
            title = _("You are shown as new in %(name)s") % {"name": networks.get(key_in(row), "–")}
        yield Said("shown", row.pk, title, row.wording, row.get_how_display(), row.given_at, row.withdrawn_at)


def key_in(consent: Consent) -> int:
    """The key of what the consent is about: "listing:12"."""
    return int(consent.purpose.partition(":")[2])


def stories(person: Person) -> Iterator[Said]:
    rows = Story.objects.filter(seat__application__person=person).order_by("pk")
    for row in rows:
        title = _("Your story “%(title)s” may be published") % {"title": row.title}
        yield Said("story", row.pk, title, row.text, "", row.agreed_at, row.withdrawn_at)


def welcoming(person: Person) -> Iterator[Said]:
    for row in WelcomeHost.objects.filter(person=person).select_related("network").order_by("pk"):
        title = _("You welcome newcomers for %(name)s") % {"name": row.network.name}
        yield Said("welcome", row.pk, title, row.wording, "", row.given_at, row.withdrawn_at)


@transaction.atomic
def withdraw(user: User, kind: str, pk: int, *, at: datetime) -> bool:
    """Take one yes of `user` back, with what follows from it; False where there is no such yes."""
    if kind == "story":
        story = Story.objects.filter(pk=pk, seat__application__person__user=user, withdrawn_at=None).first()
        if story:
            seat_story.withdraw(story.seat, at=at)
        return story is not None
    if kind == "welcome":
        host = WelcomeHost.objects.filter(pk=pk, person__user=user, withdrawn_at=None).first()
        if host:
            hosts.stop_hosting(host, at=at)
        return host is not None
    consent = Consent.objects.filter(pk=pk, person__user=user, withdrawn_at=None).select_related("person__user").first()
    if kind != "shown" or consent is None:
        return False
    take_back(consent, at=at)
    return True


def take_back(consent: Consent, *, at: datetime) -> None:
    """A business leaves the directory, or a member the page of those who are new; else the yes alone is taken back."""
    if consent.purpose.startswith("listing:"):
        if business := Business.objects.filter(pk=key_in(consent)).first():
            directory.unlist_business(business, by=consent.person, at=at)
    elif network := Network.objects.filter(pk=key_in(consent)).first():
        newest.take_back(consent.person, network, at=at)
    Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=at)
