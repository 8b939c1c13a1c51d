"""The speaker's page behind a link, the material of a talk, and the toolbox."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from mikrovirk.accounts import links
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Material, Meeting, Talk
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import setup, talks
from tests import factories

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def network() -> Network:
    place = factories.network("mikrovirk", name="MikroVirk", contact_name="Karen Holm")
    setup.prepare_network(place)
    return place


@pytest.fixture
def talk(network: Network) -> Talk:
    """A talk in thirty days whose speaker has been asked."""
    now = timezone.now()
    meeting = meeting_services.add_meeting(
        network,
        starts_at=now + timedelta(days=30),
        at=now,
        format=network.formats.get(key="1-0"),
        venue=factories.venue(network),
    )
    meeting_services.publish_meeting(meeting, at=now)
    speaker = talks.SpeakerDetails("Tove Tal", "tove@tal.example")
    made = talks.plan_talk(
        meeting, topic=network.topics.get(name="Skat og moms"), title="", lines="", speaker=speaker, at=now
    )
    talks.ask_speaker(made, at=now)
    return made


def link(talk: Talk, name: str = "speaker", *values: Any) -> str:
    return reverse(f"programme:{name}", args=[links.sign("speaker", talk.pk, talk.speaker_id or 0), *values])


def accept(talk: Talk) -> Talk:
    talks.answer(talk, yes=True, at=timezone.now())
    return talk


def picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (2000, 1000)).save(file, "PNG")
    return SimpleUploadedFile("mig.png", file.getvalue())


# --- the speaker's page ----------------------------------------------------------------------------------------------


def test_speaker_sees_the_evening_and_what_is_asked(client: Client, talk: Talk) -> None:
    shown = client.get(link(talk)).content.decode()
    for words in (
        "Vil du holde et oplæg?",
        "Emnet er: Skat og moms.",
        "Møn Bibliotek",
        "Ja, jeg kommer",
        "Nej, jeg kan ikke",
    ):
        assert words in shown


def test_opening_the_link_changes_nothing(client: Client, talk: Talk) -> None:
    client.get(link(talk))
    client.get(link(talk) + "?answer=yes")
    talk.refresh_from_db()
    assert (talk.state, talk.answered_at) == ("asked", None)


def test_speaker_says_yes_with_one_button(client: Client, talk: Talk) -> None:
    shown = client.post(link(talk), {"answer": "yes", "note": ""}, follow=True).content.decode()
    assert "Tak, vi glæder os." in shown
    assert "Oplæggets titel" in shown
    talk.refresh_from_db()
    assert talk.state == "accepted"


def test_speaker_says_no_with_a_word_and_may_change_it(client: Client, talk: Talk) -> None:
    shown = client.post(link(talk), {"answer": "no", "note": "Jeg er på ferie."}, follow=True).content.decode()
    assert "Du har svaret, at du ikke kan komme." in shown
    talk.refresh_from_db()
    assert (talk.state, talk.answer_note) == ("declined", "Jeg er på ferie.")
    client.post(link(talk), {"answer": "yes"})
    talk.refresh_from_db()
    assert talk.state == "accepted"


def test_speaker_fills_in_title_lines_picture_and_equipment(client: Client, talk: Talk) -> None:
    accept(talk)
    given = {
        "title": "Moms uden mavepine",
        "lines": "Frister\nFradrag",
        "whence": "Tal & Tanker",
        "equipment": "Projektor",
        "picture": picture(),
    }
    shown = client.post(link(talk), given, follow=True).content.decode()
    assert "Gemt. Du kan komme tilbage og rette det indtil mødet." in shown
    talk.refresh_from_db()
    assert (talk.title, talk.speaker_from, talk.equipment) == ("Moms uden mavepine", "Tal & Tanker", "Projektor")
    with talk.picture.open("rb") as file, Image.open(file) as kept:
        assert (kept.format, kept.size) == ("JPEG", (1200, 600))
    meeting = Meeting.objects.get()
    assert meeting.title == "Moms uden mavepine"


def test_picture_that_is_none_is_explained_and_the_words_are_kept(client: Client, talk: Talk) -> None:
    accept(talk)
    given = {"title": "Moms uden mavepine", "picture": SimpleUploadedFile("mig.png", b"MZ")}
    shown = client.post(link(talk), given).content.decode()
    assert "Vi kan ikke læse billedet. Vælg en JPG- eller PNG-fil." in shown
    assert 'value="Moms uden mavepine"' in shown


def test_cpr_number_is_refused(client: Client, talk: Talk) -> None:
    accept(talk)
    assert "CPR-nummer" in client.post(link(talk), {"title": "Jeg er 010170-1234"}).content.decode()


@pytest.mark.parametrize("token", ["", "x", "WzFd:1xxxxx:forkert"])
def test_links_that_are_none_are_not_found(client: Client, token: str) -> None:
    assert client.get(f"/t/{token}/").status_code == 404


def test_link_for_something_else_is_no_key(client: Client, talk: Talk) -> None:
    token = links.sign("signup", talk.pk, talk.speaker_id or 0)
    assert client.get(reverse("programme:speaker", args=[token])).status_code == 404


def test_link_of_a_speaker_who_was_replaced_is_no_key(client: Client, network: Network, talk: Talk) -> None:
    before = link(talk)
    meeting = Meeting.objects.get()
    other = talks.SpeakerDetails("Ib Ny", "ib@ny.example")
    talks.plan_talk(meeting, topic=None, title="", lines="", speaker=other, at=timezone.now())
    assert client.get(before).status_code == 404


def test_speaker_of_a_cancelled_meeting_is_told_so(client: Client, talk: Talk) -> None:
    meeting_services.cancel_meeting(Meeting.objects.get(), why="Sne", at=timezone.now())
    shown = client.get(link(talk)).content.decode()
    assert "Mødet er aflyst" in shown
    assert "Ja, jeg kommer" not in shown


# --- material --------------------------------------------------------------------------------------------------------


def add(client: Client, talk: Talk, **given: Any) -> str:
    fields = {f"material-{name}": value for name, value in {"title": "Slides", "url": "", "text": "", **given}.items()}
    return str(client.post(link(talk, "speaker_material"), fields, follow=True).content.decode())


def test_speaker_leaves_a_file_a_link_and_a_checklist(client: Client, talk: Talk) -> None:
    accept(talk)
    assert "»Slides« ligger nu ved dit oplæg." in add(client, talk, file=SimpleUploadedFile("moms.pdf", PDF))
    add(client, talk, title="Skats side", url="skat.example")
    add(client, talk, title="Tjekliste", text="Frister\nBilag")
    kept = [(row.kind, row.title, row.file_name, row.url) for row in Material.objects.all()]
    assert kept == [
        ("file", "Slides", "moms.pdf", ""),
        ("link", "Skats side", "", "https://skat.example"),
        ("checklist", "Tjekliste", "", ""),
    ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Vælg en fil, indsæt et link, eller skriv en tjekliste."),
        ({"url": "https://a.example", "text": "b"}, "Én ting ad gangen: en fil, et link eller en tjekliste."),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "Den slags filer tager vi ikke imod. Vi tager: PDF, PowerPoint"),
        ({"file": SimpleUploadedFile("a.pdf", b"MZ")}, "Filen er ikke det, den hedder."),
        ({"url": "javascript:alert(1)"}, "errorlist"),
    ],
)
def test_material_that_is_not_taken_is_explained(client: Client, talk: Talk, given: dict[str, Any], words: str) -> None:
    accept(talk)
    assert words in add(client, talk, **given)
    assert Material.objects.count() == 0


def test_material_waits_for_the_speakers_yes(client: Client, talk: Talk) -> None:
    response = client.post(link(talk, "speaker_material"), {"material-title": "Slides", "material-text": "a"})
    assert (response.status_code, Material.objects.count()) == (404, 0)


def test_speaker_removes_only_material_of_the_own_talk(client: Client, network: Network, talk: Talk) -> None:
    accept(talk)
    add(client, talk, text="Frister")
    elsewhere = talks.add_to_toolbox(network, topic=None, title="Plan", by="", at=timezone.now())
    other = talks.add_material(elsewhere, kind="checklist", title="Andres", text="a", at=timezone.now())
    assert client.post(link(talk, "speaker_material_remove", other.pk)).status_code == 404
    client.post(link(talk, "speaker_material_remove", talk.materials.get().pk))
    assert list(Material.objects.all()) == [other]


def test_file_is_only_ever_a_download(client: Client, talk: Talk) -> None:
    accept(talk)
    add(client, talk, file=SimpleUploadedFile("moms på dansk.pdf", PDF))
    response = client.get(link(talk, "speaker_material_file", talk.materials.get().pk))
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_coordinator_adds_material_for_the_speaker(client: Client, network: Network, talk: Talk) -> None:
    client.force_login(factories.coordinator(network))
    address = reverse("programme:talk_material", args=["mikrovirk", talk.pk])
    client.post(address, {"title": "Slides", "file": SimpleUploadedFile("moms.pdf", PDF)})
    assert "moms.pdf" in client.get(address).content.decode()
    client.post(reverse("programme:material_remove", args=["mikrovirk", talk.materials.get().pk]))
    assert talk.materials.count() == 0
    client.force_login(factories.member(network).user)
    assert client.get(address).status_code == 404


def test_picture_is_for_everybody_once_the_meeting_is_published(client: Client, talk: Talk) -> None:
    accept(talk)
    client.post(link(talk), {"title": "Moms", "picture": picture()})
    address = reverse("programme:speaker_picture", args=["mikrovirk", talk.pk])
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/jpeg")
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8\xff")
    assert f'<img src="{address}"' in client.get(reverse("programme:meeting", args=["mikrovirk", talk.meeting_id])).text
    Meeting.objects.update(state="draft")
    assert client.get(address).status_code == 404


# --- the toolbox -----------------------------------------------------------------------------------------------------


def held(talk: Talk) -> Talk:
    """The talk as it is after its evening, with a checklist."""
    accept(talk)
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=1), ends_at=timezone.now() - timedelta(hours=22))
    talks.add_material(talk, kind="checklist", title="Tjekliste til momsen", text="Frister\nBilag", at=timezone.now())
    return talk


def toolbox(client: Client, query: str = "") -> str:
    return str(client.get(reverse("programme:toolbox", args=["mikrovirk"]) + query).content.decode())


def test_member_finds_first_what_the_newly_started_need(client: Client, network: Network, talk: Talk) -> None:
    client.force_login(factories.member(network).user)
    assert "Værktøjskassen er tom endnu" in toolbox(client)
    held(talk)
    shown = toolbox(client)
    assert "Til dig, der lige er startet" in shown
    assert "Tjekliste til momsen" in shown


def test_member_searches_by_word_and_topic(client: Client, network: Network, talk: Talk) -> None:
    held(talk)
    client.force_login(factories.member(network).user)
    topic = network.topics.get(name="Skat og moms")
    assert "Fandt én ting" in toolbox(client, "?q=tjeklister")
    assert "Fandt én ting" in toolbox(client, f"?topic={topic.pk}")
    assert "Ikke fundet" in toolbox(client, "?q=fiskeri")


def test_others_and_networks_without_the_part_have_no_toolbox(client: Client, network: Network) -> None:
    address = reverse("programme:toolbox", args=["mikrovirk"])
    assert client.get(address).status_code == 302
    client.force_login(factories.user())
    assert client.get(address).status_code == 404
    client.force_login(factories.member(network).user)
    network.parts = []
    network.save()
    assert client.get(address).status_code == 404


def test_members_get_a_file_only_once_the_meeting_has_begun(client: Client, network: Network, talk: Talk) -> None:
    accept(talk)
    file = SimpleUploadedFile("moms.pdf", PDF)
    kept = talks.add_material(talk, kind="file", title="Slides", file=file, at=timezone.now())
    address = reverse("programme:material_file", args=["mikrovirk", kept.pk])
    client.force_login(factories.member(network).user)
    assert client.get(address).status_code == 404
    Meeting.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    response = client.get(address)
    assert b"".join(response.streaming_content) == PDF


def test_coordinator_puts_in_what_belongs_to_no_talk(client: Client, network: Network) -> None:
    client.force_login(factories.coordinator(network))
    given = {
        "title": "Guide",
        "url": "https://erhverv.example/guide",
        "topic": network.topics.get(name="Salg").pk,
        "by": "Erhvervsrådet",
    }
    shown = client.post(reverse("programme:toolbox_add", args=["mikrovirk"]), given, follow=True).content.decode()
    assert "»Guide« ligger i Værktøjskassen." in shown
    assert "Erhvervsrådet" in shown


def test_toolbox_costs_the_same_for_one_three_and_three_hundred(client: Client, network: Network) -> None:
    client.force_login(factories.member(network).user)
    counts = {}
    for number in (1, 3, 300):
        while Material.objects.count() < number:
            shelf = talks.add_to_toolbox(
                network, topic=network.topics.get(name="Salg"), title="Guide", by="", at=timezone.now()
            )
            talks.add_material(shelf, kind="checklist", title="Liste", text="a", at=timezone.now())
        with CaptureQueriesContext(connection) as counted:
            toolbox(client)
        counts[number] = len(counted)
    assert len(set(counts.values())) == 1, counts


def test_material_without_a_topic_stands_in_the_toolbox(client: Client, network: Network) -> None:
    """A talk need not have a topic."""
    client.force_login(factories.member(network).user)
    shelf = talks.add_to_toolbox(network, topic=None, title="Guide uden emne", by="", at=timezone.now())
    talks.add_material(shelf, kind="checklist", title="Liste", text="a", at=timezone.now())
    assert "Guide uden emne" in toolbox(client)
