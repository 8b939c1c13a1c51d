"""A key that is larger than any in the database is refused, on either database; other faults stay faults."""

import pytest
from django.db import DataError, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from mikrovirk.config.too_large import TooLargeMiddleware, is_too_large
from mikrovirk.programme.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["9" * 30, "9" * 18])
def test_a_number_that_no_column_holds(client: Client, number: str) -> None:
    network = factories.network("moen")
    client.force_login(factories.coordinator(network))
    answer = client.post(reverse("voice:planner_new", args=["moen"]), {"formats": number, "speakers": number})
    assert answer.status_code < 500


def test_what_the_database_says_of_it() -> None:
    meeting = factories.meeting(factories.network())
    with pytest.raises((OverflowError, DataError)) as caught, transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(capacity=10**30)
    assert is_too_large(caught.value)
    answer = TooLargeMiddleware(lambda request: HttpResponse()).process_exception(
        RequestFactory().get("/"), caught.value
    )
    assert answer is not None
    assert answer.status_code == 400


def test_another_fault_is_ours() -> None:
    assert not is_too_large(ValueError("9"))
    assert not is_too_large(DataError("value too long"))
