"""What somebody waits for is told to the workers as soon as its row is there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import send_mail
from django.db.models import Model
from django.utils import timezone

from mikrovirk.common import carrier
from mikrovirk.mailing.models import Letter, Message
from mikrovirk.mailing.services import send_service
from mikrovirk.register.models import ImportRun
from mikrovirk.register.services import asking
from mikrovirk.voice.models import SeasonDraft
from tests import factories
from tests.mailing import kinds
from tests.voice import planner_rows
from tests.voice.services.test_planning import asked

pytestmark = pytest.mark.django_db
kinds.register_once()


def a_code_to_sign_in_with() -> None:
    send_mail("Din kode", "123456", "post@mikrovirk.example", ["lise@systuen.example"])


def a_receipt() -> None:
    reader, network = factories.user(), factories.network()
    send_service(kind=kinds.RECEIPT, occasion="meeting:1", user=reader, at=timezone.now(), network=network)


def a_season_to_plan() -> None:
    asked(planner_rows.small_network())


def a_register_to_read_in() -> None:
    asking.ask(files=["cvr.ndjson"], source="cvr", by=None, at=timezone.now())


@pytest.mark.parametrize(
    ("happens", "model"),
    [
        (a_code_to_sign_in_with, Letter),
        (a_receipt, Message),
        (a_season_to_plan, SeasonDraft),
        (a_register_to_read_in, ImportRun),
    ],
)
def test_word_of_it_goes_to_a_worker(
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
    happens: Callable[[], None],
    model: type[Model],
) -> None:
    settings.QUEUE_URL, settings.EMAIL_BACKEND = "redis://127.0.0.1:1/0", "mikrovirk.mailing.backends.OutboxBackend"
    sent: list[dict[str, str]] = []
    monkeypatch.setattr(carrier, "send", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        happens()
    row = model._default_manager.get()
    assert {"row": f"{model._meta.label_lower}:{row.pk}"} in sent
