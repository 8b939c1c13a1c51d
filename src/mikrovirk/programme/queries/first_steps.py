"""Reads: where somebody begins in a network. A newly started and an established business begin with different things."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.directory.domain.standing import Standing
from mikrovirk.directory.models import Membership
from mikrovirk.directory.queries.standing import standing_in
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of
from mikrovirk.programme.models import Meeting

FORMATS = {Standing.NEW: "1-0", Standing.ESTABLISHED: "2-0"}


@dataclass(frozen=True)
class Step:
    """One thing to begin with."""

    title: str
    text: str
    icon: str
    url: str = ""
    action: str = ""
    for_members: bool = True  # its page opens to members alone


def steps_for(standing: Standing, network: Network, *, now: datetime) -> list[Step]:
    """What a business like that begins with, as far as the network has it, in the reader's language."""
    parts = parts_of(network)
    meeting = next_meeting(standing, network, now=now)
    coming = [step_of(meeting)] if meeting else []
    if standing == Standing.NEW:
        return [*toolbox(network, parts), *coming, *introductions(parts)]
    return [*coming, *stage(network, parts), talk(network)]


def next_meeting(standing: Standing, network: Network, *, now: datetime) -> Meeting | None:
    """The next one of the format that suits them, else the next one."""
    coming = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, starts_at__gt=now)
    found = list(coming.select_related("format").order_by("starts_at", "pk")[:8])
    suits = [each for each in found if each.format and each.format.key == FORMATS[standing]]
    return next(iter([*suits, *found]), None)


def step_of(meeting: Meeting) -> Step:
    if meeting.format:
        title = _("The next %(format)s meeting") % {"format": meeting.format.name}
    else:
        title = _("The next meeting")
    return Step(
        title,
        f"{dates.moment(meeting.starts_at)}: {meeting.title}",
        "calendar",
        reverse("programme:meeting", args=[meeting.network.slug, meeting.pk]),
        _("See the meeting and sign up"),
        for_members=False,
    )


def toolbox(network: Network, parts: frozenset[str]) -> list[Step]:
    if "toolbox" not in parts:
        return []
    return [
        Step(
            _("The toolbox"),
            _("Slides, links and checklists from the talks, with a shelf for those who have just begun."),
            "toolbox",
            reverse("programme:toolbox", args=[network.slug]),
            _("Open the toolbox"),
        )
    ]


def introductions(parts: frozenset[str]) -> list[Step]:
    if "introductions" not in parts:
        return []
    return [
        Step(
            _("3 × 3 minutes"),
            _(
                "As a new member you are offered three minutes to tell of your business, what you contribute and what you "
                "expect. The offer comes by mail."
            ),
            "clock",
        )
    ]


def stage(network: Network, parts: frozenset[str]) -> list[Step]:
    if "hot_seat" not in parts:
        return []
    url = reverse("programme:hot_seat_apply", args=[network.slug])
    return [
        Step(
            _("The hot seat"),
            _("Put a challenge to the room, and take home what the others in the room would do."),
            "chair",
            url,
            _("Apply for the hot seat"),
        ),
        Step(
            _("The brag spot"),
            _("A new customer or a large order? Tell how you got it, so that others can do the same."),
            "megaphone",
            url,
            _("Apply for the brag spot"),
        ),
    ]


def talk(network: Network) -> Step:
    text = _("You know something that others need to know. Tell the coordinator what you could talk about.")
    if network.contact_email:
        contact = _("Write to %(name)s") % {"name": network.contact_name or network.contact_email}
        return Step(_("Give a talk"), text, "speech", f"mailto:{network.contact_email}", contact, for_members=False)
    return Step(_("Give a talk"), text, "speech")


def in_lines(steps: Sequence[Step]) -> str:
    """The same for a mail, one a line."""
    return "\n".join(f"{step.title}: {step.text}" for step in steps)


def own_membership(user: User | None, network: Network) -> Membership | None:
    """The user's running membership of the network."""
    rows = Membership.objects.filter(person__user=user, network=network, left_date=None) if user else None
    return rows.select_related("business").first() if rows is not None else None


def own_standing(membership: Membership | None, *, today: date) -> Standing | None:
    return standing_in(membership, today=today) if membership else None
