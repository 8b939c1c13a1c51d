"""Networks from the command line."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands import installation

installation.start()

from django.db import IntegrityError  # noqa: E402  Django had to be loaded first
from django.utils import timezone  # noqa: E402

from mikrovirk.accounts.models import User  # noqa: E402
from mikrovirk.networks import queries, services  # noqa: E402
from mikrovirk.networks.models import Network  # noqa: E402
from mikrovirk.networks.parts import KEYS  # noqa: E402
from mikrovirk.programme.services import setup  # noqa: E402


def network_of(slug: str) -> Network:
    """The network of that slug; CannotDo names those there are."""
    try:
        return Network.objects.get(slug=slug)
    except Network.DoesNotExist as error:
        known = ", ".join(Network.objects.values_list("slug", flat=True)) or "none yet: mikrovirk networks add"
        raise CannotDo(f"there is no network called {slug!r} (there is: {known})") from error


def add(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Add a network with the shipped formats."""
    coordinator = None
    if options.coordinator:
        email = options.coordinator.strip().lower()
        coordinator = User.objects.filter(email=email).first() or User.objects.create_user(email)
    try:
        network = services.add_network(
            slug=options.slug, name=options.name, coordinator=coordinator, on=timezone.localdate()
        )
    except IntegrityError as error:
        raise CannotDo(f"there is a network called {options.slug!r} already") from error
    setup.prepare_network(network)
    return 0, {"slug": network.slug, "name": network.name, "parts": network.parts}


def listing(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    return 0, [
        {"slug": n.slug, "name": n.name, "place": n.place, "parts": sorted(queries.parts_of(n))}
        for n in Network.objects.all()
    ]


def parts(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Show the parts that are on, or switch exactly the named ones on."""
    network = network_of(options.slug)
    if options.parts:
        try:
            services.switch_parts(network, on=[] if options.parts == ["none"] else options.parts)
        except services.UnknownPart as error:
            raise CannotDo(f"there is no part called {error}; there are: {', '.join(sorted(KEYS))}") from error
    return 0, {"slug": network.slug, "parts": network.parts}
