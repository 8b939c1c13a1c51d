"""Who may see what of the overview.

What is counted from the public register may be seen by everybody who works with networks, for any municipality, since figures
of fewer than three are left out. What the networks of a municipality do, whom they reach and which goals it has set is for those
who hold a role in an organisation of that municipality, for those who run a network there, and for administrators.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from mikrovirk.accounts.models import User
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Organisation, Role

OFFICERS = (Role.Name.MUNICIPALITY, Role.Name.HOST)  # held by way of an organisation
RUNS = (Role.Name.COORDINATOR, Role.Name.SUBSTITUTE, Role.Name.STEERING)


@dataclass(frozen=True)
class Access:
    """What somebody may see: `inside` are the codes of the municipalities whose networks, coverage and goals are theirs to see;
    `sets_goals` those whose goals they may set; `home` the one to show first."""

    inside: frozenset[str] = frozenset()
    sets_goals: frozenset[str] = frozenset()
    home: str = ""
    everything: bool = False  # an administrator's

    @property
    def may_open(self) -> bool:
        """Whether the overview is theirs to open at all."""
        return self.everything or bool(self.inside)

    def sees_inside(self, municipality: str) -> bool:
        """Whether they may see what networks do there, whom they reach and the goals that were set."""
        return self.everything or municipality in self.inside

    def may_set_goals(self, municipality: str) -> bool:
        """Whether they may write goals, indicators and activities of that municipality."""
        return self.everything or municipality in self.sets_goals


def access_of(user: User | AnonymousUser) -> Access:
    """What `user` may see. One query."""
    if not user.is_authenticated:
        return Access()
    held = network_queries.roles_now().filter(user=user).order_by("since_date", "pk")
    rows = held.values_list(
        "name", "organisation__kind", "organisation__municipality_code", "network__municipality_code"
    )
    inside: dict[str, bool] = {}  # by code, in the order the roles were given; True: also sets its goals
    for name, kind, of_organisation, of_network in rows:
        code = of_organisation if name in OFFICERS else of_network if name in RUNS else None
        if code:
            is_officers = name in OFFICERS and kind == Organisation.Kind.MUNICIPALITY
            inside[code] = inside.get(code, False) or is_officers
    sets_goals = frozenset(code for code, sets in inside.items() if sets)
    return Access(frozenset(inside), sets_goals, next(iter(inside), ""), user.is_administrator)
