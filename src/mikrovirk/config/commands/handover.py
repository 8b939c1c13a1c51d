"""Handing a network over from the command line: the file, the people, and an account switched off."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.template.loader import render_to_string  # noqa: E402  Django had to be loaded first
from django.utils import timezone, translation  # noqa: E402

from mikrovirk.accounts.models import User  # noqa: E402
from mikrovirk.accounts.services import sign_out  # noqa: E402
from mikrovirk.config.commands.networks import network_of  # noqa: E402
from mikrovirk.home.handover import handover_of  # noqa: E402
from mikrovirk.networks import services  # noqa: E402
from mikrovirk.networks.models import Role  # noqa: E402
from mikrovirk.ui import paper  # noqa: E402


def write_file(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Everything a successor needs, as PDF, or as the page where the file ends in .html."""
    network, now = network_of(options.slug), timezone.now()
    with translation.override(options.language):
        found = handover_of(network, reader=None, now=now)
        html = render_to_string("home/paper_handover.html", {"network": network, "handover": found, "on_paper": True})
        file = Path(options.file)
        try:
            file.write_bytes(html.encode() if file.suffix == ".html" else paper.pdf(html))
        except paper.PaperUnavailableError as error:
            raise CannotDo(f"no PDF can be made here: {error}; or name a file that ends in .html") from error
        except OSError as error:
            raise CannotDo(f"{file} cannot be written: {error.strerror}") from error
    return 0, {"network": network.slug, "file": str(file), "promises": found.promise_count}


def appoint_coordinator(options: Namespace) -> tuple[int, dict[str, Any]]:
    return appoint(options, Role.Name.COORDINATOR)


def appoint_substitute(options: Namespace) -> tuple[int, dict[str, Any]]:
    if options.until < timezone.localdate():
        raise CannotDo("the last day is over: choose today or later")
    return appoint(options, Role.Name.SUBSTITUTE)


def appoint(options: Namespace, name: str) -> tuple[int, dict[str, Any]]:
    """Give somebody a role in the network; they are told by mail when the worker comes round."""
    network, now = network_of(options.slug), timezone.now()
    email = options.email.strip().lower()
    if User.objects.filter(email=email, is_active=False).exists():
        raise CannotDo(f"{email} is switched off: mikrovirk accounts on {email}")
    role = services.appoint(
        email,
        name,
        full_name=options.name,
        network=network,
        on=timezone.localdate(now),
        until=getattr(options, "until", None),
        why=options.why,
        at=now,
    )
    return 0, {"network": network.slug, "email": role.user.email, "role": role.name, "until": role.until_date}


def switch_off(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Let nobody sign in with that address any more. What the person began stays."""
    return switch(options, on=False)


def switch_on(options: Namespace) -> tuple[int, dict[str, Any]]:
    return switch(options, on=True)


def switch(options: Namespace, *, on: bool) -> tuple[int, dict[str, Any]]:
    email = options.email.strip().lower()
    if not User.objects.filter(email=email).update(is_active=on):
        raise CannotDo(f"nobody here has the address {email}")
    if not on:
        sign_out(User.objects.get(email=email))
    return 0, {"email": email, "active": on}
