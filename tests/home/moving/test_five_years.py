"""A network with 3,000 members and five years of meetings moves to an empty installation, by the command, on both databases."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.home import moving
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import AgendaItem, Feedback, Material, Meeting, SignUp, Talk
from mikrovirk.voice.models import Input, InputRound, Source
from tests import factories
from tests.mailing.test_kill import database

pytestmark = pytest.mark.django_db
MEMBERS, MEETINGS, COME, MAILS = 3000, 60, 60, 150
PYTHON = [sys.executable, "-W", "ignore", "-m"]
COMMAND = [*PYTHON, "mikrovirk.config.command"]
NOW = factories.NOW


def five_years() -> Network:
    """A network as it is after five years: rows by the thousand, files, and mails that have not left."""
    network = factories.network("moen", host=factories.organisation("erhverv"))
    people = add_members(network)
    for month in range(MEETINGS):
        add_meeting(network, people, month)
    round = InputRound.objects.create(
        network=network, title="Efterår", subject="Hvad nu?", body="Hej", deadline_at=NOW, state="open", opened_at=NOW
    )
    Input.objects.bulk_create(
        Input(
            network=network,
            source=Source.ROUND_PAGE,
            source_key=f"ask:{n}",
            text=f"Mere om emne {n}",
            at=NOW,
            person=each,
            round=round,
        )
        for n, each in enumerate(people[:1200])
    )
    return network


def add_members(network: Network) -> list[Person]:
    users = User.objects.bulk_create(
        User(email=f"medlem{n}@firma.example", full_name=f"Åse Nødskov-{n}") for n in range(MEMBERS)
    )
    people = Person.objects.bulk_create(Person(user=user, phone=f"+4520{n:06}") for n, user in enumerate(users))
    firms = Business.objects.bulk_create(
        Business(name=f"Værkstedet {n}", slug=f"vaerkstedet-{n}") for n in range(MEMBERS)
    )
    Membership.objects.bulk_create(
        Membership(person=person, network=network, business=firm, joined_date=factories.TODAY, came="import")
        for person, firm in zip(people, firms, strict=True)
    )
    Role.objects.bulk_create(
        Role(user=user, name=Role.Name.MEMBER, network=network, since_date=factories.TODAY) for user in users
    )
    return people


def add_meeting(network: Network, people: list[Person], month: int) -> None:
    starts_at = NOW - timedelta(days=30 * (MEETINGS - month))
    meeting = Meeting.objects.create(
        network=network,
        title=f"Møde {month}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        state="published",
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=n, kind="other", title=f"Punkt {n}", minutes=20) for n in range(6)
    )
    talk = Talk.objects.create(network=network, meeting=meeting, title=f"Oplæg {month}")
    name = default_storage.save(f"materials/slides-{month}.pdf", ContentFile(b"%PDF " + os.urandom(2000)))
    Material.objects.create(talk=talk, kind="file", title="Slides", file=name, file_name="slides.pdf", file_size=2005)
    mine = [people[(month * 37 + n * 11) % MEMBERS] for n in range(COME)]
    sign_ups = SignUp.objects.bulk_create(
        SignUp(meeting=meeting, person=person, state="coming", made_at=starts_at, checked_in_at=starts_at)
        for person in mine
    )
    Feedback.objects.bulk_create(
        Feedback(sign_up=row, meeting=meeting, rating=4, text="God aften", at=starts_at) for row in sign_ups[:20]
    )
    mailing = Mailing.objects.create(
        network=network, kind="programme.invitation", occasion=f"meeting:{meeting.pk}", due_at=starts_at
    )
    state = "draft" if month == MEETINGS - 1 else "stopped"
    Message.objects.bulk_create(
        Message(
            mailing=mailing,
            user_id=people[(month + n) % MEMBERS].user_id,
            kind=mailing.kind,
            occasion=mailing.occasion,
            context={
                "answer_url": f"{django_settings.SITE_URL}/s/{links.sign('signup', meeting.pk, people[(month + n) % MEMBERS].user_id)}/"
            },
            due_at=starts_at,
            state=state,
            message_id=f"<{month}.{n}@moen.example>",
        )
        for n in range(MAILS)
    )


def tables_in(file: Path) -> dict[str, bytes]:
    """The tables of a file, without the mark that is another one in each file."""
    with zipfile.ZipFile(file) as archive:
        mark = json.loads(archive.read("manifest.json"))["mark"].encode()
        return {
            name: archive.read(name).replace(mark, b"mark") for name in archive.namelist() if name.startswith("tables/")
        }


def files_in(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("files/")}


def test_everything_is_there_afterwards(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    left, home = tmp_path / "left.zip", tmp_path / "home"
    told = moving.leave(five_years(), left, at=NOW)
    home.mkdir()
    with database(home) as url:
        words = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MIKROVIRK_")},
            "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
            "MIKROVIRK_DATA": str(home),
            "MIKROVIRK_DATABASE_URL": url,
            "MIKROVIRK_SECRET_KEY": "of another installation",
            "MIKROVIRK_SITE_URL": "https://moen.example",
        }

        def run(*arguments: str) -> dict[str, Any]:
            done = subprocess.run([*COMMAND, *arguments], env=words, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            answer: dict[str, Any] = json.loads(done.stdout) if "--json" in arguments else {}
            return answer

        if url.startswith("sqlite"):  # which tests/config/test_serve.py migrates from nothing; here PostgreSQL is
            subprocess.run([*PYTHON, "tests.tables"], env=words, check=True)
        run("init")
        arrived = run("network", "import", str(left), "--json")
        again = tmp_path / "again.zip"
        written = run("network", "export", "moen", str(again), "--json")
    assert arrived["same"] is True
    assert arrived["tables"] == told.counts == written["tables"]
    assert told.counts["directory.Membership"] == MEMBERS
    assert told.counts["programme.SignUp"] == MEETINGS * COME
    assert told.counts["mailing.Message"] == MEETINGS * MAILS
    # The same once more, without trusting our own comparison: what the new home writes is what the old one wrote.
    assert tables_in(again) == tables_in(left)
    assert files_in(again) == files_in(left)
    assert len(files_in(again)) == MEETINGS
