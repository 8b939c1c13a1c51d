"""What goes on around a network, from the printed links on: each part of the story is a module of `around`, played in this order."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from mikrovirk.config.demo import region
from tests.journeys.around import calendar, circle, conference, entries, friends, roles, sessions, tokens, tour
from tests.journeys.cast import Cast
from tests.journeys.world import World


@pytest.fixture
def cast(world: World, browser: Browser, settings: Any, tmp_path: Any) -> Any:
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path / "files"
    region.build(now=timezone.now())
    world.work()
    made = Cast(world, browser)
    yield made
    made.leave()


def test_from_a_clash_to_promises_that_are_kept(cast: Cast) -> None:
    calendar.see_a_clash(cast)
    entries.keep(cast)
    tokens.make_a_token(cast)
    roles.share_out(cast)
    tour.visit(cast)
    sessions.choose(cast)
    circle.borrow(cast)
    conference.hold(cast)
    friends.bring(cast)
