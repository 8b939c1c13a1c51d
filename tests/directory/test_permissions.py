"""Who sees which field: the whole table, and how close somebody is to a person."""

import pytest
from django.contrib.auth.models import AnonymousUser

from mikrovirk.directory import queries, services
from mikrovirk.directory.models import Audience
from mikrovirk.directory.permissions import Viewer, may_see
from tests.factories import TODAY, coordinator, member, network, person, user


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (Audience.PUBLIC, {Viewer.ANYBODY, Viewer.MEMBER, Viewer.OFFICE, Viewer.SELF}),
        (Audience.MEMBERS, {Viewer.MEMBER, Viewer.OFFICE, Viewer.SELF}),
        (Audience.NOBODY, {Viewer.OFFICE, Viewer.SELF}),
    ],
)
def test_who_sees_a_field(audience: str, seen_by: set[Viewer]) -> None:
    assert {viewer for viewer in Viewer if may_see(audience, viewer)} == seen_by


@pytest.mark.django_db
def test_how_close_somebody_is() -> None:
    place, other = network(), network()
    lise = member(place)
    former = member(place)
    services.leave_network(former.memberships.get(), on=TODAY)
    assert {
        "anonymous": queries.viewer_of(AnonymousUser(), lise),
        "stranger": queries.viewer_of(member(other).user, lise),
        "guest": queries.viewer_of(person().user, lise),
        "administrator": queries.viewer_of(user(is_administrator=True), lise),
        "former": queries.viewer_of(former.user, lise),
        "fellow": queries.viewer_of(member(place).user, lise),
        "coordinator": queries.viewer_of(coordinator(place), lise),
        "other coordinator": queries.viewer_of(coordinator(other), lise),
        "self": queries.viewer_of(lise.user, lise),
    } == {
        "anonymous": Viewer.ANYBODY,
        "stranger": Viewer.ANYBODY,
        "guest": Viewer.ANYBODY,
        "administrator": Viewer.ANYBODY,
        "former": Viewer.ANYBODY,
        "fellow": Viewer.MEMBER,
        "coordinator": Viewer.OFFICE,
        "other coordinator": Viewer.ANYBODY,
        "self": Viewer.SELF,
    }
    assert queries.viewer_of(coordinator(place), former) == Viewer.OFFICE
    assert queries.viewer_of(member(place).user, former) == Viewer.ANYBODY
