"""A number that no column holds is refused, on either database; other faults stay faults."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from mikrovirk.config import urls
from mikrovirk.config.too_large import is_too_large
from mikrovirk.programme.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db


@login_not_required
def takes_any_number(request: HttpRequest) -> HttpResponse:
    Meeting.objects.update(capacity=10 ** int(request.GET["digits"]))
    return HttpResponse()


urlpatterns = [path("takes-any-number/", takes_any_number), *urls.urlpatterns]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("digits", "status"), [(2, 200), (30, 400)])
def test_a_number_that_no_column_holds(client: Client, digits: int, status: int) -> None:
    factories.meeting(factories.network())
    assert client.get(f"/takes-any-number/?digits={digits}").status_code == status


def test_another_fault_is_ours() -> None:
    assert not is_too_large(ValueError("9"))
    assert not is_too_large(OverflowError("date value out of range"))
    assert not is_too_large(DataError("value too long"))
