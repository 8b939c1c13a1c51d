"""The first pages: the newly started and the established begin with different things."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.directory.models import Membership
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.services import welcomes
from tests import factories
from tests.factories.register import company, write_copy
from tests.programme.evenings import coming_meeting
from tests.programme.views.test_public import get, text_of

pytestmark = pytest.mark.django_db
WELCOME = "/networks/mikrovirk/welcome/"


@pytest.fixture
def place() -> Network:
    place = factories.network("mikrovirk", name="MikroVirk", contact_email="mona@moen.example")
    coming_meeting(place, days=7, format=factories.format_2_0(place))
    coming_meeting(place, days=14, format=factories.format_1_0(place))
    return place


def test_who_is_not_known_is_asked(client: Client, place: Network) -> None:
    text = text_of(get(client, WELCOME))
    assert "Hvor begynder du?" in text
    new, established = text_of(get(client, WELCOME + "new/")), text_of(get(client, WELCOME + "established/"))
    assert "Det næste 1.0-møde" in new and "Den varme stol" not in new  # noqa: PT018
    assert "Det næste 2.0-møde" in established and "Værktøjskassen" not in established  # noqa: PT018
    assert client.get(WELCOME + "old/").status_code == 404


def test_what_opens_to_members_alone_is_no_locked_door(client: Client, place: Network) -> None:
    assert "/toolbox/" not in get(client, WELCOME + "new/")
    client.force_login(factories.member(place).user)
    assert "/networks/mikrovirk/toolbox/" in get(client, WELCOME + "new/")
    assert "/networks/mikrovirk/hot-seat/" in get(client, WELCOME + "established/")


@pytest.mark.parametrize(
    ("said", "expected"), [("new", "Lige begyndt? Start her"), ("established", "I gang i flere år? Start her")]
)
def test_a_member_s_own_word_chooses(client: Client, place: Network, said: str, expected: str) -> None:
    member = factories.member(place, joined=timezone.localdate())
    Membership.objects.update(standing=said)
    client.force_login(member.user)
    assert expected in text_of(get(client, WELCOME))


@pytest.mark.parametrize(("years", "expected"), [(1, "Lige begyndt? Start her"), (9, "I gang i flere år? Start her")])
def test_without_a_word_the_register_chooses(
    client: Client, place: Network, settings: Any, tmp_path: Path, years: int, expected: str
) -> None:
    settings.DATA = tmp_path
    began = timezone.localdate() - timedelta(days=365 * years)
    write_copy(company("10000001", start=began))
    client.force_login(factories.member(place, firm=factories.business("Systuen", cvr="10000001")).user)
    assert expected in text_of(get(client, WELCOME))


@pytest.mark.parametrize(
    ("said", "steps", "begin"),
    [
        ("new", "Værktøjskassen: Slides, links og tjeklister", "/networks/mikrovirk/welcome/new/"),
        ("established", "Den varme stol: Læg en udfordring frem", "/networks/mikrovirk/welcome/established/"),
        ("", "Vælg, hvor du vil begynde.", "/networks/mikrovirk/welcome/"),
    ],
)
def test_the_join_page_asks_and_the_page_after_it_and_the_mail_say_the_same(
    client: Client, place: Network, said: str, steps: str, begin: str
) -> None:
    typed = {"name": "Karen Bæk", "email": "karen@baek.example", "standing": said}
    assert "Hvor længe har du haft virksomhed?" in get(client, "/networks/mikrovirk/join/")
    client.post("/networks/mikrovirk/join/", typed)
    url = Message.objects.get(kind="directory.confirm_membership").mailing.context["url"]
    page = client.post(url.removeprefix("http://localhost:8000")).content.decode()
    assert f'href="{begin}"' in page
    welcomes.put_dates_in(now=timezone.now())
    context = Message.objects.select_related("mailing").get(kind="directory.welcome").mailing.context
    assert steps in context["steps"]["da"]
    assert context["begin"] == f"http://localhost:8000{begin}"
