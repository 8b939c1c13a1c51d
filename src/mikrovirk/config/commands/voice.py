"""Rounds of questions from the command line: how they go, and what a page does with one."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone  # isort: skip  Django had to be loaded first

from mikrovirk.accounts.models import User  # isort: skip
from mikrovirk.mailing import services as mailing  # isort: skip
from mikrovirk.mailing.models import Mailing  # isort: skip
from mikrovirk.networks.permissions import Permission  # isort: skip
from mikrovirk.networks.queries import has_part, may  # isort: skip
from mikrovirk.voice.models import InputRound  # isort: skip
from mikrovirk.voice.queries import rounds as queries  # isort: skip
from mikrovirk.voice.services import rounds as services  # isort: skip

WHY_NOT = {
    "questions": "the round has no questions",
    "deadline": "its deadline is over",
    "nobody": "nobody would be asked",
}


def rounds(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Every round of a network, newest first: its state, and who has answered how."""
    return 0, [as_row(round) for round in queries.rounds_of(network_of(options.slug))]


def as_row(round: InputRound) -> dict[str, Any]:
    figures = queries.figures_of(round)
    return {
        "round": round.pk,
        "title": round.title,
        "state": round.state,
        "deadline": round.deadline_at.isoformat(),
        "asked": figures.asked,
        "answered": figures.answered,
        "by_page": figures.by_page,
        "by_mail": figures.by_mail,
        "by_hand": figures.by_hand,
        "anonymous": figures.anonymous,
        "declined": figures.declined,
        "not_yet": figures.not_yet,
    }


def send(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Open a round (its mail waits for approval, or goes with --by), draft the one reminder, or close it."""
    round = InputRound.objects.select_related("network", "sender").filter(pk=options.round).first()
    if round is None or not has_part(round.network, "voice"):
        raise CannotDo(f"there is no round {options.round} (mikrovirk voice round SLUG lists them)")
    by = approver(options.by, round) if options.by else None
    if options.what == "close":
        if not services.close(round, at=timezone.now()):
            raise CannotDo(f"round {round.pk} is not open")
        return 0, as_row(round)
    drafted = opened(round) if options.what == "open" else reminded(round)
    queued = mailing.approve(drafted, by=by, at=timezone.now()) if by else 0
    return 0, as_row(round) | {"mailing": drafted.pk, "queued": queued}


def opened(round: InputRound) -> Mailing:
    try:
        return services.open_round(round, at=timezone.now())
    except services.RoundIsSent as error:
        raise CannotDo(f"round {round.pk} has been sent already") from error
    except services.CannotOpen as error:
        raise CannotDo(WHY_NOT[error.why]) from error


def reminded(round: InputRound) -> Mailing:
    drafted = services.remind(round, at=timezone.now())
    if drafted is None:
        raise CannotDo(f"round {round.pk} is not open, its reminder has been made, or everybody has answered")
    return drafted


def approver(email: str, round: InputRound) -> User:
    by = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if by is None or not may(by, Permission.SEND_MAIL, round.network):
        raise CannotDo(f"{email} may not send mails in {round.network}")
    return by
