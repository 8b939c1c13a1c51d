"""A register that is written once for all tests that only read it."""

from pathlib import Path
from typing import Any

import pytest

from mikrovirk.overview.services.cubes import build
from tests.overview import nearby


@pytest.fixture(scope="session")
def nearby_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the register of `nearby` and its cubes."""
    from django.conf import settings

    folder, before = tmp_path_factory.mktemp("nearby"), settings.DATA
    settings.DATA = folder
    build(nearby.write())
    settings.DATA = before
    return folder


@pytest.fixture
def register_nearby(settings: Any, nearby_data: Path) -> None:
    """The register of `nearby` is the one that counts."""
    settings.DATA = nearby_data
