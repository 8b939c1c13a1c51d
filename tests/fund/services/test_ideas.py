"""The idea box: put in, supported, merged and taken apart, taken off, answered, helped on."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Idea, IdeaPicture, IdeaSupport
from mikrovirk.fund.queries import ideas as queries
from mikrovirk.fund.services import applications, ideas
from tests import factories
from tests.factories.fund import make_call, make_fund, make_idea
from tests.fund.application_rows import NOW, fund_with_call, mails, picture

pytestmark = pytest.mark.django_db
WORDS = {"title": "Fælles bod", "what": "Vi deler en bod på torvet.", "who_for": "Alle.", "needs": "En bod."}


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_a_members_idea_is_in_the_box_at_once_with_its_pictures() -> None:
    fund, anna = make_fund(), factories.person("Anna Ø")
    made = ideas.put_in(fund, author=anna, at=NOW, pictures=[ContentFile(picture(), name="a.jpg")], **WORDS)
    assert list(queries.in_the_box(fund)) == [made]
    assert (made.author, made.title, made.pictures.count()) == (anna, "Fælles bod", 1)


def test_a_closed_box_takes_nothing() -> None:
    fund = make_fund(idea_box_open=False)
    with pytest.raises(ideas.BoxClosed):
        ideas.put_in(fund, author=factories.person(), at=NOW, **WORDS)
    assert Idea.objects.count() == 0


def test_a_guests_idea_waits_for_the_link_and_pressing_twice_is_once() -> None:
    fund = make_fund()
    made = ideas.put_in_as_guest(fund, name="Gerda", email="Gerda@Gaest.example ", at=NOW, **WORDS)
    assert made is not None
    assert list(queries.in_the_box(fund)) == []
    (mail,) = mails("fund.idea_confirm")
    assert mail.user.email == "gerda@gaest.example"
    assert "/fund/link/idea/" in mail.mailing.context["url"]
    for _ in range(2):
        confirmed = ideas.confirm(made)
    assert confirmed.author is not None
    assert (confirmed.author.name, confirmed.waits_for, confirmed.waits_as) == ("Gerda", None, "")
    assert list(queries.in_the_box(fund)) == [made]


def test_strangers_cannot_have_many_mails_sent_to_one_address() -> None:
    fund = make_fund()
    made = [ideas.put_in_as_guest(fund, name="G", email="g@x.example", at=NOW, **WORDS) for _ in range(4)]
    assert [idea is None for idea in made] == [False, False, False, True]
    assert len(mails("fund.idea_confirm")) == 3


def test_what_nobody_confirmed_is_forgotten_with_its_pictures() -> None:
    fund = make_fund()
    pictures = [ContentFile(picture(), name="a.jpg")]
    ideas.put_in_as_guest(fund, name="G", email="g@x.example", at=NOW, pictures=pictures, **WORDS)
    kept = make_idea(fund, factories.person())
    assert ideas.forget_unconfirmed(now=NOW + timedelta(days=14)) == 0
    assert ideas.forget_unconfirmed(now=NOW + timedelta(days=15)) == 1
    assert list(Idea.objects.all()) == [kept]
    assert IdeaPicture.objects.count() == 0
    assert not User.objects.filter(email="g@x.example").exists()


def test_six_pictures_and_no_more() -> None:
    idea = make_idea(make_fund(), factories.person())
    ideas.add_pictures(idea, [ContentFile(picture(), name=f"{n}.jpg") for n in range(6)], at=NOW)
    with pytest.raises(ideas.TooManyPictures):
        ideas.add_pictures(idea, [ContentFile(picture(), name="7.jpg")], at=NOW)
    assert idea.pictures.count() == 6


# --- support ---------------------------------------------------------------------------------------------------------


def counts(idea: Idea) -> tuple[int, int]:
    found: Any = queries.with_support(Idea.objects.filter(pk=idea.pk), None).get()
    return found.supporters, found.joiners


def test_supporting_twice_is_once_and_joining_stays() -> None:
    idea, anna = make_idea(make_fund()), factories.person()
    for joins in (False, True, False):
        ideas.support(idea, anna, at=NOW, joins=joins)
    assert counts(idea) == (1, 1)
    ideas.take_support_back(idea, anna, joins_only=True)
    assert counts(idea) == (1, 0)
    ideas.take_support_back(idea, anna)
    assert counts(idea) == (0, 0)


# --- merging ---------------------------------------------------------------------------------------------------------


def test_merged_ideas_keep_their_authors_and_count_each_supporter_once() -> None:
    fund = make_fund()
    anna, bo, carl = (factories.person(name) for name in ("Anna", "Bo", "Carl"))
    market, fair = make_idea(fund, anna), make_idea(fund, bo, title="Julebod")
    for person, idea in ((carl, market), (carl, fair), (anna, fair)):
        ideas.support(idea, person, at=NOW)
    ideas.merge(fair, market, at=NOW)
    assert counts(market) == (2, 0)
    assert queries.authors_of(market) == [anna, bo]
    assert list(queries.in_the_box(fund)) == [market]
    (mail,) = mails("fund.idea_merged")
    assert (mail.user, mail.mailing.context["other"]) == (bo.user, market.title)


def test_taken_apart_everything_is_as_it_was() -> None:
    fund = make_fund()
    anna, bo = factories.person(), factories.person()
    market, fair = make_idea(fund, anna), make_idea(fund, bo)
    ideas.support(fair, anna, at=NOW, joins=True)
    before = list(IdeaSupport.objects.values())
    ideas.merge(fair, market, at=NOW)
    ideas.take_apart(fair)
    assert list(IdeaSupport.objects.values()) == before
    assert set(queries.in_the_box(fund)) == {market, fair}
    assert (counts(market), counts(fair)) == ((0, 0), (1, 1))
    assert queries.authors_of(market) == [anna]


def test_support_given_to_a_merged_idea_can_be_taken_back_from_the_other() -> None:
    fund, anna = make_fund(), factories.person()
    market, fair = make_idea(fund), make_idea(fund)
    ideas.support(fair, anna, at=NOW)
    ideas.merge(fair, market, at=NOW)
    ideas.take_support_back(market, anna)
    assert counts(market) == (0, 0)


def test_what_cannot_be_merged() -> None:
    fund, other_fund = make_fund(), make_fund()
    one, two, three = (make_idea(fund) for _ in range(3))
    hidden = make_idea(fund, hidden_at=NOW)
    ideas.merge(two, one, at=NOW)
    pairs = [(one, one), (one, three), (three, two), (two, three), (three, hidden), (three, make_idea(other_fund))]
    for idea, into in pairs:
        with pytest.raises(ideas.CannotMerge):
            ideas.merge(idea, into, at=NOW)


# --- looked after ----------------------------------------------------------------------------------------------------


def test_taken_off_by_a_caseworker_the_author_is_told_why() -> None:
    fund, _call = fund_with_call()
    anna, caseworker = factories.person("Anna"), factories.user()
    idea = make_idea(fund, anna)
    ideas.hide(idea, by=caseworker, at=NOW, because="Den står der to gange.")
    (mail,) = mails("fund.idea_hidden")
    assert mail.user == anna.user
    assert mail.mailing.context["because"] == "Den står der to gange."
    assert mail.mailing.context["contact"] == "puljen@kommune.example"
    assert list(queries.in_the_box(fund)) == []
    ideas.show_again(idea)
    assert list(queries.in_the_box(fund)) == [idea]


def test_taken_off_by_the_author_nobody_is_told() -> None:
    anna = factories.person()
    ideas.hide(make_idea(make_fund(), anna), by=anna.user, at=NOW)
    assert mails("fund.idea_hidden") == []


def test_a_word_goes_to_every_author() -> None:
    fund = make_fund()
    anna, bo = factories.person(), factories.person()
    idea = make_idea(fund, anna)
    ideas.merge(make_idea(fund, bo), idea, at=NOW)
    ideas.answer(idea, "Ring til os.", at=NOW)
    idea.refresh_from_db()
    assert (idea.word, idea.word_at) == ("Ring til os.", NOW)
    assert {mail.user for mail in mails("fund.idea_word")} == {anna.user, bo.user}


def test_helped_on_the_author_has_a_draft_filled_in_from_the_idea() -> None:
    fund, call = fund_with_call()
    anna, karen = factories.person("Anna"), factories.user("Karen Holm")
    idea = make_idea(fund, anna, who_for="Alle små", needs="Et ridehus")
    made = ideas.help_on(idea, call, by=karen, at=NOW)
    assert (made.applicant, made.idea, made.state, made.put_up_by) == (anna, idea, "draft", karen)
    assert made.title == "Fælles julemarked"
    assert made.summary == "Vi holder et marked i ridehuset.\n\nAlle små\n\nEt ridehus"
    (mail,) = mails("fund.idea_helped_on")
    assert (mail.user, mail.mailing.context["who"]) == (anna.user, "Karen Holm")
    assert mail.mailing.context["url"].endswith(f"/fund/ideer/applications/{made.pk}/edit/")
    assert ideas.help_on(idea, call, by=karen, at=NOW + timedelta(hours=1)) == made
    assert queries.standings([idea]) == {idea.pk: "being_written"}


def test_nothing_is_put_up_in_a_closed_call_or_for_nobody() -> None:
    fund, call = fund_with_call()
    idea = make_idea(fund, factories.person())
    with pytest.raises(applications.CallNotOpen):
        ideas.help_on(idea, call, by=factories.user(), at=NOW + timedelta(days=31))
    with pytest.raises(ideas.NotTheirs):
        ideas.help_on(make_idea(fund), call, by=factories.user(), at=NOW)
    assert Application.objects.count() == 0


def test_an_idea_with_an_application_is_not_written_anew() -> None:
    fund = make_fund()
    idea = make_idea(fund, factories.person())
    ideas.change(idea, **WORDS)
    idea.refresh_from_db()
    assert (idea.title, idea.needs) == ("Fælles bod", "En bod.")
    Application.objects.create(call=make_call(fund), idea=idea, state="sent", number=1, sent_at=NOW)
    with pytest.raises(ideas.NotTheirs):
        ideas.change(idea, **{**WORDS, "title": "Noget andet"})


def test_who_joins_in_is_named_once_for_those_who_help() -> None:
    fund = make_fund()
    anna = factories.person("Anna", email="anna@x.example")
    one, two = make_idea(fund), make_idea(fund)
    for idea in (one, two):
        ideas.support(idea, anna, at=NOW, joins=True)
    ideas.support(one, factories.person("Bo"), at=NOW)
    ideas.merge(two, one, at=NOW)
    assert queries.joiners_of(one) == [queries.Helper("Anna", "anna@x.example")]
    assert User.objects.count() == 2
