"""What a network lets the others use: shared by its own choice, and taken back when it likes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.search_words import search_text
from mikrovirk.landscape.models import Borrowed, CircleAnswer, CircleQuestion, Shared
from mikrovirk.landscape.queries.circle import Choice
from mikrovirk.networks.models import Network

Kind = Shared.Kind


class SpeakerNotAsked(Exception):
    """A speaker's name and address are passed on only when the speaker has said yes."""


@transaction.atomic
def share(
    network: Network, choice: Choice, *, by: User, at: datetime, note: str = "", speaker_agreed: bool = False
) -> Shared:
    """Let the other networks use this; what was shared before and taken back is shared again. Raise SpeakerNotAsked."""
    if choice.kind == Kind.SPEAKER and not speaker_agreed:
        raise SpeakerNotAsked
    words = {
        "title": choice.title[:160],
        "note": note,
        "subject": choice.subject,
        "body": choice.body,
        "mail_kind": choice.mail_kind,
        "search_text": search_text(choice.title, note, choice.about)[:1000],
        "shared_by": by,
        "shared_at": at,
        "revoked_at": None,
        "speaker_agreed_at": at if choice.kind == Kind.SPEAKER else None,
    }
    if choice.kind == Kind.MAIL:
        return Shared.objects.create(network=network, kind=choice.kind, **words)
    named: dict[str, Any] = {"network": network, "kind": choice.kind, choice.column: choice.key}
    shared, _made = Shared.objects.update_or_create(**named, defaults=words)
    return shared


def revoke(shared: Shared, *, at: datetime) -> None:
    """Take it back: nobody finds or copies it any more. Copies that were made stay with whoever made them."""
    Shared.objects.filter(pk=shared.pk, revoked_at=None).update(revoked_at=at)


def share_again(shared: Shared) -> None:
    """Undo a revocation."""
    Shared.objects.filter(pk=shared.pk).update(revoked_at=None)


@transaction.atomic
def erase(user: User) -> None:
    """Forget a person in the circle: a speaker is recommended no more, and what they asked and answered stands without a name."""
    spoken = Shared.objects.filter(kind=Kind.SPEAKER, talk__speaker=user)
    Borrowed.objects.filter(shared__in=spoken).update(title="–")
    spoken.delete()  # so that nobody shares it again
    CircleQuestion.objects.filter(asked_by=user).update(asked_by=None)
    CircleAnswer.objects.filter(by=user).update(by=None)
