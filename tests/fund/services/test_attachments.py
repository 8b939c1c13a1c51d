"""Files with an application."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from mikrovirk.fund.models import Application
from mikrovirk.fund.services import applications, attachments
from tests import factories
from tests.fund.application_rows import NOW, fund_with_call

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def begun(settings: Any, tmp_path: Path) -> Application:
    settings.MEDIA_ROOT = tmp_path
    _fund, call = fund_with_call()
    return applications.start(call, factories.person(), at=NOW)


def put(begun: Application, number: int) -> None:
    file = ContentFile(b"%PDF-1.7 tilbud", name=f"{number}.pdf")
    attachments.add(begun, file, name="Tilbud.pdf", is_picture=False, by=begun.applicant.user, at=NOW)


def test_twelve_files_and_no_more_and_a_draft_thrown_away_takes_them_along(begun: Application, tmp_path: Path) -> None:
    for number in range(12):
        put(begun, number)
    with pytest.raises(attachments.TooManyFiles):
        put(begun, 13)
    first = begun.attachments.all()[0]
    assert (first.name, first.size, first.is_picture) == ("Tilbud.pdf", 15, False)
    attachments.remove(first)
    assert len(list((tmp_path / "cases").iterdir())) == 11
    applications.withdraw(begun, by=begun.applicant.user, at=NOW)
    assert list((tmp_path / "cases").iterdir()) == []
