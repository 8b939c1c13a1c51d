"""What holds for every address: methods, languages, pages, errors, caches and limits."""

import pytest
from django.test import Client

from mikrovirk.api.limits import EVERYBODY
from tests import factories
from tests.api.v1.conftest import Reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> None:
    for name in ("falster", "moen", "nord"):
        factories.network(name)


def test_page_by_page(three: None, everybody: Reader) -> None:
    first = everybody.reads("networks?per_page=2&q=o")
    assert [each["slug"] for each in first["items"]] == ["moen", "nord"]
    first = everybody.reads("networks?per_page=2")
    assert (first["count"], first["page"], first["pages"], first["previous"]) == (3, 1, 2, None)
    second = everybody.client.get(first["next"].removeprefix("http://localhost:8000")).json()
    assert [each["slug"] for each in second["items"]] == ["nord"]
    assert second["next"] is None
    assert "page=1" in second["previous"]
    beyond = everybody.reads("networks?per_page=2&page=70")
    assert (beyond["items"], "page=2" in beyond["previous"]) == ([], True)


def test_nothing_new(three: None, everybody: Reader) -> None:
    first = everybody.asks("networks")
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["Access-Control-Allow-Origin"] == "*"
    again = everybody.asks("networks", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    factories.network("ny")
    assert everybody.asks("networks", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_whoever_is_signed_in_reads_what_everybody_reads(three: None, everybody: Reader) -> None:
    network = factories.network("lukket")
    firm = factories.business("Kun for medlemmer")
    member = factories.member(network, firm=firm)
    client = Client()
    client.force_login(member.user)
    assert client.get("/api/v1/businesses").json()["count"] == 0


@pytest.mark.parametrize(("language", "message"), [("da", "Her er ikke noget"), ("en", "There is nothing here")])
def test_words_of_ours_in_the_language_of_the_address(everybody: Reader, language: str, message: str) -> None:
    answer = everybody.asks(f"networks/x?in={language}")
    assert (answer.status_code, answer["Content-Language"]) == (404, language)
    assert answer.json()["code"] == "not_found"
    assert answer.json()["message"].startswith(message)


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("networks?pages=2", "pages"),
        ("networks?page=0", "page"),
        ("networks?per_page=1000", "per_page"),
        ("networks?municipality=Møn", "municipality"),
        ("meetings?when=soon", "when"),
        ("meetings?from=30. november", "from"),
        ("meetings?to=0.0", "to"),
        ("meetings?changed_since=1700000000", "changed_since"),
        ("municipalities/0390/figures?on=0", "on"),
        ("meetings/abc", "meeting_id"),
        ("networks?in=fr", "in"),
    ],
)
def test_what_is_wrong_is_named(everybody: Reader, address: str, where: str) -> None:
    answer = everybody.asks(address)
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_question")
    assert [each["where"] for each in answer.json()["details"]] == [where]
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["", "nothing", "networks/", "networks/a/b", "../me/"])
def test_no_such_address(everybody: Reader, address: str) -> None:
    answer = everybody.asks(address)
    assert answer.status_code in (302, 404)


def test_whatever_stands_in_the_address_the_answer_is_json(everybody: Reader) -> None:
    for address in ("networks/a%0A", "networks/%C3%98%F1%93%B3%95%15EO%0A", "%0A", "networks/%0D%0A/you-said"):
        answer = everybody.asks(address)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")


def test_no_database_is_asked_for_a_nul(everybody: Reader) -> None:
    assert everybody.reads("networks?q=%00")["count"] == 0
    assert everybody.asks("networks/a%00b").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        *("meetings?from=0001-01-01&to=9999-12-31", "meetings?to=0001-01-01", "activities?from=9999-12-31"),
        *("activities?to=0001-01-01", "meetings?changed_since=0001-01-01T00:00:00", "meetings?from=2027-02-29"),
        *("meetings?changed_since=9999-12-31T23:59:59-12:00", "meetings?changed_since=0004-02-29T00:00:00Z"),
    ],
)
def test_days_far_off(everybody: Reader, asked: str) -> None:
    assert everybody.asks(asked).status_code == (422 if "02-29" in asked and "from" in asked else 200)


def test_only_reading() -> None:
    client = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "patch", "delete", "options"):
        answer = getattr(client, method)("/api/v1/networks")
        assert (answer.status_code, answer["Allow"], answer.json()["code"]) == (405, "GET, HEAD", "only_reading")
    head = client.head("/api/v1/networks")
    assert (head.status_code, head.content) == (200, b"")


def test_too_often(everybody: Reader) -> None:
    object.__setattr__(EVERYBODY, "at_most", 2)
    try:
        codes = [everybody.asks("networks").status_code for _time in range(4)]
        answer = everybody.asks("networks", Authorization="Bearer anything")
    finally:
        object.__setattr__(EVERYBODY, "at_most", 300)
    assert codes == [200, 200, 429, 429]
    assert (answer["Retry-After"], answer.json()["code"]) == ("60", "too_often")


def test_the_description_is_handed_out(everybody: Reader) -> None:
    found = everybody.reads("openapi.json")
    assert (found["openapi"], found["info"]["version"]) == ("3.1.0", "1")
    assert "/api/v1/networks" in found["paths"]
