"""What tests of the evening start from."""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests.live.site import Site, installation


@pytest.fixture
def place(transactional_db: None, tmp_path: Path, settings: Any) -> Generator[Site, None, None]:
    """An installation of its own that is not served yet: `place.start(processes=2, MIKROVIRK_LIVE_SOURCE="redis")`."""
    with installation(tmp_path / "site") as made:
        settings.SITE_URL = made.url
        settings.DATA = made.folder
        settings.KEYS = Path(made.environment["MIKROVIRK_KEYS"])
        settings.MEDIA_ROOT = made.folder / "files"
        yield made


@pytest.fixture
def site(place: Site) -> Site:
    """The installation, served by one process."""
    place.start()
    return place
