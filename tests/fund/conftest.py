"""What tests of the fund may ask for."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def keys(settings: Any, tmp_path: Path) -> Path:
    """A folder of their own for the keys of ballot boxes."""
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"
