"""Which entries are the same activity."""

from datetime import UTC, datetime, timedelta

import pytest

from mikrovirk.landscape.domain.sameness import Entry, alike, continued, is_same, leaders

AT = datetime(2027, 1, 13, 18, 0, tzinfo=UTC)


def entry(
    key: int,
    title: str = "Moms og regnskab for små virksomheder",
    *,
    source: int | None = None,
    hours: float = 0,
    **more: object,
) -> Entry:
    return Entry(key, key if source is None else source, title, AT + timedelta(hours=hours), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Moms og regnskab", "MOMS & REGNSKAB", True),
        ("Moms og regnskab for små virksomheder", "Moms og regnskab", True),
        ("Erhvervsrådet: Moms og regnskab for små virksomheder", "Moms og regnskab for små virksomheder", True),
        ("Åben café", "Åben Cafe", True),
        ("Netværksmøde", "Netværksmøde i Stege", False),  # one word is shared by many
        ("Netværksmøde om moms", "Netværksmøde om salg", False),
        ("", "", False),
        ("Kurser", "Foredrag", False),
    ],
)
def test_titles_that_mean_the_same(one: str, other: str, same: bool) -> None:
    assert (alike(one, other), alike(other, one)) == (same, same)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (entry(2), True),
        (entry(2, hours=0.5), True),  # the doors open earlier
        (entry(2, hours=1), False),
        (entry(2, source=1), False),  # twice in one calendar are two
        (entry(2, place="Møn Bibliotek"), True),
        (entry(2, "Noget andet"), False),
        (entry(2, "Noget andet", uid="x"), True),
        (entry(2, "Noget andet", uid="x", hours=2), False),
        (entry(2, all_day=True), False),
    ],
)
def test_two_entries(other: Entry, same: bool) -> None:
    assert is_same(entry(1, uid="x"), other) == same


def test_places_that_differ_speak_against_it() -> None:
    assert not is_same(entry(1, place="Stege Bibliotek"), entry(2, place="Rådhuset i Vordingborg"))


def test_the_first_leads_all_the_others() -> None:
    assert leaders([entry(1), entry(2, "Andet helt"), entry(3), entry(4), entry(5, hours=48)]) == {3: 1, 4: 1}


def test_a_new_uid_continues_an_old_entry() -> None:
    old = [entry(1), entry(2, hours=24), entry(3, "Kaffe"), entry(4, "Te"), entry(5, "Te", hours=24)]
    new = [
        entry(11, hours=24),
        entry(12, hours=2),
        entry(13, "Kaffe", hours=300),
        entry(14, "Te", hours=300),
        entry(15, "Nyt"),
    ]
    assert continued(old, new) == {11: 2, 12: 1, 13: 3}
