"""How a network is in one line, and its early warnings as they stand on the page, each with what can be drafted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.health.domain.verdict import Verdict, verdict
from mikrovirk.health.domain.warnings import Action, Kind
from mikrovirk.health.forms import SetAsideForm
from mikrovirk.health.models import RaisedWarning
from mikrovirk.health.queries.wishes import Wanted
from mikrovirk.health.services.acting import action_of
from mikrovirk.health.warning_texts import words_in
from mikrovirk.networks.models import Network

NAMES_SHOWN = 10
TURNING = {
    Kind.PAUSE: lambda: _("The network is falling silent."),
    Kind.RARER: lambda: _("The network is slowing down."),
    Kind.FALLING: lambda: _("The network is shrinking."),
    Kind.BELOW: lambda: _("The network is shrinking."),
    Kind.REGULARS: lambda: _("The network is losing those who used to come."),
}


@dataclass(frozen=True)
class HowItIs:
    """The one line, and whether it is good news."""

    verdict: Verdict
    text: str
    more: str

    @property
    def kind(self) -> str:
        return {Verdict.WELL: "success", Verdict.TURNING: "warning"}.get(self.verdict, "info")


def how_it_is(kinds: Sequence[str], *, meetings: int) -> HowItIs:
    """The first line of the page; `kinds` are those of the open warnings, the most pressing first."""
    found = verdict(kinds, meetings=meetings)
    if found == Verdict.EARLY:
        text = _("It is too early to say how the network is.")
        more = _("After three meetings with sign-ups or check-in the figures begin to mean something.")
    elif found == Verdict.WELL:
        text, more = _("The network is well."), _("No early warning stands open. You need not do anything here.")
    elif found == Verdict.TURNING:
        turning = next(Kind(kind) for kind in kinds if Kind(kind) in TURNING)
        text, more = TURNING[turning](), _("It is not too late. Below stands what usually helps.")
    else:
        text = ngettext(
            "The network is well, but keep an eye on one thing.",
            "The network is well, but keep an eye on %(count)s things.",
            len(kinds),
        ) % {"count": len(kinds)}
        more = _("Below stands what usually helps.")
    return HowItIs(found, text, more)


# --- warnings --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Offer:
    """What one press does about a warning; `post`: it drafts something, else it leads to a page."""

    label: str
    url: str
    post: bool = True


@dataclass(frozen=True)
class Shown:
    """A warning as it stands on the page."""

    pk: int
    title: str
    evidence: str
    helps: str
    since: datetime
    days: tuple[tuple[date, int], ...]
    names: tuple[str, ...]
    more_names: int
    offer: Offer | None
    form: SetAsideForm


def shown_warnings(
    rows: Iterable[RaisedWarning],
    network: Network,
    *,
    wanted: Wanted | None,
    parts: frozenset[str],
    is_coordinator: bool,
    bound: SetAsideForm | None = None,
    bound_to: int = 0,
) -> list[Shown]:
    """The open warnings in words. Names are for the coordinator, who also gets the drafted action. People are prefetched."""
    return [
        shown_warning(
            row,
            names=[person.name for person in row.people.all()] if is_coordinator else [],
            offer=offer_of(row, network, wanted, parts) if is_coordinator else None,
            form=bound if bound is not None and row.pk == bound_to else SetAsideForm(auto_id=f"w{row.pk}-%s"),
        )
        for row in rows
    ]


def shown_warning(row: RaisedWarning, *, names: Sequence[str], offer: Offer | None, form: SetAsideForm) -> Shown:
    told = words_in(row.as_early_warning())
    return Shown(
        row.pk,
        told.title,
        told.evidence,
        told.helps,
        row.since,
        tuple((date.fromisoformat(day), count) for day, count in row.days),
        tuple(names[:NAMES_SHOWN]),
        max(len(names) - NAMES_SHOWN, 0),
        offer,
        form,
    )


def offer_of(row: RaisedWarning, network: Network, wanted: Wanted | None, parts: frozenset[str]) -> Offer | None:
    """What can be drafted with one press; the next best page where there is nothing to draft from."""
    action = action_of(row)
    here = reverse("health:act", args=[network.slug, row.pk])
    if action == Action.SET_A_DATE:
        return Offer(_("Lay the dates"), reverse("programme:season_new", args=[network.slug]), post=False)
    if action == Action.SHARE_TASKS and "tasks" not in parts:
        return None
    if action == Action.TOPIC_ASKED_FOR:
        return topic_offer(network, wanted, parts, here)
    return Offer(LABELS[action](), here)


LABELS = {
    Action.MAIL_TO_DRIFTED: lambda: _("Draft a personal mail to them"),
    Action.MAIL_TO_NEWCOMERS: lambda: _("Draft a welcome to them"),
    Action.SHARE_TASKS: lambda: _("Draft a mail with the tasks that are free"),
    Action.ASK_A_SUBSTITUTE: lambda: _("Draft a mail to the steering group"),
}


def topic_offer(network: Network, wanted: Wanted | None, parts: frozenset[str], here: str) -> Offer | None:
    if wanted and wanted.meeting:
        label = ngettext(
            "Put “%(topic)s” on %(day)s: %(count)s would come for it",
            "Put “%(topic)s” on %(day)s: %(count)s would come for it",
            wanted.support,
        )
        words = {"topic": wanted.topic.name, "day": dates.day(wanted.meeting.starts_at), "count": wanted.support}
        return Offer(label % words, here)
    if wanted:
        return Offer(
            _("Lay a date for “%(topic)s”") % {"topic": wanted.topic.name},
            reverse("programme:season_new", args=[network.slug]),
            post=False,
        )
    if "voice" in parts:
        return Offer(
            _("Ask the members what they would come for"), reverse("voice:rounds", args=[network.slug]), post=False
        )
    return None


@dataclass(frozen=True)
class Decided:
    """A warning that somebody acted on or set aside, with its undo."""

    pk: int
    title: str
    text: str
    mail_url: str


def shown_decided(rows: Iterable[RaisedWarning]) -> list[Decided]:
    """What was done lately, in words, with the mail that was drafted."""
    found = []
    for row in rows:
        by = row.decided_by.full_name if row.decided_by else _("A former member")
        words = {"day": dates.near(row.decided_at), "name": by, "word": row.word} if row.decided_at else {}
        if row.state == RaisedWarning.State.DISMISSED:
            text = _("%(name)s set it aside %(day)s: “%(word)s”") % words
        else:
            text = _("%(name)s did something about it %(day)s.") % words
        mail = row.mailing
        url = reverse("mailing:mailing", args=[row.network.slug, mail.pk]) if mail else ""
        found.append(Decided(row.pk, words_in(row.as_early_warning()).title, text, url))
    return found
