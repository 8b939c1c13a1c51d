"""An application is begun, kept while it is typed, sent, changed until the deadline, or taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mikrovirk.fund.domain.applications import Help, Line, Missing, Problem, Side
from mikrovirk.fund.domain.ledger import AccountName, Place
from mikrovirk.fund.models import Application, SentVersion
from mikrovirk.fund.queries import applications as queries
from mikrovirk.fund.queries import ledger as stored
from mikrovirk.fund.services import application_mails, applications, ledger
from tests import factories
from tests.factories.fund import make_idea
from tests.fund.application_rows import CONTENT, DEADLINE, NOW, TOGETHER, fund_with_call, mails, sent

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


def test_what_is_typed_is_kept_and_comes_back_as_it_was() -> None:
    _fund, call = fund_with_call()
    begun = applications.start(call, factories.person(), at=NOW)
    typed = {"title": ["Fælles julemarked"], "cost-0-amount": ["8.00"]}
    kept = applications.save_draft(begun, CONTENT, typed=typed, at=LATER)
    assert (kept.typed, kept.typed_at, kept.changed_at, kept.state) == (typed, LATER, LATER, "draft")
    assert queries.content_of(kept) == CONTENT
    assert kept.amount == 10_000_50
    assert SentVersion.objects.count() == 0


def test_sent_it_has_a_number_a_receipt_and_a_version() -> None:
    _fund, call = fund_with_call()
    anna, bo = factories.person("Anna"), factories.person("Bo")
    first, second = sent(call, anna), sent(call, bo, at=LATER)
    assert [(each.number, each.sent_at, each.state) for each in (first, second)] == [
        (1, NOW, "sent"),
        (2, LATER, "sent"),
    ]
    mail, _other = mails("fund.application_received")
    assert mail.user == anna.user
    context = mail.mailing.context
    assert (context["number"], context["amount"]["da"], context["quick"]) == ("1", "10.000,50\u00a0kr.", "")
    assert context["deadline"]["en"].startswith("Wednesday 10 February")
    assert first.versions.get().content["budget"][1] == {"side": "cost", "text": "Plakater", "amount": 4_500_50}


def test_a_small_sum_is_promised_an_answer_within_seven_days() -> None:
    _fund, call = fund_with_call(quick_up_to=10_000_50, quick_decider=factories.user())
    made = sent(call, factories.person())
    assert made.quick_by == NOW + timedelta(days=7)
    (mail,) = mails("fund.application_received")
    assert "så du har svar senest mandag 18. januar" in mail.mailing.context["quick"]["da"]
    larger = replace(CONTENT, budget=(*CONTENT.budget, Line(Side.COST, "Telt", 1)))
    assert applications.send(made, content=larger, by=made.applicant.user, at=LATER).quick_by is None


def test_a_change_counts_when_it_is_sent_and_keeps_the_number() -> None:
    _fund, call = fund_with_call()
    made = sent(call, factories.person())
    changed = replace(CONTENT, title="Julemarked i ridehuset", help_in_kind=())
    applications.save_draft(made, changed, typed={"title": ["Julemarked i ridehuset"]}, at=LATER)
    made.refresh_from_db()
    assert made.title == "Fælles julemarked"
    again = applications.send(made, content=changed, by=made.applicant.user, at=LATER)
    assert (again.number, again.sent_at, again.title, again.typed) == (1, NOW, "Julemarked i ridehuset", {})
    assert [version.content["title"] for version in again.versions.all()] == [
        "Fælles julemarked",
        "Julemarked i ridehuset",
    ]
    assert len(mails("fund.application_changed")) == 1


def test_a_change_that_is_thrown_away_leaves_what_was_sent() -> None:
    _fund, call = fund_with_call()
    made = sent(call, factories.person())
    applications.save_draft(made, CONTENT, typed={"title": ["Andet"]}, at=LATER)
    applications.drop_changes(made)
    made.refresh_from_db()
    assert (made.title, made.typed, made.typed_at) == ("Fælles julemarked", {}, None)


def test_what_lacks_something_is_not_sent() -> None:
    _fund, call = fund_with_call(smallest=20_000_00)
    begun = applications.start(call, factories.person(), at=NOW)
    with pytest.raises(applications.NotReady) as caught:
        applications.send(begun, content=replace(CONTENT, title=" "), by=begun.applicant.user, at=NOW)
    assert caught.value.missing == [Missing(Problem.NO_TITLE), Missing(Problem.TOO_SMALL)]
    begun.refresh_from_db()
    assert (begun.state, begun.number, mails("fund.application_received")) == ("draft", None, [])


def test_the_deadline_counts_to_the_minute() -> None:
    _fund, call = fund_with_call()
    made = sent(call, factories.person(), at=DEADLINE)
    late = DEADLINE + timedelta(seconds=1)
    with pytest.raises(applications.CallNotOpen):
        applications.send(made, by=made.applicant.user, at=late)
    with pytest.raises(applications.CallNotOpen):
        applications.start(call, factories.person(), at=late)
    call.opens_at = NOW + timedelta(days=1)
    assert not applications.takes_applications(call, at=NOW)


def test_a_decided_case_is_neither_changed_nor_taken_back() -> None:
    _fund, call = fund_with_call()
    made = sent(call, factories.person())
    Application.objects.filter(pk=made.pk).update(state="granted")
    with pytest.raises(applications.AlreadyDecided):
        applications.send(made, by=made.applicant.user, at=LATER)
    with pytest.raises(applications.AlreadyDecided):
        applications.withdraw(made, by=made.applicant.user, at=LATER)


def test_taken_back_what_was_reserved_is_free_again() -> None:
    fund, call = fund_with_call()
    ledger.appropriate(fund, 100_000_00, by=None, at=NOW, text="Bevilling")
    ledger.allot(call, 100_000_00, by=None, at=NOW)
    made = sent(call, factories.person())
    ledger.reserve(made, made.amount, by=None, at=NOW)
    for _ in range(2):
        gone = applications.withdraw(made, by=made.applicant.user, at=LATER, because="Vi nåede det ikke.")
    assert (gone.state, gone.withdrawn_at, gone.withdrawn_because) == ("withdrawn", LATER, "Vi nåede det ikke.")
    assert stored.held(fund, Place(AccountName.AVAILABLE, call.pk)) == 100_000_00
    (mail,) = mails("fund.application_withdrawn")
    assert mail.mailing.context["again"]["da"].startswith("Intet er tabt: Du kan søge igen indtil ")


def test_a_draft_that_is_thrown_away_is_gone() -> None:
    _fund, call = fund_with_call()
    begun = applications.start(call, factories.person(), at=NOW)
    applications.withdraw(begun, by=factories.user(), at=NOW)
    assert Application.objects.count() == 0
    assert mails("fund.application_withdrawn") == []


def test_from_the_same_idea_one_draft_is_begun() -> None:
    fund, call = fund_with_call()
    anna = factories.person()
    idea = make_idea(fund, anna)
    assert applications.start(call, anna, idea, at=NOW) == applications.start(call, anna, idea, at=LATER)
    assert Application.objects.count() == 1


def test_help_that_is_promised_stays_when_the_application_is_changed() -> None:
    _fund, call = fund_with_call()
    made = sent(call, factories.person(), content=replace(CONTENT, help_in_kind=(Help("venue"), Help("printing"))))
    made.help_in_kind.filter(kind="venue").update(promised_by="Stege Bibliotek", promised_at=NOW)
    changed = replace(CONTENT, help_in_kind=(Help("speaker", "Om moms"),))
    applications.send(made, content=changed, by=made.applicant.user, at=LATER)
    assert list(made.help_in_kind.values_list("kind", "text")) == [("venue", ""), ("speaker", "Om moms")]


def test_a_co_applicant_who_said_yes_stays_when_the_application_is_changed() -> None:
    _fund, call = fund_with_call()
    made = sent(call, factories.person(), content=replace(CONTENT, together=(TOGETHER,)))
    made.co_applicants.update(accepted_at=NOW)
    applications.send(made, content=replace(CONTENT, together=(TOGETHER,)), by=made.applicant.user, at=LATER)
    assert made.co_applicants.get().accepted_at == NOW
    assert len(mails("fund.together")) == 1
    applications.send(made, content=CONTENT, by=made.applicant.user, at=LATER)
    assert made.co_applicants.count() == 0


def test_whose_draft_is_not_sent_near_the_deadline_is_told_once() -> None:
    _fund, call = fund_with_call()
    anna, bo, carl = factories.person("Anna"), factories.person(), factories.person()
    begun = applications.start(call, anna, at=NOW)
    applications.save_draft(begun, CONTENT, at=NOW)
    applications.start(call, bo, at=NOW)  # nothing written yet
    sent(call, carl)
    for days in (10, 28, 29):
        application_mails.remind_of_drafts(now=NOW + timedelta(days=days, minutes=1))
    (mail,) = mails("fund.draft_waits")
    assert mail.user == anna.user
    assert mail.mailing.context["url"].endswith(f"/fund/ideer/applications/{begun.pk}/edit/")
    application_mails.remind_of_drafts(now=DEADLINE + timedelta(minutes=1))
    assert len(mails("fund.draft_waits")) == 1


def test_who_is_writing_just_now_is_left_in_peace() -> None:
    _fund, call = fund_with_call()
    now = DEADLINE - timedelta(days=1)
    begun = applications.start(call, factories.person(), at=NOW)
    applications.save_draft(begun, CONTENT, at=now - timedelta(minutes=10))
    application_mails.remind_of_drafts(now=now)
    assert mails("fund.draft_waits") == []
