"""What a journey starts from."""

from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from mikrovirk.mailing import workers
from mikrovirk.networks.models import Network
from tests.journeys.world import World
from tests.mailing import smtp_server

MONDAY = datetime(2027, 1, 4, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def world(live_server: Any, settings: Any, tmp_path: Path, transactional_db: None) -> Generator[World, None, None]:
    """The site on a free port, mails by SMTP to a real server, and a Monday morning in January."""
    with smtp_server.running(tmp_path, keep=True) as smtp, time_machine.travel(MONDAY, tick=True) as clock:
        settings.SMTP = {"host": "127.0.0.1", "port": smtp.port}
        settings.SITE_URL = live_server.url
        settings.ALLOWED_HOSTS = ["*"]
        settings.EMAIL_BACKEND = "mikrovirk.mailing.backends.OutboxBackend"  # pytest-django puts its own there
        world = World(live_server.url, smtp, clock)
        yield world
        workers.dismiss(world.worker)


@pytest.fixture
def example_network(world: World, settings: Any, tmp_path: Path, build_example: Callable[[datetime], None]) -> Network:
    """MikroVirk in the example region, with the register of businesses."""
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path / "files"
    build_example(timezone.now())
    world.work()
    return Network.objects.get(slug="mikrovirk")
