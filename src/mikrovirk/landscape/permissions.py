"""Who keeps the calendars of a municipality: whoever runs a network there, holds a role in an organisation there, or looks after
the installation. All of them may mend each other's entries, so that nothing hangs on one person."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from mikrovirk.accounts.models import User
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Role

BY_ORGANISATION = (Role.Name.MUNICIPALITY, Role.Name.HOST)
BY_NETWORK = (Role.Name.COORDINATOR, Role.Name.SUBSTITUTE)


@dataclass(frozen=True)
class Keeping:
    """The municipalities whose calendars somebody keeps, those of their first role first."""

    codes: tuple[str, ...] = ()
    everything: bool = False  # an administrator's

    def __bool__(self) -> bool:
        return self.everything or bool(self.codes)


def keeping_of(user: User | AnonymousUser) -> Keeping:
    """Which municipalities' calendars `user` keeps. One query."""
    if not user.is_authenticated:
        return Keeping()
    held = network_queries.roles_now().filter(user=user).order_by("since_date", "pk")
    codes: dict[str, None] = {}
    for name, of_organisation, of_network in held.values_list(
        "name", "organisation__municipality_code", "network__municipality_code"
    ):
        code = of_organisation if name in BY_ORGANISATION else of_network if name in BY_NETWORK else None
        if code:
            codes[code] = None
    return Keeping(tuple(codes), user.is_administrator)
