"""What the description promises is kept: schemathesis thinks up questions, and looks at every answer."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode

from mikrovirk.api.limits import Limit
from mikrovirk.api.v1 import door, keys
from mikrovirk.api.v1.description import description
from mikrovirk.config.wsgi import application
from tests.api.v1.around import Everything, told_apart

pytestmark = pytest.mark.django_db
NO_LIMIT = {"at_most": 10**9, "cache": "local"}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request ends without closing the connection the test is in the middle of, as with Django's own client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def schema(one_connection: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(door, "EVERYBODY", Limit("everybody", **NO_LIMIT))
    monkeypatch.setattr(keys, "WITH_KEY", Limit("token", **NO_LIMIT))
    monkeypatch.setattr(keys, "WRONG_KEYS", Limit("wrong", **NO_LIMIT))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def ask(operation: Any, *, mode: GenerationMode, examples: int, headers: dict[str, str], **fixed: Any) -> list[int]:
    """Ask so many questions; what came back, once each answer is found to be as described."""
    answered = []

    @settings(
        max_examples=examples,
        derandomize=examples < MANY,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def question(case: Case) -> None:
        answered.append(case.call_and_validate(headers=headers).status_code)

    question()
    return answered


def try_everything(schema: Any, everything: Everything, *, examples: int) -> dict[str, set[int]]:
    """Every address with a key: once with addresses that lead to something, then with whatever comes."""
    headers = {"Authorization": f"Bearer {everything.key}"}
    found: dict[str, set[int]] = {}
    for result in schema.get_all_operations():
        operation = result.ok()
        known = [
            fixed for part, fixed in told_apart(everything).items() if part in operation.path and "{" in operation.path
        ]
        leading = {"path_parameters": known[0]} if known else {}
        answers = ask(operation, mode=GenerationMode.POSITIVE, examples=examples, headers=headers, **leading)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            answers += ask(operation, mode=mode, examples=examples, headers=headers)
        found[operation.path] = set(answers)
    return found


MANY = 50


def test_every_answer_is_as_described(schema: Any, everything: Everything, register_nearby: None) -> None:
    found = try_everything(schema, everything, examples=2)
    assert set(found) == set(description()["paths"])
    assert {path for path, answers in found.items() if 200 not in answers} == set()


@pytest.mark.soak
def test_so_it_is_for_many_questions(schema: Any, everything: Everything, register_nearby: None) -> None:
    try_everything(schema, everything, examples=MANY)
