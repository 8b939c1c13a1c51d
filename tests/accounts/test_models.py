"""Users: one per address, none with a password."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client

from mikrovirk.accounts.models import User
from mikrovirk.accounts.services import known_or_new

pytestmark = pytest.mark.django_db


def test_a_user_is_an_address_in_lower_case_without_a_password() -> None:
    user = User.objects.create_user(" Lise.Holm@Systuen.EXAMPLE ", full_name="Lise Holm")
    assert (user.email, user.has_usable_password(), user.is_active, user.is_administrator) == (
        "lise.holm@systuen.example",
        False,
        True,
        False,
    )
    assert (user.language, user.mail_choice) == ("da", "all")


@pytest.mark.parametrize("password", ["", "!", "secret", None])
def test_no_password_signs_in(password: str | None) -> None:
    user = User.objects.create_user("lise@systuen.example")
    assert authenticate(username="lise@systuen.example", email="lise@systuen.example", password=password) is None
    assert not user.check_password(password or "")
    assert Client().login(username="lise@systuen.example", password=password) is False


@pytest.mark.parametrize("address", ["lise@systuen.example", "LISE@systuen.example"])
def test_an_address_has_one_user(address: str) -> None:
    User.objects.create_user("lise@systuen.example")
    with pytest.raises(IntegrityError):
        User.objects.create_user(address)


def test_the_database_refuses_capitals() -> None:
    with pytest.raises(IntegrityError):
        User.objects.create(email="Lise@systuen.example")


def test_a_user_is_found_by_address_in_any_case() -> None:
    user = User.objects.create_user("lise@systuen.example")
    assert User.objects.get_by_natural_key(" Lise@Systuen.example") == user
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


@pytest.mark.parametrize(
    ("name", "first", "shown"),
    [("Lise Holm", "Lise", "Lise Holm"), ("Lise", "Lise", "Lise"), ("", "", "lise@systuen.example")],
)
def test_names(name: str, first: str, shown: str) -> None:
    user = User.objects.create_user("lise@systuen.example", full_name=name)
    assert (user.first_name, str(user), user.get_full_name()) == (first, shown, name)


def test_known_or_new() -> None:
    made = known_or_new(" Lise@Systuen.example", full_name=" Lise Holm ")
    assert (made.email, made.full_name) == ("lise@systuen.example", "Lise Holm")
    assert known_or_new("LISE@systuen.example", full_name="Lis") == made
    made.refresh_from_db()
    assert (made.full_name, User.objects.count()) == ("Lise Holm", 1)


def test_the_models_and_the_migrations_agree(settings: Any) -> None:
    settings.MIGRATION_MODULES = {}  # the tests' own tables are made without them
    call_command("makemigrations", "accounts", "networks", check=True, dry_run=True, verbosity=0)
