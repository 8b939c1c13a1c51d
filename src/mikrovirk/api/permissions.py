"""What a scope reaches: the networks in which the token's owner may do what the same page would ask for."""

from mikrovirk.accounts.models import User
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for

NEEDS = {
    Scope.MEETINGS: Permission.EDIT_PROGRAMME,
    Scope.SIGN_UPS: Permission.CHECK_IN,
    Scope.MEMBERS: Permission.EDIT_MEMBERS,
    Scope.FIGURES: Permission.STEER,  # as the file of them; host and municipality see a part of it, on the page
}


def scopes_for(user: User) -> list[Scope]:
    """The scopes that open something for `user` today. A query for each."""
    return [scope for scope, needs in NEEDS.items() if networks_for(user, needs=needs).exists()]
