"""What of the mails stands in this week's ten minutes: those to approve, those that came in, addresses that do not work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.home.week.things import Thing
from mikrovirk.mailing import kinds
from mikrovirk.mailing import queries as mail_queries
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.queries import incoming
from mikrovirk.networks.models import Network

ANSWER_WITHIN = timedelta(days=2)  # whoever wrote a mail waits


def to_approve(network: Network, now: datetime) -> Iterator[Thing]:
    """Mails that are drafted."""
    for mailing in mail_queries.drafts(network):
        count = mailing.waiting_count  # type: ignore[attr-defined]  # annotated
        yield Thing(
            title=name_of(mailing),
            why=_("The mail is drafted. It leaves %(day)s if you say so.")
            % {"day": dates.near(max(mailing.due_at, now))},
            action=ngettext("Send to one person", "Send to %(count)s people", count) % {"count": count},
            url=reverse("mailing:approve", args=[network.slug, mailing.pk]),
            post=True,
            due_at=mailing.due_at,
            more=_("Read it first"),
            more_url=reverse("mailing:mailing", args=[network.slug, mailing.pk]),
        )


def name_of(mailing: Mailing) -> str:
    """What a mailing is, and what it is about, in the reader's language."""
    label, about = str(kinds.find(mailing.kind).label), about_what(mailing)
    return _("%(kind)s: %(about)s") % {"kind": label, "about": about} if about else label


def about_what(mailing: Mailing) -> str:
    """What fills a mail is the same text for everybody, or one for each language."""
    words = mailing.context.get("title", "")
    if isinstance(words, dict):
        return str(words.get(get_language()) or words.get(settings.LANGUAGE_CODE) or "")
    return str(words)


def broken_addresses(network: Network, now: datetime) -> Iterator[Thing]:
    """They get nothing until they are put right."""
    count = mail_queries.bounced_in(network).count()
    if count:
        yield Thing(
            title=ngettext("One e-mail address does not work", "%(count)s e-mail addresses do not work", count)
            % {"count": count},
            why=_("No mail is sent there any more. Put the address right or leave the person without mails."),
            action=_("See them"),
            url=f"{reverse('mailing:mails', args=[network.slug])}?show=bounced",
            due_at=now + timedelta(days=3),
        )


def that_came_in(network: Network, now: datetime) -> Iterator[Thing]:
    """Replies that nobody but the coordinator can place; the eldest decides how soon it matters."""
    waiting = incoming.to_look_at(network).aggregate(count=Count("pk"), eldest=Min("received_at"))
    if count := waiting["count"]:
        yield Thing(
            title=ngettext("One mail came in for you to look at", "%(count)s mails came in for you to look at", count)
            % {"count": count},
            why=_("Somebody answered a mail and waits to hear from you."),
            action=_("Read them"),
            url=reverse("mailing:incoming", args=[network.slug]),
            due_at=waiting["eldest"] + ANSWER_WITHIN,
        )


@dataclass(frozen=True)
class ByItself:
    """A mail that leaves within a day because a standing rule said so."""

    pk: int
    label: str
    about: str
    because: str
    count: int
    due_at: datetime


def by_itself(network: Network, now: datetime) -> list[ByItself]:
    """What leaves by itself in the next 24 hours. One query."""
    coming = mail_queries.coming_automatic(network, now + timedelta(days=1))
    return [
        ByItself(
            m.pk,
            str(kinds.find(m.kind).label),
            about_what(m),
            str(kinds.find(m.kind).because),
            m.waiting_count,  # type: ignore[attr-defined]  # annotated
            m.due_at,
        )
        for m in coming
    ]
