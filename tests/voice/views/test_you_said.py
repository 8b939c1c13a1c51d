"""You said, we did: what everybody reads, what the coordinator chooses, the feed, the embed and the sheet."""

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Decision
from mikrovirk.voice.services import decisions as services
from tests import factories
from tests.voice import steering_rows as rows

pytestmark = pytest.mark.django_db
PAGE = "/networks/moen/you-said/"


@pytest.fixture
def moen() -> Network:
    return rows.room()


@pytest.fixture
def karen(moen: Network) -> User:
    return rows.coordinator(moen)


@pytest.fixture
def made(moen: Network, karen: User) -> Decision:
    theme = rows.theme(moen, said=("Hellere kl. 8", "Kl. 9"))
    return rows.decision(moen, themes=(theme,), by=karen, owner=karen, at=timezone.now())


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_nothing_is_read_before_the_coordinator_shows_it(moen: Network, karen: User, made: Decision) -> None:
    assert "Møde kl. 8 i marts" not in Client().get(PAGE).content.decode()
    coordinator = signed_in(karen)
    assert "Møde kl. 8 i marts" in coordinator.get(f"{PAGE}choose/").content.decode()
    coordinator.post(f"{PAGE}{made.pk}/show/")
    shown = Client().get(PAGE).content.decode()
    for words in ("Møde kl. 8 i marts", "Mødetider", "2 har sagt det", "Mange kan ikke om aftenen."):
        assert words in shown
    for words in ("Hellere kl. 8", "Karen Holm", "/steering/"):
        assert words not in shown
    coordinator.post(f"{PAGE}{made.pk}/hide/")
    assert "Møde kl. 8 i marts" not in Client().get(PAGE).content.decode()


def test_what_is_chosen_stands_word_for_word(karen: User, made: Decision) -> None:
    said = made.inputs.get(text="Hellere kl. 8")
    signed_in(karen).post(f"{PAGE}{made.pk}/show/", {f"d{made.pk}-quotes": [said.pk]})
    shown = Client().get(PAGE).content.decode()
    assert "Hellere kl. 8" in shown
    assert "Kl. 9" not in shown


def test_more_than_three_word_for_word_are_refused_beside_the_field_and_stay_ticked(moen: Network, karen: User) -> None:
    theme = rows.theme(moen, said=("Kl. 7", "Kl. 8", "Kl. 9", "Kl. 10"))
    made = rows.decision(moen, themes=(theme,), by=karen, at=timezone.now())
    keys = [said.pk for said in made.inputs.all()]
    page = signed_in(karen).post(f"{PAGE}{made.pk}/show/", {f"d{made.pk}-quotes": keys}).content.decode()
    assert "Vælg højst tre" in page
    assert page.count(" checked") == 4
    made.refresh_from_db()
    assert made.shown_at is None


def test_only_the_coordinator_chooses(moen: Network, made: Decision) -> None:
    (bo,) = rows.group(moen, "Bo Lind")
    for user in (bo, factories.member(moen).user):
        client = signed_in(user)
        assert client.get(f"{PAGE}choose/").status_code == 404
        assert client.post(f"{PAGE}{made.pk}/show/").status_code == 404
        assert client.post(f"{PAGE}mail/").status_code == 404


def test_the_mail_is_drafted_on_a_press_and_only_when_there_is_something_new(
    moen: Network, karen: User, made: Decision
) -> None:
    factories.member(moen)
    client = signed_in(karen)
    client.post(f"{PAGE}mail/")
    assert not Mailing.objects.filter(kind="voice.you_said").exists()
    client.post(f"{PAGE}{made.pk}/show/")
    answer = client.post(f"{PAGE}mail/")
    mail = Mailing.objects.get(kind="voice.you_said")
    assert answer.headers["Location"] == f"/networks/moen/mails/{mail.pk}/"
    assert mail.state == Mailing.State.DRAFT
    assert "En mail ligger klar" in client.get(f"{PAGE}choose/").content.decode()


def test_the_feed_the_embed_and_the_sheet_tell_the_same(karen: User, made: Decision) -> None:
    services.show(made, by=karen, at=timezone.now())
    feed = Client().get(f"{PAGE}feed.xml")
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert "<title>Møde kl. 8 i marts</title>" in feed.content.decode()
    embed = Client().get(f"{PAGE}embed/")
    assert "Møde kl. 8 i marts" in embed.content.decode()
    assert "X-Frame-Options" not in embed.headers
    assert "frame-ancestors *" in embed.headers["Content-Security-Policy"]
    sheet = signed_in(karen).get(f"{PAGE}since.pdf")
    assert sheet.headers["Content-Type"] == "application/pdf"


def test_without_the_members_voice_there_is_no_page() -> None:
    rows.room("stege", parts=("steering_room",))
    for where in ("", "embed/", "feed.xml"):
        assert Client().get(f"/networks/stege/you-said/{where}").status_code == 404


def test_the_networks_page_leads_there_when_there_is_something_to_read(karen: User, made: Decision) -> None:
    assert "/you-said/" not in Client().get("/networks/moen/").content.decode()
    services.show(made, by=karen, at=timezone.now())
    assert f'href="{PAGE}#beslutning-{made.pk}"' in Client().get("/networks/moen/").content.decode()
