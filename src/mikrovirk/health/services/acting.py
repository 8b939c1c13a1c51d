"""What is drafted for the coordinator when a warning is given: one press makes it, and nothing leaves without their yes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.health.domain.warnings import MEASURE_AND_ACTION, Action, Kind
from mikrovirk.health.mails import DRIFTED, NEWCOMERS, SUBSTITUTE
from mikrovirk.health.models import RaisedWarning
from mikrovirk.health.queries import coming, people, wishes
from mikrovirk.health.queries.attendance import attended
from mikrovirk.health.queries.people import ToWrite
from mikrovirk.health.services import warnings
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.services import talks, tasks


class NothingToDraft(Exception):
    """It cannot be drafted now; the message says why, in words for the coordinator."""


@dataclass(frozen=True)
class Drafted:
    """What was made: a mail that waits for approval, or a page on which it is finished."""

    url: str
    mailing: Mailing | None = None


@transaction.atomic
def act(row: RaisedWarning, *, by: User, at: datetime) -> Drafted:
    """Make what the warning offers, and keep that something was done. Raise NothingToDraft or AlreadyDecided."""
    drafted = DRAFTS[action_of(row)](row.network, at)
    warnings.acted(row, by=by, at=at, mailing=drafted.mailing)
    return drafted


def action_of(row: RaisedWarning) -> Action:
    return MEASURE_AND_ACTION[Kind(row.kind)][1]


def mail_to_drifted(network: Network, at: datetime) -> Drafted:
    """A personal mail to at most ten regulars who stay away. Raise NothingToDraft."""
    today = timezone.localtime(at).date()
    held = attended(network, as_of=today).known
    found = people.to_write(network, people.drifted(held), held, kind=DRIFTED.key, now=at)
    recipients = [Recipient(each.person.user, words_to(each.last, today)) for each in found if each.last]
    return draft(network, DRIFTED.key, recipients, at=at)


def mail_to_newcomers(network: Network, at: datetime) -> Drafted:
    """A welcome to new members nobody has greeted, and to those who came once. Raise NothingToDraft."""
    today = timezone.localtime(at).date()
    held = attended(network, as_of=today).known
    found = people.to_write(network, people.newcomers(network, held, as_of=today), held, kind=NEWCOMERS.key, now=at)
    return draft(
        network,
        NEWCOMERS.key,
        [Recipient(each.person.user, {"last": last_words(each, today)}) for each in found],
        at=at,
    )


def ask_a_substitute(network: Network, at: datetime) -> Drafted:
    """A mail to those of the steering group who have not run a meeting yet. Raise NothingToDraft."""
    today = timezone.localtime(at).date()
    users, able = people.possible_substitutes(network, as_of=today)
    recipients = [Recipient(user) for user in users]
    more = {
        "able": in_each_language(lambda: able_words(able)),
        "url": f"{settings.SITE_URL}{reverse('health:health', args=[network.slug])}",
    }
    return draft(network, SUBSTITUTE.key, recipients, at=at, context=more)


def put_on_a_topic(network: Network, at: datetime) -> Drafted:
    """Give the next meeting without a talk the topic that most would come for. Raise NothingToDraft."""
    wanted = wishes.most_wanted(network, now=at)
    if wanted is None:
        raise NothingToDraft(_("No topic has been asked for by several. Ask the members which they would come for."))
    if wanted.meeting is None:
        raise NothingToDraft(_("Every coming meeting has its talk. Lay a new date, and the topic can have it."))
    talks.plan_talk(wanted.meeting, topic=wanted.topic, title="", lines="", speaker=talks.SpeakerDetails(), at=at)
    return Drafted(f"{reverse('programme:manage', args=[network.slug, wanted.meeting.pk])}#talk")


def share_tasks(network: Network, at: datetime) -> Drafted:
    """A mail with the tasks of the next meeting that nobody took, to those who come. Raise NothingToDraft."""
    published = coming.to_come(network, at, drafts=False).select_related("network")
    meeting = published.filter(tasks__isnull=False, tasks__taken_by=None).first()
    if meeting is None or not has_part(network, "tasks"):
        raise NothingToDraft(
            _("The next meetings have no tasks that are free. Write down what you do yourself, in small pieces.")
        )
    try:
        mailing = tasks.ask_for_hands(meeting, at=at)
    except tasks.NobodyToAsk as error:
        raise NothingToDraft(
            _("Nobody who comes to the next meeting is without a task yet. Try again when more have signed up.")
        ) from error
    return waiting(mailing)


def set_a_date(network: Network, at: datetime) -> Drafted:
    """The page on which a season is laid."""
    return Drafted(reverse("programme:season_new", args=[network.slug]))


DRAFTS: dict[Action, Callable[[Network, datetime], Drafted]] = {
    Action.MAIL_TO_DRIFTED: mail_to_drifted,
    Action.MAIL_TO_NEWCOMERS: mail_to_newcomers,
    Action.TOPIC_ASKED_FOR: put_on_a_topic,
    Action.SHARE_TASKS: share_tasks,
    Action.SET_A_DATE: set_a_date,
    Action.ASK_A_SUBSTITUTE: ask_a_substitute,
}


# --- what the mails say ----------------------------------------------------------------------------------------------


def draft(
    network: Network, kind: str, recipients: Iterable[Recipient], *, at: datetime, context: dict[str, Any] | None = None
) -> Drafted:
    """One mail a minute of a kind, however often it is pressed; raise NothingToDraft where nobody is left to write to."""
    wanted = list(recipients)
    if not wanted:
        raise NothingToDraft(_("Everybody concerned has been written to within half a year, or is no longer a member."))
    mailing = mailing_services.draft(
        kind=kind,
        occasion=f"network:{network.pk}:{timezone.localtime(at):%Y-%m-%dT%H%M}",
        network=network,
        recipients=wanted,
        at=at,
        due_at=at,
        context=shared_words(network, at) | (context or {}),
    )
    return waiting(mailing)


def waiting(mailing: Mailing) -> Drafted:
    """The page on which the mail is read and approved."""
    assert mailing.network is not None
    return Drafted(reverse("mailing:mailing", args=[mailing.network.slug, mailing.pk]), mailing)


def shared_words(network: Network, at: datetime) -> dict[str, Any]:
    following = coming.to_come(network, at, drafts=False).first()
    return {
        "network": network.name,
        "next": in_each_language(lambda: next_words(following)),
        "url": f"{settings.SITE_URL}{reverse('programme:meetings', args=[network.slug])}",
    }


def next_words(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    return _("The next time is %(when)s: “%(title)s”.") % {
        "when": dates.moment(meeting.starts_at),
        "title": meeting.title,
    }


def able_words(count: int) -> str:
    """The subject of "… could run a meeting"."""
    if not count:
        return _("nobody")
    return ngettext("only one person", "only %(count)s people", count) % {"count": count}


def words_to(last: Meeting, today: date) -> dict[str, Any]:
    """Which meeting they last came to, and when."""
    return {"title": last.title, "when": in_each_language(lambda: dates.day(last.starts_at, today=today))}


def last_words(each: ToWrite, today: date) -> dict[str, str]:
    last = each.last
    if last is None:
        return in_each_language(lambda: "")
    words = {"title": last.title}
    return in_each_language(
        lambda: (
            _("Thank you for coming to “%(title)s” on %(day)s.")
            % {**words, "day": dates.day(last.starts_at, today=today)}
        )
    )
