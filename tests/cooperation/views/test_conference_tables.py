"""The tables of a conference, for those who hold it and for whoever holds the pen."""

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.cooperation.models import Conference, Table
from mikrovirk.cooperation.services import tables
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine) -> None:
    time_machine.move_to(f.NOW)


@pytest.fixture
def conference(client: Client) -> Conference:
    network, coordinator = rows.area()
    client.force_login(coordinator)
    return rows.planned(network, coordinator)


@pytest.fixture
def table(conference: Conference) -> Table:
    return tables.set_tables(conference, ["Hvad mangler de nystartede?"])[0]


def address(name: str, *values: object) -> str:
    return reverse(f"cooperation:{name}", args=["0390", *values])


def path_of(table: Table) -> str:
    return reverse("cooperation:conference_table_link", args=[links.sign(tables.PURPOSE, table.pk)])


def test_a_line_gives_a_table(client: Client, conference: Conference) -> None:
    url = address("conference_tables", conference.pk)
    assert "Ingen borde endnu" in client.get(url).content.decode()
    client.post(url, {"questions": "Hvad mangler?\n\n  Hvem   hjælper? \n"})
    assert list(conference.tables.values_list("number", "question")) == [(1, "Hvad mangler?"), (2, "Hvem hjælper?")]
    too_long = client.post(url, {"questions": "x" * 301}).content.decode()
    assert "længere end 300 tegn" in too_long
    assert "x" * 301 in too_long
    assert "Højst 40 borde ad gangen." in client.post(url, {"questions": "x\n" * 41}).content.decode()


def test_the_pen_writes_without_signing_in_and_only_at_this_table(conference: Conference, table: Table) -> None:
    phone = Client()
    page = phone.get(path_of(table)).content.decode()
    assert "Hvad mangler de nystartede?" in page
    assert not table.notes.exists()  # opening it changes nothing
    note = {"kind": "promise", "text": "Vi rydder loftet", "key": "a" * 32}
    for _time in range(2):
        phone.post(path_of(table), note)
    assert list(table.notes.values_list("kind", "text")) == [("promise", "Vi rydder loftet")]
    empty = phone.post(path_of(table), note | {"text": "", "key": "b" * 32})
    assert empty.status_code == 200
    assert phone.get(path_of(table)[:-2] + "x/").status_code == 404
    other = reverse("cooperation:conference_table_link", args=[links.sign("conference-promise", table.pk)])
    assert phone.get(other).status_code == 404
    phone.post(path_of(table), {"cross-out": str(table.notes.get().pk)})
    assert "Vi rydder loftet" not in phone.get(path_of(table)).content.decode()


def test_a_closed_table_takes_no_notes(client: Client, conference: Conference, table: Table) -> None:
    step = address("conference_table_step", conference.pk, table.pk)
    client.post(step, {"act": "close"})
    told = Client().post(path_of(table), {"kind": "point", "text": "Varme", "key": "a" * 32}, follow=True)
    assert "Bordet tager ikke imod flere noter." in told.content.decode()
    assert not table.notes.exists()
    client.post(step, {"act": "open"})
    client.post(step, {"act": "remove"})
    assert Client().get(path_of(table)).status_code == 404
    client.post(step, {"act": "put-back"})
    assert Client().get(path_of(table)).status_code == 200


def test_the_notes_lead_to_a_promise_and_can_be_crossed_out(
    client: Client, conference: Conference, table: Table
) -> None:
    note = tables.write_note(table, kind="promise", text="Vi rydder loftet", key="a" * 32, at=f.NOW)
    page = client.get(address("conference_tables", conference.pk)).content.decode()
    assert f"{address('conference_promise_new', conference.pk)}?note={note.pk}" in page
    begun = client.get(f"{address('conference_promise_new', conference.pk)}?note={note.pk}").content.decode()
    assert 'value="Vi rydder loftet"' in begun
    client.post(address("conference_note_step", conference.pk, note.pk))
    assert "Vi rydder loftet" not in client.get(address("conference_table", conference.pk, table.pk)).content.decode()


def test_its_link_as_a_picture_and_a_sheet_for_each_table(client: Client, conference: Conference, table: Table) -> None:
    picture = client.get(address("conference_table_qr", conference.pk, table.pk))
    assert (picture["Content-Type"], picture.content[:5]) == ("image/svg+xml", b"<?xml")
    assert client.get(address("conference_tables_paper", conference.pk)).content[:4] == b"%PDF"
