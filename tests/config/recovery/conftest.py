"""What the tests of this folder may ask for."""

import pytest

from tests.config.recovery.installations import Installation


@pytest.fixture(scope="session")
def example_region(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The example region on SQLite, made once; nobody changes it."""
    made = Installation(tmp_path_factory.mktemp("region"), "sqlite")
    made.program("-m", "mikrovirk.config.command", "demo", "--prepare-only")
    return made
