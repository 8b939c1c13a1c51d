"""The record and the agreement say how the site is set up, and leave a line where only people know."""

from typing import Any

import pytest

from mikrovirk.home.privacy import retention
from mikrovirk.home.privacy.installed import others, protections, purposes_here
from mikrovirk.home.privacy.papers import agreement, record
from mikrovirk.home.privacy.rules import BY_KEY
from mikrovirk.networks.models import DataProtection
from mikrovirk.ui.documents import Document
from mikrovirk.ui.docx_file import as_docx
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


def words(document: Document) -> str:
    lines = [document.title, document.lead]
    for section in document.sections:
        rows = section.table.rows if section.table else ()
        lines += [section.heading, *section.paragraphs, *section.bullets, *[cell for row in rows for cell in row]]
    return "\n".join(lines)


def test_the_record_names_whoever_is_responsible_and_what_is_in_use(settings: Any) -> None:
    settings.SMTP, settings.IMAP = {"host": "smtp.eksempel.dk"}, {"host": "imap.eksempel.dk"}
    factories.network("moen", parts=("voice",))
    DataProtection.objects.create(
        pk=1,
        controller="Vordingborg Erhverv",
        officer="dpo@eksempel.dk",
        host="Hosting ApS",
        processors="Bogholder · Køge\n",
    )
    told = words(record(TODAY))
    for said in (
        "Vordingborg Erhverv",
        "dpo@eksempel.dk",
        "Hosting ApS",
        "smtp.eksempel.dk",
        "imap.eksempel.dk",
        "Bogholder · Køge",
    ):
        assert said in told
    keys = [each.purpose.key for each in purposes_here()]
    assert "voice" in keys
    assert "outreach" not in keys


def test_an_authority_has_the_public_task_as_its_ground() -> None:
    assert "stk. 1, litra f" in str(purposes_here()[0].bases[0])
    DataProtection.objects.create(pk=1, is_authority=True)
    assert "stk. 1, litra e" in str(purposes_here()[0].bases[0])


def test_a_time_that_was_chosen_stands_in_the_record() -> None:
    retention.choose({"feedback": 365}, now=NOW)
    feedback = retention.sentence(BY_KEY["feedback"], 365)
    assert feedback in words(record(TODAY))


def test_where_nothing_is_written_down_there_is_a_line_to_fill_in(settings: Any) -> None:
    settings.SMTP, settings.IMAP = {"host": "localhost"}, {}
    told = words(agreement(TODAY))
    assert "…………………" in told
    assert others() == []
    assert "artikel 28, stk. 3" in told


def test_what_protects_the_data_is_as_it_is_set_up(settings: Any) -> None:
    settings.SECURE, settings.STAFF_SECOND_FACTOR = True, True
    both = protections()
    settings.SECURE, settings.STAFF_SECOND_FACTOR = False, False
    assert len(both) - len(protections()) == 2


@pytest.mark.parametrize("paper", [record, agreement])
def test_they_are_files_to_go_on_writing_in(paper: Any) -> None:
    assert as_docx(paper(TODAY)).startswith(b"PK")
