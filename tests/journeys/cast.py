"""The people of the example region at their browsers: whom the printed links sign in, and whom the same kind of link does."""

import re

from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Browser

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.config.demo import region
from mikrovirk.home import demo
from tests.journeys.world import Someone, World


class Player(Someone):
    """Somebody who came in by a printed link, or by the same kind of link where none is printed."""

    def __init__(self, world: World, browser: Browser, user: User, *, phone: bool = False) -> None:
        super().__init__(world, browser, phone=phone)
        self.user = user
        self.opens(reverse("home:demo_sign_in", args=[links.sign(demo.PURPOSE, user.pk)]))

    def is_sure(self, name: str) -> None:
        """Press, and say yes to the question that comes."""
        self.press(name)
        self.page.locator("dialog[open] button[value=yes]").click()

    def ticks(self, label: str | re.Pattern[str]) -> None:
        self.page.get_by_label(label, exact=isinstance(label, str)).first.check()


class Cast:
    """Who plays whom; each browser is opened when it is first needed, and closed with the others."""

    def __init__(self, world: World, browser: Browser) -> None:
        self.world, self.browser = world, browser
        self.printed = {str(label): user for label, user in region.cast()}
        self.playing: dict[int, Player] = {}

    def who(self, user: User, *, phone: bool = False) -> Player:
        return self.playing.setdefault(user.pk, Player(self.world, self.browser, user, phone=phone))

    def role(self, label: str, *, phone: bool = False) -> Player:
        """Whoever the printed link with that label (English) signs in."""
        return self.who(self.printed[gettext(label)], phone=phone)

    def leave(self) -> None:
        for each in self.playing.values():
            assert each.problems == []
            each.leaves()
