"""An installation made by `mikrovirk init` has no way in by the example region's links, and cannot be given one."""

import re
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.config import environment
from mikrovirk.config.command import CannotDo, main
from mikrovirk.config.commands import serve
from mikrovirk.home import demo
from mikrovirk.networks.models import Installation
from tests import factories

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
MADE_BY_TABLES = {"auth.Permission", "contenttypes.ContentType"}


@pytest.fixture
def made() -> Installation:
    assert main(["init"]) == 0
    return Installation.objects.get()


def rows() -> dict[str, int]:
    counts = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
    return {name: count for name, count in counts.items() if count and name not in MADE_BY_TABLES}


def link_for(user: User) -> str:
    return reverse("home:demo_sign_in", args=[links.sign(demo.PURPOSE, user.pk)])


def test_it_begins_without_people_and_is_not_the_example(made: Installation) -> None:
    assert not made.is_example
    assert rows() == {"networks.Installation": 1}


def test_no_setting_of_ours_serves_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MIKROVIRK_DEMO", raising=False)
    assert not environment.flag("MIKROVIRK_DEMO")
    assert not settings.DEMO
    shipped = [path for path in (ROOT / "hosting").rglob("*") if path.is_file()]
    assert len(shipped) > 3
    assert [path.name for path in shipped if re.search(r"MIKROVIRK_DEMO|mikrovirk demo", path.read_text())] == []


@pytest.mark.parametrize("served_as_example", [False, True])
def test_its_address_finds_nobody(made: Installation, settings: Any, *, served_as_example: bool) -> None:
    """Also where somebody has the key that signs, and where the setting was switched on by mistake."""
    settings.DEMO, settings.SMTP = served_as_example, {}
    coordinator = factories.coordinator(factories.network())
    client = Client()
    assert client.get(link_for(coordinator)).status_code == 404
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("mailing:mailbox")).status_code == 404


def test_in_the_example_it_signs_in(settings: Any) -> None:
    """What is tested above is what works there."""
    settings.DEMO, settings.SMTP = True, {}
    Installation.objects.create(pk=1, is_example=True)
    client = Client()
    assert client.get(link_for(factories.user())).status_code == 302
    assert "_auth_user_id" in client.session
    assert client.get(reverse("mailing:mailbox")).status_code == 200


@pytest.mark.parametrize("reset", [False, True])
def test_the_command_makes_no_example_of_it(
    made: Installation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, reset: bool
) -> None:
    monkeypatch.setenv("MIKROVIRK_DEMO", "")
    monkeypatch.setenv("MIKROVIRK_SITE_URL", "http://localhost:8000")
    factories.user(is_administrator=True)  # the first thing one adds; there is no network yet
    before = rows()
    with pytest.raises(CannotDo, match="real installation"):
        serve.demo(Namespace(port=8000, reset=reset, prepare_only=True))
    assert rows() == before
    assert "/demo/" not in capsys.readouterr().out
