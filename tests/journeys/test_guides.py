"""The steps of the guides, opened by those they are written for; `make guides` keeps what they saw as the guides' pictures."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page

import mikrovirk.home
from mikrovirk.accounts import links
from mikrovirk.config.demo import region
from mikrovirk.home import demo
from mikrovirk.home.guides.contents import GUIDES, At, Guide, Step
from mikrovirk.home.guides.reading import DESKTOP, LANGUAGES, PHONE, read
from mikrovirk.live.models import Evening
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network, Organisation
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.models import SteeringMeeting
from tests import axe
from tests.browser import settle
from tests.journeys.world import World

STATIC = Path(mikrovirk.home.__file__).parent / "static"
READERS = {"coordinator": 0, "steering-group": 2, "municipality": 6, "host": 4}  # their places in the example's cast
CODE = "0390"
QUALITY = 55  # of WebP: letters stay sharp, a page takes about 25 KB


@pytest.mark.soak
def test_every_step_is_where_the_guide_says(
    world: World, browser: Browser, example_network: Network, pytestconfig: pytest.Config
) -> None:
    seen = 0
    for guide in GUIDES:
        for language in LANGUAGES:
            page = stranger(world, browser, language)
            for told in read(guide, language).steps:
                if told.picture:
                    if told.step.at != At.OUTSIDE:
                        come_in(page, world, guide)
                    opened = show(page, world.base_url + address(told.step, example_network), told.step)
                    seen += 1
                    if pytestconfig.getoption("--keep-pictures"):
                        keep(opened, STATIC / told.picture)
            page.context.close()
    assert seen == len(LANGUAGES) * sum(bool(step.page) for guide in GUIDES for step in guide.steps)


def stranger(world: World, browser: Browser, language: str) -> Page:
    """A browser in that language that nobody has signed in at."""
    context = browser.new_context(locale={"da": "da-DK", "en": "en-GB"}[language], color_scheme="light")
    context.add_cookies([{"name": django_settings.LANGUAGE_COOKIE_NAME, "value": language, "url": world.base_url}])
    return context.new_page()


def come_in(page: Page, world: World, guide: Guide) -> None:
    """Sign in whoever the guide is for, unless they are."""
    if "sessionid" in {cookie.get("name") for cookie in page.context.cookies()}:
        return
    _label, user = region.cast()[READERS[guide.slug]]
    page.goto(world.base_url + reverse("home:demo_sign_in", args=[links.sign(demo.PURPOSE, user.pk)]))


def show(page: Page, url: str, step: Step) -> bytes:
    """Open a step's page as the guide shows it; fail unless it is there and can be read by all."""
    width, height = PHONE if step.phone else DESKTOP
    page.set_viewport_size({"width": width, "height": height})
    answer = page.goto(url)
    assert answer is not None
    assert (answer.status, page.url) == (200, url)
    settle(page)
    assert (axe.violations(page), axe.sideways(page)) == ([], 0), page.url
    return page.screenshot()


def keep(picture: bytes, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(picture)).convert("RGB").save(file, "WEBP", quality=QUALITY, method=6)


def address(step: Step, network: Network) -> str:
    """Where the step's page lies in the example region."""
    if step.at in (At.NOTHING, At.OUTSIDE):
        return reverse(step.page)
    if step.at == At.MUNICIPALITY:
        return reverse(step.page, args=[CODE])
    if step.at == At.NETWORK:
        return reverse(step.page, args=[network.slug])
    now = timezone.now()
    meetings = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED)
    evening = Evening.objects.filter(meeting__network=network, ended_at=None).latest("opened_at")
    ahead = meetings.filter(~Q(pk=evening.meeting_id), starts_at__gt=now).earliest("starts_at")
    rows: dict[str, Callable[[], list[object]]] = {
        "programme:manage": lambda: [network.slug, ahead.pk],
        "mailing:mailing": lambda: [
            network.slug,
            Mailing.objects.filter(network=network, kind="voice.you_said").latest("pk").pk,
        ],
        "programme:check_in": lambda: [network.slug, evening.meeting_id],
        "live:host": lambda: [evening.code],
        "programme:report": lambda: [
            network.slug,
            meetings.filter(~Q(pk=evening.meeting_id), ends_at__lt=now).latest("starts_at").pk,
        ],
        "voice:steering_meeting": lambda: [
            network.slug,
            SteeringMeeting.objects.get(network=network, closed_at=None).pk,
        ],
        "networks:organisation": lambda: [Organisation.objects.get(slug="vordingborg-erhverv").pk],
    }
    return reverse(step.page, args=rows[step.page]())
