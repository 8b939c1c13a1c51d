"""The outbox from the command line."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands.networks import network_of  # loads Django

from django.db.models import Count  # isort: skip  Django had to be loaded first
from django.utils import timezone  # isort: skip

from mikrovirk.accounts.models import User  # isort: skip
from mikrovirk.mailing import queries, services  # isort: skip
from mikrovirk.mailing.models import Mailing, Message  # isort: skip
from mikrovirk.networks.permissions import Permission  # isort: skip
from mikrovirk.networks.queries import may  # isort: skip


def status(options: Namespace) -> tuple[int, dict[str, int]]:
    """How many messages are in which state."""
    counted = Message.objects.values_list("state").annotate(Count("pk")).order_by("state")
    return 0, dict.fromkeys(Message.State.values, 0) | dict(counted)


def drafts(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """The mailings that wait for approval."""
    rows = queries.drafts(network_of(options.network))
    return 0, [
        {"mailing": m.pk, "kind": m.kind, "occasion": m.occasion, "due_at": m.due_at.isoformat(), "to": m.waiting_count}  # type: ignore[attr-defined]
        for m in rows
    ]


def approve(options: Namespace) -> tuple[int, dict[str, int]]:
    mailing, by = decided(options)
    try:
        return 0, {"mailing": mailing.pk, "queued": services.approve(mailing, by=by, at=timezone.now())}
    except services.NotADraft as error:
        raise CannotDo(f"mailing {mailing.pk} was stopped") from error


def stop(options: Namespace) -> tuple[int, dict[str, int]]:
    mailing, by = decided(options)
    return 0, {"mailing": mailing.pk, "stopped": services.stop(mailing, by=by, at=timezone.now())}


def decided(options: Namespace) -> tuple[Mailing, User]:
    """The mailing and who decides about it; CannotDo unless they may."""
    mailing = Mailing.objects.filter(pk=options.mailing).select_related("network").first()
    by = User.objects.filter(email=options.by.strip().lower(), is_active=True).first()
    if mailing is None or mailing.network is None:
        raise CannotDo(f"there is no mailing {options.mailing}")
    if by is None or not may(by, Permission.SEND_MAIL, mailing.network):
        raise CannotDo(f"{options.by} may not send mails in {mailing.network}")
    return mailing, by
