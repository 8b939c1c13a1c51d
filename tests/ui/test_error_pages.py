"""What people see when something is not there, not theirs, or wrong: our own pages, in their language."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views import csrf, defaults

from tests import factories


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_and_leads_on(client: Client) -> None:
    answer = client.get("/findes-ikke/")
    assert answer.status_code == 404
    assert "Siden findes ikke" in text(answer)
    assert "Er du ikke logget ind, så prøv det først." in text(answer)
    assert 'href="/account/login/?next=/findes-ikke/"' in text(answer)
    client.force_login(factories.user())
    answer = client.get("/findes-ikke/")
    assert "Er du ikke logget ind" not in text(answer)
    assert 'href="/"' in text(answer)


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"email": "lise@systuen.example"})
    assert answer.status_code == 403
    assert "Der er ikke sket noget. Gå tilbage, indlæs siden igen, og tryk en gang til." in text(answer)


def test_the_other_pages_need_neither_database_nor_request(rf: RequestFactory) -> None:
    request = rf.get("/")
    assert "Noget gik galt hos os" in text(defaults.server_error(request))
    assert "Det kunne vi ikke læse" in text(defaults.bad_request(request, SuspiciousOperation()))
    assert "Siden har været åben for længe" in text(csrf.csrf_failure(request))


@pytest.mark.django_db
def test_what_one_may_not_do(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = factories.user()
    answer = defaults.permission_denied(request, PermissionDenied())
    assert "Det kan du ikke gøre her" in text(answer)
