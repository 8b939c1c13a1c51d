"""The trail from the command line, and signing somebody out everywhere."""

from argparse import Namespace
from datetime import timedelta
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.utils import timezone, translation  # noqa: E402  Django had to be loaded first

from mikrovirk.accounts.models import User  # noqa: E402
from mikrovirk.accounts.services import sign_out  # noqa: E402
from mikrovirk.home.trail import reading  # noqa: E402


def trail(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Who of the staff saw and changed what, the newest first."""
    since = timezone.now() - timedelta(days=options.days)
    found = reading.entries(words=options.find, changes=options.changes).filter(at__gte=since)
    with translation.override(options.language):
        return 0, [
            {
                "at": timezone.localtime(line.at).isoformat(timespec="seconds"),
                "by": line.by,
                "what": line.what,
                "about": line.about,
                "where": line.where,
                "changed": line.is_change,
            }
            for line in reading.lines(found[: options.at_most])
        ]


def sign_somebody_out(options: Namespace) -> tuple[int, dict[str, Any]]:
    """End every session of somebody."""
    email = options.email.strip().lower()
    found = User.objects.filter(email=email).first()
    if found is None:
        raise CannotDo(f"nobody here has the address {email}")
    return 0, {"email": email, "signed_out_in": sign_out(found)}
