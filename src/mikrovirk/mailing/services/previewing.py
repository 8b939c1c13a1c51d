"""A mail as it would read, before there is one."""

from collections.abc import Mapping
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.mailing import rendering
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.rendering import Preview
from mikrovirk.mailing.services.drafting import plain
from mikrovirk.networks.models import Network

__all__ = ["Preview", "preview_for"]


def preview_for(
    user: User,
    *,
    kind: str,
    network: Network,
    subject: str,
    body: str,
    context: Mapping[str, Any],
    own: Mapping[str, Any],
    sender_name: str = "",
) -> Preview:
    """How a mail of that kind would read to `user`; `own` fills it for them alone. Nothing is kept."""
    mailing = Mailing(
        network=network, kind=kind, subject=subject, body=body, context=plain(context), sender_name=sender_name
    )
    return rendering.preview(Message(mailing=mailing, user=user, kind=kind, context=plain(own)), mailing, user)
