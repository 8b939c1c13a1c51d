"""A key that is larger than any in the database is refused, on either database; other faults stay faults."""

import pytest
from django.db import DataError
from django.test import Client, RequestFactory
from django.urls import reverse

from mikrovirk.config.numbers import NumbersMiddleware, is_too_large
from mikrovirk.voice.models import Decision
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["9" * 30, "9" * 18])
def test_a_number_that_no_column_holds(client: Client, number: str) -> None:
    network = factories.network("moen")
    client.force_login(factories.coordinator(network))
    answer = client.post(reverse("voice:planner_new", args=["moen"]), {"formats": number, "speakers": number})
    assert answer.status_code < 500


def test_what_the_database_says_of_it() -> None:
    with pytest.raises((OverflowError, DataError)) as caught:
        list(Decision.objects.filter(pk__in=["9" * 30]))
    assert is_too_large(caught.value)
    answer = NumbersMiddleware(lambda request: None).process_exception(RequestFactory().get("/"), caught.value)  # type: ignore[arg-type,return-value]
    assert answer and answer.status_code == 400


def test_another_fault_is_ours() -> None:
    assert not is_too_large(ValueError("9"))
    assert not is_too_large(DataError("value too long"))
