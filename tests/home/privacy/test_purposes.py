"""Every purpose has its tables, and every table its purpose."""

from mikrovirk.home.privacy.purposes import BASES, PURPOSES, Basis, in_use
from mikrovirk.home.privacy.tables import PEOPLE
from mikrovirk.networks.parts import KEYS


def test_a_purpose_for_all_tables_and_tables_for_all_purposes() -> None:
    assert [purpose.key for purpose in PURPOSES] == list(dict.fromkeys(purpose.key for purpose in PURPOSES))
    assert {purpose.key for purpose in PURPOSES} == set(PEOPLE)
    assert {part for purpose in PURPOSES for part in purpose.parts} <= KEYS


def test_running_rests_on_the_public_task_only_for_an_authority() -> None:
    account = PURPOSES[0]
    assert account.bases == (Basis.RUNNING,)
    assert account.bases_said(is_authority=True) == [BASES[Basis.TASK]]
    assert account.bases_said(is_authority=False) == [BASES[Basis.INTEREST]]


def test_what_is_not_used_is_not_a_purpose() -> None:
    left_out = {purpose.key for purpose in PURPOSES} - {purpose.key for purpose in in_use(["voice"])}
    assert left_out == {"evening", "outreach"}
