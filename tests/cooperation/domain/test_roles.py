"""Gaps and doubles, the digest a signature is bound to, and what differs between two versions."""

from dataclasses import replace
from datetime import date

import pytest

from mikrovirk.cooperation.domain.roles import (
    Change,
    ChangeKind,
    Content,
    Faults,
    PartyLine,
    TaskLine,
    as_values,
    changes,
    digest_of,
    faults_of,
    from_values,
)

TOWN, COUNCIL, NETWORK = (PartyLine(1, "Kommunen"), PartyLine(2, "Erhvervsrådet"), PartyLine(3, "MikroVirk"))
TALKS = TaskLine(10, "Find oplægsholdere", "Møderne", parts={3: "responsible", 2: "contributes"})
FUND = TaskLine(11, "Giv støtte", parts={1: "responsible", 2: "responsible"})
IDEAS = TaskLine(12, "Saml idéer", parts={1: "informed"})
AGREED = Content(("0390",), (TOWN, COUNCIL, NETWORK), (TALKS, FUND, IDEAS))
REVIEW = date(2027, 11, 1)


def test_a_task_nobody_has_and_one_two_have() -> None:
    faults = faults_of(AGREED.tasks)
    assert faults == Faults(gaps=(12,), doubles=(11,))
    assert [faults.of(task.key) for task in AGREED.tasks] == ["", "double", "gap"]
    assert not faults_of([TALKS])


def test_written_and_read_again_it_is_the_same() -> None:
    assert from_values(as_values(AGREED)) == AGREED


@pytest.mark.parametrize(
    "other",
    [
        replace(AGREED, codes=("0376", "0390")),
        replace(AGREED, parties=(TOWN, COUNCIL)),
        replace(AGREED, tasks=(TALKS, FUND, replace(IDEAS, title="Saml ideer"))),
        replace(AGREED, tasks=(TALKS, FUND, replace(IDEAS, parts={1: "consulted"}))),
        replace(AGREED, tasks=(FUND, TALKS, IDEAS)),
    ],
)
def test_any_other_word_gives_another_digest(other: Content) -> None:
    assert digest_of(other, REVIEW) != digest_of(AGREED, REVIEW)


def test_the_digest_is_of_the_words_and_the_day_alone() -> None:
    turned = replace(AGREED, tasks=(replace(TALKS, parts={2: "contributes", 3: "responsible"}), FUND, IDEAS))
    assert digest_of(turned, REVIEW) == digest_of(AGREED, REVIEW)
    assert digest_of(AGREED, date(2027, 11, 2)) != digest_of(AGREED, REVIEW)


def test_what_is_new() -> None:
    library = PartyLine(4, "Biblioteket")
    after = Content(
        ("0390",),
        (TOWN, NETWORK, library),
        (replace(TALKS, parts={3: "contributes", 4: "responsible"}), replace(FUND, title="Giv støtte til møder", parts={1: "responsible"}), TaskLine(13, "Hold konferencer", parts={1: "responsible"})),
    )  # fmt: skip
    assert changes(AGREED, after) == (
        Change(ChangeKind.PARTY_NEW, party="Biblioteket"),
        Change(ChangeKind.PARTY_GONE, party="Erhvervsrådet"),
        Change(ChangeKind.PART, "Find oplægsholdere", "Erhvervsrådet", "contributes", ""),
        Change(ChangeKind.PART, "Find oplægsholdere", "MikroVirk", "responsible", "contributes"),
        Change(ChangeKind.PART, "Find oplægsholdere", "Biblioteket", "", "responsible"),
        Change(ChangeKind.WORDING, "Giv støtte til møder", before="Giv støtte", after="Giv støtte til møder"),
        Change(ChangeKind.PART, "Giv støtte til møder", "Erhvervsrådet", "responsible", ""),
        Change(ChangeKind.TASK_NEW, "Hold konferencer"),
        Change(ChangeKind.PART, "Hold konferencer", "Kommunen", "", "responsible"),
        Change(ChangeKind.TASK_GONE, "Saml idéer"),
    )
    assert changes(AGREED, AGREED) == ()
