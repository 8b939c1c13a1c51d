"""Tokens are made, used and revoked."""

from datetime import timedelta

import pytest

from mikrovirk.api import jobs, services
from mikrovirk.api.domain.keys import digest_of
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.models import Token, TokenUse
from mikrovirk.api.queries import Standing, standing_of
from mikrovirk.home.privacy import own_data
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def make(name: str = "Vores regneark", days: int = 90) -> tuple[Token, str]:
    owner = factories.user()
    return services.make_token(owner, name=name, scopes=[Scope.MEMBERS], days=days, at=NOW)


def test_the_key_is_nowhere_but_with_whoever_made_it() -> None:
    token, key = make()
    stored = Token.objects.values().get()
    assert (stored["digest"], stored["beginning"]) == (digest_of(key), key[:8])
    assert key not in str(stored)
    assert len(key) > 40
    assert (stored["scopes"], token.expires_at) == (["members:read"], NOW + timedelta(days=90))


def test_none_works_for_more_than_a_year() -> None:
    token, _key = make(days=10_000)
    assert token.expires_at == NOW + timedelta(days=366)


def test_sent_twice_a_form_makes_one() -> None:
    token, _key = make()
    with pytest.raises(services.NameTaken):
        services.make_token(token.owner, name="VORES regneark", scopes=[], days=30, at=NOW)
    services.revoke(token, at=NOW)
    services.make_token(token.owner, name="Vores regneark", scopes=[], days=30, at=NOW)


def test_not_without_end() -> None:
    owner = factories.user()
    for number in range(services.AT_A_TIME):
        services.make_token(owner, name=f"Nummer {number}", scopes=[], days=30, at=NOW)
    with pytest.raises(services.TooManyTokens):
        services.make_token(owner, name="Endnu en", scopes=[], days=30, at=NOW)
    services.make_token(owner, name="Endnu en", scopes=[], days=30, at=NOW + timedelta(days=30))


def test_revoked_stays_revoked() -> None:
    token, _key = make()
    services.revoke(token, at=NOW)
    services.revoke(token, at=NOW + timedelta(days=1))
    token.refresh_from_db()
    assert token.revoked_at == NOW


def test_how_it_stands() -> None:
    token, _key = make(days=30)
    assert standing_of(token, at=NOW) == Standing.WORKING
    assert standing_of(token, at=NOW + timedelta(days=29)) == Standing.ENDING
    assert standing_of(token, at=NOW + timedelta(days=30)) == Standing.EXPIRED
    token.revoked_at = NOW
    assert standing_of(token, at=NOW) == Standing.REVOKED


def test_what_was_read_is_counted_by_day_and_address() -> None:
    token, _key = make()
    for hours, path, refused in ((0, "/a", False), (1, "/a", False), (1, "/b", True), (30, "/a", False)):
        services.note_use(token, path=path, refused=refused, at=NOW + timedelta(hours=hours))
    found = TokenUse.objects.order_by("date", "path").values_list("date", "path", "count", "refused_count")
    day = NOW.date()
    assert list(found) == [(day, "/a", 2, 0), (day, "/b", 0, 1), (day + timedelta(days=1), "/a", 1, 0)]
    token.refresh_from_db()
    assert token.last_used_at == NOW + timedelta(hours=30)


def test_it_is_forgotten_after_half_a_year() -> None:
    token, _key = make()
    services.note_use(token, path="/a", refused=False, at=NOW)
    services.note_use(token, path="/" + "x" * 500, refused=False, at=NOW + timedelta(days=100))
    assert services.forget_old_uses(at=NOW + services.USES_KEPT + timedelta(days=1)) == 1
    assert len(TokenUse.objects.get().path) == services.PATH_LENGTH


def test_it_stands_in_ones_own_copy_without_the_key_and_goes_with_its_owner() -> None:
    token, _key = make()
    services.note_use(token, path="/a", refused=False, at=NOW)
    (told,) = own_data.export_of(token.owner)["tokens"]
    assert (told["name"], told["scopes"]) == ("Vores regneark", ["members:read"])
    assert token.digest not in str(told)
    own_data.erase(token.owner, at=NOW)
    assert (Token.objects.count(), TokenUse.objects.count()) == (0, 0)


def test_the_worker_forgets_old_uses() -> None:
    token, _key = make()
    services.note_use(token, path="/a", refused=False, at=NOW)
    jobs.run(now=NOW + timedelta(days=400))
    assert TokenUse.objects.count() == 0
