"""Help that is no money: promised or declined, given, reported, and counted beside the money."""

from dataclasses import replace

import pytest

from mikrovirk.fund.domain.applications import Help
from mikrovirk.fund.models import HelpInKind
from mikrovirk.fund.queries.help_in_kind import HelpCount, help_of
from mikrovirk.fund.services import applications, help_in_kind
from tests import factories
from tests.fund.application_rows import CONTENT, NOW, fund_with_call, mails, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> list[HelpInKind]:
    _fund, call = fund_with_call()
    asked = (Help("venue", "Et sted med tag"), Help("speaker"), Help("printing"))
    made = sent(call, factories.person(), content=replace(CONTENT, help_in_kind=asked))
    return list(made.help_in_kind.all())


def test_it_is_counted_from_asked_for_to_reported(rows: list[HelpInKind]) -> None:
    venue, speaker, _printing = rows
    help_in_kind.promise(venue, who="Stege Bibliotek", at=NOW)
    help_in_kind.decline(speaker, because="Vi kender ingen.", at=NOW)
    help_in_kind.note_given(venue, hours=6, worth=1_500_00, at=NOW)
    help_in_kind.report(venue, "Der var plads til alle.", at=NOW)
    found = HelpCount(asked=3, promised=1, declined=1, given=1, reported=1, hours=6, worth=1_500_00)
    application = venue.application
    assert [help_of(where) for where in (application, application.call, application.call.fund)] == [found] * 3
    said = {mail.mailing.context["answer"]["da"] for mail in mails("fund.help_answered")}
    assert said == {"Ja: Stege Bibliotek hjælper jer.", "Nej, desværre: Vi kender ingen."}


def test_only_what_was_promised_is_given_and_what_was_given_is_not_declined(rows: list[HelpInKind]) -> None:
    venue, speaker, _printing = rows
    with pytest.raises(help_in_kind.NotPromised):
        help_in_kind.note_given(speaker, hours=1, worth=0, at=NOW)
    with pytest.raises(help_in_kind.NotPromised):
        help_in_kind.report(speaker, "Godt.", at=NOW)
    help_in_kind.promise(venue, who="Stege Bibliotek", at=NOW)
    help_in_kind.note_given(venue, hours=1, worth=0, at=NOW)
    with pytest.raises(help_in_kind.NotPromised):
        help_in_kind.decline(venue, because="Alligevel ikke.", at=NOW)


def test_a_promise_can_be_taken_back_with_a_reason(rows: list[HelpInKind]) -> None:
    venue = rows[0]
    help_in_kind.promise(venue, who="Stege Bibliotek", at=NOW)
    help_in_kind.decline(venue, because="Salen er optaget.", at=NOW)
    venue.refresh_from_db()
    assert (venue.promised_at, venue.promised_by, venue.declined_because) == (None, "", "Salen er optaget.")


def test_what_was_taken_back_is_not_counted(rows: list[HelpInKind]) -> None:
    application = rows[0].application
    applications.withdraw(application, by=application.applicant.user, at=NOW)
    assert help_of(application.call).asked == 0
