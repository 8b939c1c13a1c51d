"""The pages of one's own tokens."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.api import services
from mikrovirk.api.domain.keys import digest_of
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.models import Token
from tests import factories

pytestmark = pytest.mark.django_db
ASKED = {"name": "Vores regneark", "scopes": ["members:read", "meetings:read"], "days": "30"}


@pytest.fixture
def coordinator() -> User:
    return factories.coordinator(factories.network("mikrovirk"))


def signed_in(user: User, *, lately: bool = True) -> Client:
    client = Client()
    client.force_login(user)
    if lately:
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, user, "code")
        request.session.save()
    return client


def made(user: User, **fields: Any) -> Token:
    asked = {"name": "Regneark", "scopes": [Scope.MEMBERS], "days": 90, "at": timezone.now(), **fields}
    return services.make_token(user, **asked)[0]


def test_the_key_is_shown_once(coordinator: User) -> None:
    client = signed_in(coordinator)
    answer = client.post(reverse("api:token_new"), ASKED)
    token = Token.objects.get()
    key = answer.context["key"]
    assert (answer.status_code, token.digest, token.scopes) == (201, digest_of(key), ["meetings:read", "members:read"])
    assert key in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    for page in (reverse("api:tokens"), reverse("api:token", args=[token.pk])):
        text = client.get(page).content.decode()
        assert "Vores regneark" in text
        assert key not in text


def test_what_was_typed_is_kept_where_something_is_missing(coordinator: User) -> None:
    client = signed_in(coordinator)
    answer = client.post(reverse("api:token_new"), {"name": "Vores regneark", "days": "30"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["scopes"]
    assert 'value="Vores regneark"' in answer.content.decode()
    client.post(reverse("api:token_new"), ASKED)
    answer = client.post(reverse("api:token_new"), ASKED)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    assert Token.objects.count() == 1


def test_too_many(coordinator: User) -> None:
    for number in range(services.AT_A_TIME):
        made(coordinator, name=f"Nummer {number}")
    answer = signed_in(coordinator).post(reverse("api:token_new"), ASKED)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["__all__"])


def test_only_what_opens_something_is_offered(coordinator: User) -> None:
    steering = factories.role("steering", coordinator.roles.get().network)
    form = signed_in(steering).get(reverse("api:token_new")).context["form"]
    assert [value for value, _words in form.fields["scopes"].choices] == ["sign-ups:read", "figures:read"]
    refused = signed_in(steering).post(reverse("api:token_new"), ASKED)
    assert (refused.status_code, Token.objects.count()) == (422, 0)
    assert signed_in(factories.user()).get(reverse("api:token_new")).context["offered"] == []


def test_only_who_signed_in_lately_makes_one(coordinator: User) -> None:
    answer = signed_in(coordinator, lately=False).get(reverse("api:token_new"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_revoked_with_one_press(coordinator: User) -> None:
    token, client = made(coordinator), signed_in(coordinator)
    assert client.get(reverse("api:token_revoke", args=[token.pk])).status_code == 405
    assert client.post(reverse("api:token_revoke", args=[token.pk])).status_code == 302
    token.refresh_from_db()
    assert token.revoked_at is not None
    assert [row.standing for row in client.get(reverse("api:tokens")).context["rows"]] == ["revoked"]


def test_one_that_is_over_is_made_anew_with_the_same_choices(coordinator: User) -> None:
    token, client = made(coordinator), signed_in(coordinator)
    services.revoke(token, at=timezone.now())
    again = f"{reverse('api:token_new')}?like={token.pk}"
    assert again in client.get(reverse("api:token", args=[token.pk])).content.decode()
    assert client.get(again).context["form"].initial == {"name": "Regneark", "scopes": ["members:read"]}
    other = signed_in(factories.coordinator(coordinator.roles.get().network))
    assert other.get(again).context["form"].initial == {}


def test_nobody_sees_anothers(coordinator: User) -> None:
    token = made(coordinator)
    other = signed_in(factories.coordinator(coordinator.roles.get().network))
    assert other.get(reverse("api:token", args=[token.pk])).status_code == 404
    assert other.post(reverse("api:token_revoke", args=[token.pk])).status_code == 404
    assert other.get(reverse("api:tokens")).context["rows"] == []


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_list_costs_the_same_however_long(coordinator: User, count: int, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    token = made(coordinator)
    now = timezone.now()
    for number in range(count):
        services.note_use(token, path=f"/api/v1/{number}", refused=False, at=now)
    for number in range(count - 1):
        Token.objects.create(
            owner=coordinator, name=str(number), digest=str(number), made_at=now, expires_at=now + timedelta(days=1)
        )
    client = signed_in(coordinator)
    with django_assert_num_queries(OF_A_PAGE + 2):
        client.get(reverse("api:tokens"))
    with django_assert_num_queries(OF_A_PAGE + 3):
        client.get(reverse("api:token", args=[token.pk]))


OF_A_PAGE = 3  # the session, who is signed in, and the menu
