"""What takes a token: what its owner may see at that moment, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.api import services
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.limits import WITH_KEY, WRONG_KEYS
from mikrovirk.api.models import Token, TokenUse
from mikrovirk.health.services import snapshots
from mikrovirk.networks.models import Role
from tests import factories
from tests.api.v1.around import Around
from tests.api.v1.conftest import Reader
from tests.factories import NOW

pytestmark = pytest.mark.django_db
ADDRESSES = ("token", "planned-meetings", "networks/moen/members", "networks/moen/figures")


def reader_of(owner: User, *scopes: Scope) -> Reader:
    return Reader(services.make_token(owner, name="Prøve", scopes=scopes, days=30, at=timezone.now())[1])


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_the_token_says_what_it_opens(around: Around, program: Reader) -> None:
    found = program.reads("token")
    assert (found["name"], found["expires_at"]) == ("Regneark", "2027-02-10T10:00:00+01:00")
    moen = [{"slug": "moen", "name": around.network.name}]
    assert found["opens"] == [{"scope": str(scope), "networks": moen} for scope in Scope]


def test_meetings_that_are_planned(around: Around, program: Reader) -> None:
    found = program.reads("planned-meetings?when=all")
    assert [(each["title"], each["state"]) for each in found["items"]] == [
        ("Det første", "published"),
        ("Salg uden at sælge", "published"),
        ("Kladden", "draft"),
        ("Aflyst", "cancelled"),
    ]


def test_who_comes(around: Around, program: Reader) -> None:
    found = program.reads(f"meetings/{around.meeting.pk}/sign-ups")
    assert [(each["name"], each["business"], each["state"]) for each in found["items"]] == [
        ("Lise Holm", "Møn Mølle", "coming")
    ]
    assert "@" not in str(found)


def test_the_members(around: Around, program: Reader) -> None:
    found = program.reads("networks/moen/members")
    assert "Lise Holm" in [each["name"] for each in found["items"]]


def test_how_alive_the_network_was(around: Around, program: Reader) -> None:
    snapshots.take(around.network, now=NOW)
    (found,) = program.reads("networks/moen/figures")["items"]
    assert (found["date"], found["measures"]["members"]) == ("2027-01-11", 1)


def test_without_a_key_or_with_a_wrong_one(around: Around, everybody: Reader) -> None:
    for address in (*ADDRESSES, f"meetings/{around.meeting.pk}/sign-ups"):
        for reader in (everybody, Reader("mv_no-such-key"), Reader("æøå")):
            answer = reader.asks(address)
            assert code_of(answer) == (401, "no_key")
            assert answer["WWW-Authenticate"].startswith("Bearer")


def test_not_without_the_scope(around: Around) -> None:
    reader = reader_of(around.coordinator, Scope.MEETINGS)
    assert reader.asks("planned-meetings").status_code == 200
    for address in ("networks/moen/members", "networks/moen/figures", f"meetings/{around.meeting.pk}/sign-ups"):
        assert code_of(reader.asks(address)) == (403, "no_scope")


@pytest.mark.parametrize("role", ["member", "steering", "substitute", "host", "municipality"])
def test_never_more_than_the_owner_sees(around: Around, role: str) -> None:
    """The same table of who may do what as on the pages: a key with every scope opens no door its owner has no key for."""
    owner = factories.user()
    if role in ("host", "municipality"):
        kind = "municipality" if role == "municipality" else "business_council"
        holder = factories.organisation(f"org-{role}", kind=kind, municipality_code="0390")
        if role == "host":
            around.network.host = holder
            around.network.save(update_fields=["host"])
        Role.objects.create(user=owner, name=role, organisation=holder, since_date=NOW.date())
    else:
        until = NOW.date() + timedelta(days=9) if role == "substitute" else None
        Role.objects.create(user=owner, name=role, network=around.network, since_date=NOW.date(), until_date=until)
    reader = reader_of(owner, *Scope)
    found = {
        "meetings": reader.reads("planned-meetings?when=all")["count"],
        "sign_ups": reader.asks(f"meetings/{around.meeting.pk}/sign-ups").status_code,
        "members": reader.asks("networks/moen/members").status_code,
        "figures": reader.asks("networks/moen/figures").status_code,
    }
    nothing = {"meetings": 0, "sign_ups": 404, "members": 404, "figures": 404}
    assert (
        found
        == {
            "member": nothing,
            "steering": {**nothing, "sign_ups": 200, "figures": 200},
            "substitute": {"meetings": 4, "sign_ups": 200, "members": 404, "figures": 200},
            "host": nothing,
            "municipality": nothing,
        }[role]
    )


def test_what_it_opens_ends_with_the_role(around: Around, program: Reader) -> None:
    assert program.asks("networks/moen/members").status_code == 200
    around.coordinator.roles.all().delete()
    assert code_of(program.asks("networks/moen/members")) == (404, "not_found")
    assert program.reads("token")["opens"][0]["networks"] == []


def test_revoked_expired_or_whose_owner_is_off(
    around: Around, program: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(pk=around.coordinator.pk).update(is_active=False)
    assert code_of(program.asks("token")) == (401, "no_key")
    User.objects.filter(pk=around.coordinator.pk).update(is_active=True)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=30))
    assert "udløbet" in program.asks("token").json()["message"]
    services.revoke(around.token, at=NOW)
    assert "spærret" in program.asks("token").json()["message"]


def test_each_call_is_written_down_without_what_was_searched_for(around: Around, program: Reader) -> None:
    program.asks("planned-meetings?q=hemmelig")
    program.asks("planned-meetings")
    program.asks("networks/ukendt/members")
    found = TokenUse.objects.order_by("path").values_list("path", "count", "refused_count")
    assert list(found) == [("/api/v1/networks/ukendt/members", 0, 1), ("/api/v1/planned-meetings", 2, 0)]
    assert Token.objects.get(pk=around.token.pk).last_used_at == NOW


def test_nothing_of_it_is_kept_on_the_way(around: Around, program: Reader) -> None:
    answer = program.asks("networks/moen/members")
    assert answer["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer
    assert program.asks("networks/moen/members", **{"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_key_works_so_many_times_a_minute(around: Around, program: Reader) -> None:
    codes = {program.asks("token").status_code for _time in range(WITH_KEY.at_most)}
    assert codes == {200}
    assert code_of(program.asks("token")) == (429, "too_often")


def test_keys_cannot_be_guessed_at_leisure(around: Around, program: Reader) -> None:
    guesser = Reader("mv_guess")
    for _time in range(WRONG_KEYS.at_most):
        assert guesser.asks("token").status_code == 401
    assert code_of(guesser.asks("token")) == (429, "too_often")


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_list_costs_the_same_however_long(
    around: Around, program: Reader, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        member = factories.member(around.network, f"Medlem {number}")
        factories.sign_up(around.meeting, member)
        factories.meeting(around.network, title=f"Møde {number}")
    program.asks("token")
    key_and_log = 5  # whose key, the use of the day, when it was last used; within savepoints
    for address, queries in (
        ("networks/moen/members?per_page=100", 3),
        (f"meetings/{around.meeting.pk}/sign-ups?per_page=100", 2),
        ("planned-meetings?when=all&per_page=100", 4),
    ):
        program.asks(address)
        with django_assert_num_queries(key_and_log + queries):
            program.reads(address)
