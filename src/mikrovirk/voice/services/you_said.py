"""Writes: "You said, we did" is mailed to the members, from the same rows as the page."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.queries import people_with
from mikrovirk.voice.domain.steering import Standing
from mikrovirk.voice.models import Decision
from mikrovirk.voice.queries import you_said as queries
from mikrovirk.voice.queries.you_said import YouSaid
from mikrovirk.voice.services.minutes_text import in_a_sentence, one_line

ROWS_AT_MOST = 12  # a mail that is read to the end
SENT_WITHIN = timedelta(days=30)


class NothingNew(Exception):
    """Everything that is shown stands in a mail already, or nothing is shown."""


@transaction.atomic
def draft_mail(network: Network, *, at: datetime, occasion: str = "") -> Mailing:
    """Draft the mail to all members with what is shown and was not told yet; raise NothingNew.

    Where one waits for approval, it is brought up to date instead. `occasion` says what for: "round:3".
    """
    new = list(queries.untold(network)[:ROWS_AT_MOST])
    waiting = queries.drafts(network).first()
    if waiting:
        return renew(waiting, at=at)
    if not new:
        raise NothingNew
    made = mailing.draft(
        kind=queries.KIND,
        occasion=free_occasion(network, occasion or f"said:{new[0].pk}"),
        recipients=[Recipient(user) for user in people_with(network, Role.Name.MEMBER)],
        at=at,
        due_at=at,
        network=network,
        context=words_of(network, queries.read_by_all(new)),
        expires_at=at + SENT_WITHIN,
    )
    Decision.objects.filter(pk__in=[decision.pk for decision in new]).update(told_in=made)
    return made


def free_occasion(network: Network, wanted: str) -> str:
    """That occasion, numbered where a mail of it was made before (and stopped, or sent)."""
    taken = set(
        Mailing.objects.filter(network=network, kind=queries.KIND, occasion__startswith=wanted).values_list(
            "occasion", flat=True
        )
    )
    number = 2
    occasion = wanted
    while occasion in taken:
        occasion, number = f"{wanted}:{number}", number + 1
    return occasion


@transaction.atomic
def renew(waiting: Mailing, *, at: datetime) -> Mailing:
    """Bring a mail that waits for approval up to date: what is shown now, and what is not shown any more."""
    network = waiting.network
    if network is None:
        return waiting
    held = queries.shown_in(network).filter(told_in=waiting)
    rows = list(dict.fromkeys([*held, *queries.untold(network)]))[:ROWS_AT_MOST]
    Decision.objects.filter(told_in=waiting).exclude(pk__in=[row.pk for row in rows]).update(told_in=None)
    if not rows:
        mailing.stop(waiting, by=None, at=at, why="nothing")
        return waiting
    Decision.objects.filter(pk__in=[row.pk for row in rows]).update(told_in=waiting)
    words = words_of(network, queries.read_by_all(rows))
    mailing.renew(waiting, context=words, calendar="", expires_at=at + SENT_WITHIN)
    return waiting


def renew_drafts(network: Network, *, at: datetime) -> None:
    """After something was shown, changed or hidden: a mail that waits must not tell of yesterday."""
    for waiting in queries.drafts(network):
        renew(waiting, at=at)


# --- words -----------------------------------------------------------------------------------------------------------


def words_of(network: Network, rows: Sequence[YouSaid]) -> dict[str, Any]:
    """What fills the mail, in every language."""
    return {
        "title": rows[0].decision.title,
        "rows": in_each_language(lambda: as_text(rows)),
        "url": page_url(network),
        "network": network.name,
    }


def page_url(network: Network) -> str:
    return settings.SITE_URL + reverse("voice:you_said", args=[network.slug])


def url_of(row: YouSaid) -> str:
    """Where the row stands on the page."""
    return f"{page_url(row.decision.network)}#{anchor_of(row.decision)}"


def anchor_of(decision: Decision) -> str:
    return f"beslutning-{decision.pk}"


def as_text(rows: Iterable[YouSaid]) -> str:
    """One paragraph for each, with its link."""
    return "\n\n".join(row_as_text(row) for row in rows)


def row_as_text(row: YouSaid) -> str:
    """What was said and by how many; what came of it and why; where one reads more."""
    return "\n".join(filter(None, (said_in_words(row), done_in_words(row), url_of(row))))


def said_in_words(row: YouSaid) -> str:
    """ "Mødetider og tilmelding: 14 har sagt det."."""
    count = ngettext("one has said it", "%(count)s have said it", row.said_count) % {"count": row.said_count}
    if not row.themes:
        return _("From what you said: %(count)s.") % {"count": count}
    return _("You said: %(themes)s (%(count)s).") % {"themes": in_a_sentence(row.themes), "count": count}


def done_in_words(row: YouSaid) -> str:
    """What came of it, in a sentence or two."""
    decision = row.decision
    facts = {"title": decision.title, "reason": one_line(decision.reason), "done": decision.done_words}
    if row.standing is Standing.WITHDRAWN:
        facts["why"] = one_line(decision.withdrawn_why)
        return _("We wanted to: %(title)s. It did not come to that, because: %(why)s") % facts
    if row.standing is Standing.NO:
        return _("We do not: %(title)s. Because: %(reason)s") % facts
    if row.standing is Standing.LATER:
        return _("Later: %(title)s. Because: %(reason)s") % facts
    said = _("We have done it: %(title)s.") if row.standing is Standing.DONE else _("We do it: %(title)s.")
    because = _("Because: %(reason)s") % facts
    where = where_in_words(row)
    return " ".join(filter(None, (said % facts, decision.done_words, because, where)))


def where_in_words(row: YouSaid) -> str:
    """Where members see it."""
    if row.seen_at:
        facts = {"meeting": row.seen_at.title, "day": dates.day(row.seen_at.starts_at)}
        return _("You see it on %(day)s: %(meeting)s.") % facts
    if row.decision.season:
        return _("You see it in the season %(season)s.") % {"season": row.decision.season.name}
    return ""
