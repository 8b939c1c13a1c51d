"""The one table of who may do what. Everything else asks `networks.queries`."""

from enum import StrEnum

from mikrovirk.networks.models import Role


class Permission(StrEnum):
    """What somebody may do in a network."""

    SEE_NETWORK = "see_network"  # the members' side: who is in it, what is planned
    TAKE_PART = "take_part"  # take a task, apply for the hot seat, be offered a slot
    SEE_STEERING = "see_steering"  # the steering report, what came in
    SEE_FIGURES = "see_figures"  # numbers without names
    EDIT_MEMBERS = "edit_members"
    EDIT_PROGRAMME = "edit_programme"  # formats, seasons, meetings, talks
    SEND_MAIL = "send_mail"  # approve mails and standing rules
    CHECK_IN = "check_in"
    STEER = "steer"  # sort what members say, decide, write minutes
    EDIT_NETWORK = "edit_network"  # its description, its parts, its roles
    INVITE_BUSINESSES = "invite_businesses"  # names and addresses out of the public register; never a municipality's


P = Permission
ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.Name.MEMBER: frozenset({P.SEE_NETWORK, P.TAKE_PART}),
    Role.Name.STEERING: frozenset({P.SEE_NETWORK, P.TAKE_PART, P.SEE_STEERING, P.SEE_FIGURES, P.CHECK_IN, P.STEER}),
    Role.Name.COORDINATOR: frozenset(P),
    # Enough to run the meetings; members' and strangers' data, the parts and the roles stay with the coordinator.
    Role.Name.SUBSTITUTE: frozenset(P) - {P.EDIT_MEMBERS, P.EDIT_NETWORK, P.INVITE_BUSINESSES},
    Role.Name.HOST: frozenset({P.SEE_NETWORK, P.SEE_STEERING, P.SEE_FIGURES, P.INVITE_BUSINESSES}),
    Role.Name.MUNICIPALITY: frozenset({P.SEE_FIGURES}),
}
# An administrator looks after the installation, not the people in it: figures and settings, no names.
ADMINISTRATOR_PERMISSIONS = frozenset({P.SEE_FIGURES, P.EDIT_NETWORK})


def roles_with(permission: Permission) -> list[str]:
    """The names of the roles that carry `permission`."""
    return [name for name, held in ROLE_PERMISSIONS.items() if permission in held]
