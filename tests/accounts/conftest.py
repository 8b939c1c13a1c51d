from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _real_outbox(settings: Any) -> None:
    """Mails go where the product puts them; pytest-django would keep them in memory."""
    settings.EMAIL_BACKEND = "mikrovirk.mailing.backends.OutboxBackend"
