"""Pages of the overview with made-up figures: who looks, and what they see."""

import pytest
from django.test import Client

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Role
from mikrovirk.overview.page import showing
from mikrovirk.overview.views import open_data, reading
from tests import factories
from tests.overview import made_figures


def with_made_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register of which every municipality's figures are made up."""

    def counted(copy, area, on, choices):
        return made_figures.made(area, on, choices)

    monkeypatch.setattr(showing, "counted", counted)
    monkeypatch.setattr(showing, "counted_once", counted)
    monkeypatch.setattr(
        showing,
        "through_years",
        lambda copy, area, days, choices: [made_figures.made(area, day, choices) for day in days],
    )
    for module in (showing, reading, open_data):
        monkeypatch.setattr(module, "copy_now", lambda: made_figures.COPY)


def officer(code: str = "0390", name: str = "municipality") -> User:
    town = factories.organisation(f"kommune-{code}", kind="municipality", municipality_code=code, name="Kommunen")
    user = factories.user("Karen Kommune")
    Role.objects.create(user=user, name=name, organisation=town, since_date=factories.TODAY)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
