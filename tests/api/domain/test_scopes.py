"""What a token may be made for."""

from mikrovirk.api.domain.scopes import Scope, known


def test_each_scope_once_in_the_order_they_are_listed_in() -> None:
    assert known(["members:read", "no such", "meetings:read", "members:read"]) == [Scope.MEETINGS, Scope.MEMBERS]
    assert known([]) == []
