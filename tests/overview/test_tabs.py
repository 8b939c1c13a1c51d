"""The tabs of a municipality: whoever sees one finds its page."""

import re

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Role
from tests import factories
from tests.overview.pages import officer, signed_in, with_made_figures

pytestmark = pytest.mark.django_db


def council() -> User:
    user = factories.user()
    office = factories.organisation(municipality_code="0390")
    Role.objects.create(user=user, name="host", organisation=office, since_date=factories.TODAY)
    return user


@pytest.mark.parametrize(
    "somebody",
    [
        officer,
        council,
        lambda: officer("0376"),
        lambda: factories.user(is_administrator=True),
        lambda: factories.coordinator(factories.network("moen", municipality_code="0390")),
    ],
    ids=["officer", "business council", "officer of another", "administrator", "coordinator"],
)
def test_every_tab_leads_to_a_page(monkeypatch: pytest.MonkeyPatch, somebody) -> None:
    with_made_figures(monkeypatch)
    client = signed_in(somebody())
    page = client.get("/overview/0390/").content.decode()
    tabs = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    assert tabs
    found = {address: client.get(address).status_code for address in re.findall(r'href="([^"]+)"', tabs[0])}
    assert {address: code for address, code in found.items() if code != 200} == {}
    assert len(found) >= 2
