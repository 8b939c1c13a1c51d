"""The links of the parties, and the reminders before the review."""

from datetime import UTC, datetime, timedelta

import pytest

from mikrovirk.accounts import links
from mikrovirk.accounts.services import known_or_new
from mikrovirk.cooperation.jobs_roles import run
from mikrovirk.cooperation.services import asking, drafting
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.rendering import preview
from tests import factories
from tests.factories import NOW
from tests.factories.roles import REVIEW, Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Story:
    return story()


def token_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def test_a_link_opens_for_whom_it_was_made(draft: Story) -> None:
    library, leader = draft.parties["library"], known_or_new("leder@bibliotek.example")
    token = token_of(asking.link_of(library, leader))
    assert asking.party_at(token) == (library, leader)
    drafting.change_party(library, other_name="Biblioteket", email="ny@bibliotek.example")
    with pytest.raises(asking.LinkOver):
        asking.party_at(token)


def test_a_link_ends_with_the_role_and_with_the_party(draft: Story) -> None:
    token = token_of(asking.link_of(draft.parties["town"], draft.preben))
    assert asking.party_at(token) == (draft.parties["town"], draft.preben)
    draft.preben.roles.all().delete()
    with pytest.raises(asking.LinkOver):
        asking.party_at(token)
    drafting.remove_party(draft.parties["network"], at=NOW)
    with pytest.raises(asking.LinkOver):
        asking.party_at(token_of(asking.link_of(draft.parties["network"], draft.mona)))


def test_a_link_of_another_purpose_opens_nothing(draft: Story) -> None:
    with pytest.raises(links.LinkInvalid):
        asking.party_at(links.sign("follow", draft.parties["library"].pk, draft.mona.pk))


def test_an_organisation_s_address_is_used_where_nobody_has_a_role(draft: Story) -> None:
    council = factories.organisation("erhverv", name="Erhverv", email="post@erhverv.example")
    party = drafting.add_party(draft.agreement, organisation=council)
    assert [user.email for user in asking.contacts_of(party)] == ["post@erhverv.example"]
    assert asking.contacts_of(draft.parties["town"]) == [draft.preben]


def reminders() -> list[str]:
    return list(Mailing.objects.filter(kind=asking.REVIEW).order_by("pk").values_list("occasion", flat=True))


def test_the_parties_are_reminded_once_before_and_once_after(draft: Story) -> None:
    version = draft.agree()
    day = datetime.combine(REVIEW, datetime.min.time(), UTC) + timedelta(hours=10)
    stem = f"agreement:{draft.agreement.pk}:{version.number}"
    for moment, expected in (
        (day - timedelta(days=61), []),
        (day - timedelta(days=60), [stem]),
        (day, [stem]),
        (day + timedelta(days=1), [stem, f"{stem}:late"]),
        (day + timedelta(days=30), [stem, f"{stem}:late"]),
    ):
        run(now=moment)
        assert reminders() == expected
    assert Mailing.objects.filter(kind=asking.REVIEW).first().messages.count() == 3  # type: ignore[union-attr]


def test_the_mail_says_what_waits_and_where(draft: Story) -> None:
    draft.put_out(note="Biblioteket er med.")
    mailing = Mailing.objects.get(kind=asking.SIGN)
    message = mailing.messages.get(user__email="leder@bibliotek.example")
    shown = preview(message, mailing, message.user)
    assert "version 1" in shown.subject
    assert "Biblioteket er med." in shown.html
