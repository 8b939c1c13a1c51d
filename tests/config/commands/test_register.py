"""`mikrovirk register`: what people and programs see."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from mikrovirk.config.command import main
from mikrovirk.config.commands import register as command
from mikrovirk.overview.services import cubes
from mikrovirk.register.models import ImportRun
from mikrovirk.register.queries import copies, runs
from mikrovirk.register.services import asking, importing
from mikrovirk.register.services.outcome import Progress
from tests.register.documents import company, place, write_lines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def built(tmp_path, settings, monkeypatch) -> list[copies.Copy]:
    """The copies whose cubes were asked for."""
    settings.DATA = tmp_path / "data"
    monkeypatch.setattr(importing, "TICK", 60.0)  # the table in memory is for one thread
    made: list[copies.Copy] = []
    monkeypatch.setattr(cubes, "build", made.append)
    monkeypatch.setattr(cubes, "forget_gone", lambda: None)
    return made


def given(tmp_path: Path, *documents) -> str:
    return str(write_lines(tmp_path / "cvr.ndjson", documents))


def test_what_programs_get(tmp_path, capsys, built) -> None:
    file = given(tmp_path, company(), b"{", place())
    assert main(["register", "import", file, "--source", "cvr", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert {key: answer[key] for key in ("read", "kept", "changed", "as_of", "warnings")} == {
        "read": 3,
        "kept": 2,
        "changed": True,
        "as_of": "2025-02-01",
        "warnings": [],
    }
    (aside,) = answer["set_aside"]
    assert (aside["file"], aside["position"], aside["code"]) == ("cvr.ndjson", 2, "not_json")
    assert aside["reason"].startswith("this is not JSON: Expecting property name")
    assert built == copies.copies()
    assert main(["register", "import", file, "--source", "cvr", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["changed"] is False
    assert len(built) == 1


def test_what_people_get(tmp_path, capsys) -> None:
    file = given(tmp_path, company(), b"{")
    assert main(["register", "import", file, "--source", "cvr"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("2 read, 1 kept, 1 set aside in ")
    assert said[1] == "set aside: 1 × this is not JSON"
    assert said[2].startswith("  cvr.ndjson, 2: this is not JSON: ")
    assert main(["register", "import", file, "--source", "cvr"]) == 1
    assert (
        capsys.readouterr().out.splitlines()[0]
        == "These files were brought in before, as of 2025-02-01: nothing was changed."
    )
    assert main(["register", "copies"]) == 0
    assert capsys.readouterr().out.strip().endswith("· 2025-02-01 · 1 · 1 · counts")


def test_nothing_could_be_done(tmp_path, capsys) -> None:
    (tmp_path / "empty").touch()
    assert main(["register", "import", str(tmp_path / "empty"), "--source", "cvr"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == "mikrovirk: the file is empty: empty"
    assert main(["register", "import", str(tmp_path / "nowhere"), "--source", "cvr"]) == 2
    assert main(["register", "overview"]) == 2
    assert "no register was brought in yet" in capsys.readouterr().err


def test_interrupted(tmp_path, capsys, monkeypatch) -> None:
    def stopped(*given, **more) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "import_files", stopped)
    assert main(["register", "import", given(tmp_path, company()), "--source", "cvr"]) == 130
    assert "started again with the same files it goes on" in capsys.readouterr().err


def test_the_words_of_the_progress() -> None:
    far = Progress(1_200_000_000, 4_000_000_000, 310_000, 25.0, 64.0)
    assert command.words_of(far) == "30 % · 1200 of 4000 MB · 48 MB/s · 310000 documents · 1:04 left"


def test_a_bar_where_somebody_looks(capsys, monkeypatch) -> None:
    shown = command.Shown()
    shown.is_screen = True
    shown(Progress(1, 2, 0, 1.0, None))
    shown.end()
    assert "[###############...............] 50 %" in capsys.readouterr().err


def test_what_was_asked_for_on_the_page(tmp_path, built) -> None:
    runs.folder().mkdir(parents=True)
    write_lines(runs.folder() / "cvr.ndjson", [company(), company()])
    run = asking.ask(files=["cvr.ndjson"], source="cvr", by=None, at=timezone.now())
    assert main(["register", "asked", str(run.pk)]) == 2  # no worker has taken it
    asking.claim_next(now=timezone.now())
    assert main(["register", "asked", str(run.pk)]) == 0
    run.refresh_from_db()
    assert (run.state, run.read, run.kept, run.reasons, run.documents) == ("done", 2, 1, {"twice": 1}, 2)
    assert [run.copy] == [copy.name for copy in built]


def test_stopped_while_the_pages_are_counted(tmp_path, monkeypatch) -> None:
    """The copy is whole and does not count; asked for again it does."""
    runs.folder().mkdir(parents=True)
    write_lines(runs.folder() / "cvr.ndjson", [company()])
    run = asking.ask(files=["cvr.ndjson"], source="cvr", by=None, at=timezone.now())
    asking.claim_next(now=timezone.now())
    monkeypatch.setattr(cubes, "build", lambda copy: asking.stop(run, at=timezone.now()))
    assert main(["register", "asked", str(run.pk)]) == 0
    run.refresh_from_db()
    assert (run.state, copies.current()) == ("stopped", None)
    monkeypatch.setattr(cubes, "build", lambda copy: None)
    again = asking.ask_again(run, by=None, at=timezone.now())
    asking.claim_next(now=timezone.now())
    assert main(["register", "asked", str(again.pk)]) == 0
    again.refresh_from_db()
    assert (again.state, again.is_new, again.copy) == ("done", True, copies.current().name)


@pytest.mark.parametrize(
    ("source", "mapping", "reason"), [("brreg", "", "not_json"), ("table", "no-such", "wrong_mapping")]
)
def test_what_was_asked_for_and_cannot_be(tmp_path, source: str, mapping: str, reason: str) -> None:
    runs.folder().mkdir(parents=True)
    (runs.folder() / "file").write_text("nothing")
    run = asking.ask(files=["file"], source=source, mapping=mapping, by=None, at=timezone.now())
    asking.claim_next(now=timezone.now())
    assert main(["register", "asked", str(run.pk)]) == 0
    assert ImportRun.objects.get().state == "failed"
    assert copies.copies() == []
