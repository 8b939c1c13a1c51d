"""A person goes out of the division of roles; what their party agreed to stays."""

import pytest

from mikrovirk.accounts.services import known_or_new
from mikrovirk.cooperation.models import Comment, SignOff, Version
from mikrovirk.cooperation.queries.own_data import export_of
from mikrovirk.cooperation.services import drafting
from mikrovirk.cooperation.services.role_erasing import erase
from tests.factories import NOW
from tests.factories.roles import story

pytestmark = pytest.mark.django_db


def test_their_own_copy_and_what_is_left_after_them() -> None:
    made = story()
    leader = known_or_new("leder@bibliotek.example")
    version = made.put_out()
    made.answer(version, "library", name="Bo Blad", by=leader)
    drafting.comment(made.agreement, task=None, text="Godt", name="Bo Blad", party=made.parties["library"], by=leader, at=NOW)  # fmt: skip
    assert export_of(leader) == {
        "roles_signed": [
            {
                "party": "Biblioteket",
                "version": 1,
                "said": "signed",
                "name": "Bo Blad",
                "why": "",
                "at": NOW.isoformat(),
            }
        ],
        "roles_said": [{"text": "Godt", "name": "Bo Blad", "at": NOW.isoformat()}],
    }
    erase(leader)
    assert [(row.said, row.name, row.by) for row in SignOff.objects.all()] == [("signed", "", None)]
    assert [(row.text, row.name) for row in Comment.objects.all()] == [("Godt", "")]
    made.parties["library"].refresh_from_db()
    assert made.parties["library"].email == ""
    assert Version.objects.get().state == "out"
