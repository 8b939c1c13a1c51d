"""The administrator's page of the register."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mikrovirk.register.models import ImportRun
from mikrovirk.register.queries import copies, runs
from mikrovirk.register.services import asking
from mikrovirk.register.services.importing import import_files
from mikrovirk.register.services.outcome import CannotImport, Progress
from mikrovirk.register.services.readers import SetAside
from tests import factories
from tests.factories import register as rows
from tests.register.documents import company, line, write_lines

pytestmark = pytest.mark.django_db
PAGE = "/installation/register/"
State = ImportRun.State


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.DATA = tmp_path / "data"


@pytest.fixture
def administrator() -> Client:
    browser = Client()
    browser.force_login(factories.user("Ida", is_administrator=True))
    return browser


def asked(**more) -> ImportRun:
    return asking.ask(**{"files": ["cvr.ndjson"], "source": "cvr", "by": None, "at": timezone.now(), **more})


def test_only_administrators_see_any_of_it(client) -> None:
    run, copy = asked(), rows.write_copy(rows.company("10000001"))
    client.force_login(factories.coordinator(factories.network()))
    names = [("imports", []), ("import", [run.pk])]
    posts = [
        ("imports", []),
        ("stop_import", [run.pk]),
        ("import_again", [run.pk]),
        ("use_copy", [copy.name]),
        ("throw_copy_away", [copy.name]),
        ("throw_file_away", []),
    ]
    assert {client.get(reverse(f"register:{name}", args=given)).status_code for name, given in names} == {404}
    assert {client.post(reverse(f"register:{name}", args=given)).status_code for name, given in posts} == {404}


def test_before_there_is_any(administrator) -> None:
    page = administrator.get(PAGE)
    assert "Der er intet register endnu" in page.content.decode()
    assert "Filer, der ligger klar" not in page.content.decode()


def test_files_are_sent_and_asked_for(administrator) -> None:
    sent = SimpleUploadedFile("cvr.ndjson", line(company()))
    answer = administrator.post(PAGE, {"source": "cvr", "sent": [sent], "mapping": "", "as_of": "2026-11-01"})
    run = ImportRun.objects.get()
    assert answer.url == f"{PAGE}{run.pk}/"
    assert (run.files, run.source, run.as_of, run.state, bool(run.asked_by)) == (
        ["cvr.ndjson"],
        "cvr",
        date(2026, 11, 1),
        State.WAITING,
        True,
    )
    assert (runs.folder() / "cvr.ndjson").read_bytes() == line(company())
    assert "Arbejderen begynder om lidt" in administrator.get(answer.url).content.decode()


def test_files_that_lie_ready_are_asked_for(administrator) -> None:
    runs.folder().mkdir(parents=True)
    write_lines(runs.folder() / "cvr.ndjson", [company()])
    administrator.post(PAGE, {"source": "cvr", "ready": ["cvr.ndjson"], "mapping": ""})
    assert ImportRun.objects.get().files == ["cvr.ndjson"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"source": "cvr"}, "Vælg mindst én fil"),
        ({"source": "table", "sent": SimpleUploadedFile("a.csv", b"a;b")}, "Et andet register kræver en oversættelse"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(administrator, given, words: str) -> None:
    answer = administrator.post(PAGE, given)
    assert (answer.status_code, ImportRun.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_one_at_a_time(administrator) -> None:
    asked()
    answer = administrator.post(PAGE, {"source": "cvr", "sent": [SimpleUploadedFile("a.json", b"{}")], "mapping": ""})
    assert answer.status_code == 422
    assert "En anden indlæsning er i gang" in answer.content.decode()
    assert runs.brought_files() == []


def test_how_far_it_is(administrator) -> None:
    run = asked()
    asking.claim_next(now=timezone.now())
    asking.tell(run.pk, Progress(1_500_000_000, 4_000_000_000, 183_000, 30.0, 50.0), now=timezone.now())
    piece = administrator.get(f"{PAGE}{run.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "37 % · 1.500 af 4.000 MB" in piece
    assert "50 MB i sekundet." in piece
    assert "Omkring et minut tilbage." in piece
    assert "<html" not in piece
    assert f'hx-get="{PAGE}{run.pk}/"' in piece


def test_stopped_and_read_again(administrator) -> None:
    run = asked()
    administrator.post(f"{PAGE}{run.pk}/stop/")
    page = administrator.get(f"{PAGE}{run.pk}/").content.decode()
    assert "indlæsningen blev stoppet; startet igen med de samme filer fortsætter den" in page
    assert "hx-get" not in page
    answer = administrator.post(f"{PAGE}{run.pk}/again/")
    assert answer.url == f"{PAGE}{ImportRun.objects.get(state=State.WAITING).pk}/"
    administrator.post(f"{PAGE}{run.pk}/again/")
    assert ImportRun.objects.count() == 2


def test_what_came_of_it(administrator, tmp_path) -> None:
    run = asked()
    asking.claim_next(now=timezone.now())
    outcome = import_files([write_lines(tmp_path / "cvr.ndjson", [company(), b"{"])], "cvr")
    asking.bring([SimpleUploadedFile(name, b"{}") for name in ("cvr.ndjson", "next.ndjson", "own.toml")])
    asking.finish(run.pk, outcome, at=timezone.now())
    assert [each.name for each in runs.brought_files()] == ["next.ndjson", "own.toml"]
    page = administrator.get(f"{PAGE}{run.pk}/").content.decode()
    assert "Selve filerne er slettet." in page
    assert "2 læst, 1 beholdt, 1 lagt til side" in page
    assert "det er ikke JSON" in page
    listed = administrator.get(PAGE).content.decode()
    assert "DK" in listed
    assert "1 enhed" in listed
    assert "I brug" in listed


def test_why_nothing_was_changed(administrator) -> None:
    run = asked()
    asking.claim_next(now=timezone.now())
    asking.refuse(run.pk, CannotImport("empty", "cvr.ndjson", [SetAside("cvr.ndjson", 0, "empty")]), at=timezone.now())
    page = administrator.get(f"{PAGE}{run.pk}/").content.decode()
    assert "Intet er ændret" in page
    assert "filen er tom: cvr.ndjson" in page
    assert "hele filen" in page


def test_another_copy_is_used_and_one_removed(administrator) -> None:
    old = rows.write_copy(rows.company("10000001"), as_of=date(2025, 1, 1))
    new = rows.write_copy(rows.company("10000001"), rows.company("10000002"), as_of=date(2026, 1, 1))
    administrator.post(f"{PAGE}copies/{new.name}/remove/")
    assert copies.copies() == [new, old]
    administrator.post(f"{PAGE}copies/{old.name}/use/")
    assert copies.current() == old
    administrator.post(f"{PAGE}copies/{new.name}/remove/")
    assert copies.copies() == [old]
    assert administrator.post(f"{PAGE}copies/nothing/use/").status_code == 404


def test_a_file_is_thrown_away(administrator) -> None:
    runs.folder().mkdir(parents=True)
    (runs.folder() / "a.json").write_bytes(b"{}")
    assert "a.json" in administrator.get(PAGE).content.decode()
    administrator.post(f"{PAGE}files/remove/", {"name": "a.json"})
    assert runs.brought_files() == []


def test_as_many_queries_however_many_there_are(administrator, django_assert_num_queries) -> None:
    def ended() -> None:
        asking.stop(asked(), at=timezone.now())

    ended()
    administrator.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        administrator.get(PAGE)
    for _ in range(2):
        ended()
    with django_assert_num_queries(len(one)):
        administrator.get(PAGE)
