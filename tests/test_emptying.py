"""What a test has committed is gone before the next."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection

from mikrovirk.directory.models import Person
from tests import emptying, factories


@pytest.mark.django_db(transaction=True)
def test_every_row_goes_whatever_refers_to_it() -> None:
    factories.member(factories.network())
    emptying.empty(connection)
    left = {model._meta.label for model in apps.get_models() if model._base_manager.exists()}
    assert left <= {"auth.Permission", "contenttypes.ContentType"}
    with pytest.raises(IntegrityError):  # references are looked after again
        Person.objects.create(user_id=1)
