"""Tables of a conference and what is written down at them."""

from datetime import timedelta

import pytest

from mikrovirk.cooperation.queries import tables as queries
from mikrovirk.cooperation.services import tables as services
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


def test_tables_are_numbered_on_and_a_number_is_not_given_twice() -> None:
    conference = rows.planned(*rows.area())
    first, second = services.set_tables(conference, ["Hvad mangler?", "Hvem hjælper?"])
    services.remove_table(second, at=f.NOW)
    (third,) = services.set_tables(conference, ["Hvornår?"])
    assert [(table.number, table.question) for table in queries.tables_of(conference)] == [
        (1, "Hvad mangler?"),
        (2, "Hvornår?"),
    ]
    assert services.put_table_back(second) is False
    services.remove_table(third, at=f.NOW)
    assert services.put_table_back(second) is True
    assert first.pk != second.pk


def test_what_a_phone_sends_twice_counts_once() -> None:
    (table,) = services.set_tables(rows.planned(*rows.area()), ["Hvad mangler?"])
    for _time in range(2):
        services.write_note(table, kind="point", text="Lokaler", key="abcdefgh", at=f.NOW)
    services.write_note(table, kind="promise", text="Vi rydder loftet", key="ijklmnop", at=f.NOW)
    (found,) = queries.tables_of(table.conference)
    assert [(gathered.kind, [note.text for _t, note in gathered.notes]) for gathered in queries.by_kind([found])] == [
        ("promise", ["Vi rydder loftet"]),
        ("point", ["Lokaler"]),
    ]


def test_no_notes_once_it_is_closed_or_two_days_after() -> None:
    conference = rows.planned(*rows.area())
    (table,) = services.set_tables(conference, ["Hvad mangler?"])
    services.close_table(table, at=f.NOW)
    with pytest.raises(services.TableIsClosed):
        services.write_note(table, kind="point", text="Lokaler", key="abcdefgh", at=f.NOW)
    services.close_table(table, at=None)
    assert conference.meeting is not None
    late = conference.meeting.ends_at + timedelta(days=2)
    services.write_note(table, kind="point", text="Lokaler", key="abcdefgh", at=late - timedelta(seconds=1))
    with pytest.raises(services.TableIsClosed):
        services.write_note(table, kind="point", text="Varme", key="ijklmnop", at=late)


def test_a_table_takes_no_end_of_notes(monkeypatch) -> None:
    monkeypatch.setattr(services, "MOST_NOTES", 1)
    (table,) = services.set_tables(rows.planned(*rows.area()), ["Hvad mangler?"])
    services.write_note(table, kind="point", text="Lokaler", key="abcdefgh", at=f.NOW)
    with pytest.raises(services.TableIsClosed):
        services.write_note(table, kind="point", text="Varme", key="ijklmnop", at=f.NOW)
