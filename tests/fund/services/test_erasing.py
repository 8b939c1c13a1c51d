"""Somebody is taken out of the funds: what others rely on stays, without their name."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder

from mikrovirk.accounts.models import User
from mikrovirk.directory.services import erasing as directory
from mikrovirk.fund.domain.applications import Together
from mikrovirk.fund.models import Application, Idea, IdeaPicture, IdeaSupport
from mikrovirk.fund.queries.own_data import export_of
from mikrovirk.fund.services import applications, ideas, thread
from mikrovirk.fund.services.erasing import erase
from tests import factories
from tests.factories.fund import make_idea
from tests.fund.application_rows import CONTENT, NOW, fund_with_call, picture, sent

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def test_the_export_holds_what_was_said_and_applied_for() -> None:
    fund, call = fund_with_call()
    anna, bo = factories.person("Anna", email="anna@x.example"), factories.person("Bo", email="bo@x.example")
    made = sent(call, anna, content=replace(CONTENT, together=(Together("Bo", "bo@x.example"),)))
    thread.reply(made, "Kan vi få svar inden jul?", by=anna.user, at=NOW)
    ideas.support(make_idea(fund, anna), bo, at=NOW, joins=True)
    told = export_of(anna.user)
    assert json.loads(json.dumps(told, cls=DjangoJSONEncoder)) is not None
    assert [each["title"] for each in told["ideas"]] == ["Fælles julemarked"]
    (application,) = told["applications"]
    assert (application["number"], application["budget"][0]["amount"]) == (1, 8_000_00)
    assert [each["text"] for each in application["messages"]] == ["Kan vi få svar inden jul?"]
    theirs = export_of(bo.user)
    assert (theirs["applications"], theirs["supports"][0]["joins"]) == ([], True)
    assert theirs["named_as_co_applicant"][0]["title"] == "Fælles julemarked"


def test_ideas_nobody_took_up_are_gone_and_the_others_nobodys(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    fund, _call = fund_with_call()
    anna, bo = factories.person(), factories.person()
    alone, liked = make_idea(fund, anna), make_idea(fund, anna, title="Elsket")
    ideas.add_pictures(liked, [ContentFile(picture(), name="a.jpg")], at=NOW)
    ideas.support(liked, bo, at=NOW)
    ideas.support(alone, anna, at=NOW)
    erase(anna.user, at=LATER)
    directory.erase(anna.user)
    (left,) = Idea.objects.all()
    assert (left.title, left.author, IdeaPicture.objects.count()) == ("Elsket", None, 0)
    assert [row.person for row in IdeaSupport.objects.all()] == [bo]
    assert not Idea.objects.filter(pk=alone.pk).exists()


def test_drafts_are_gone_what_waits_is_taken_back_and_what_was_decided_is_nobodys() -> None:
    _fund, call = fund_with_call()
    anna = factories.person("Anna", email="anna@x.example")
    applications.start(call, anna, at=NOW)
    waiting, decided = sent(call, anna), sent(call, anna)
    Application.objects.filter(pk=decided.pk).update(state="granted")
    erase(anna.user, at=LATER)
    directory.erase(anna.user)
    found = Application.objects.order_by("number").values_list("pk", "state", "applicant")
    assert list(found) == [(waiting.pk, "withdrawn", None), (decided.pk, "granted", None)]


def test_whom_others_named_is_nowhere_in_what_was_sent() -> None:
    _fund, call = fund_with_call()
    bo = factories.person("Bo Lind", email="bo@x.example")
    made = sent(call, factories.person(), content=replace(CONTENT, together=(Together("Bo Lind", "bo@x.example"),)))
    erase(bo.user, at=LATER)
    row = made.co_applicants.get()
    assert (row.name, row.user, "bo@x.example" in row.email) == ("", None, False)
    assert "Bo Lind" not in json.dumps([version.content for version in made.versions.all()])
    assert made.versions.get().content["title"] == "Fælles julemarked"


def test_a_co_applicant_with_another_address_since_is_gone_too() -> None:
    _fund, call = fund_with_call()
    bo = factories.person("Bo Lind", email="bo@x.example")
    made = sent(call, factories.person(), content=replace(CONTENT, together=(Together("Bo Lind", "bo@x.example"),)))
    made.co_applicants.update(user=bo.user)
    User.objects.filter(pk=bo.user.pk).update(email="bo@y.example")
    bo.user.refresh_from_db()
    erase(bo.user, at=LATER)
    assert made.co_applicants.get().name == ""
    assert "bo@x.example" not in json.dumps([version.content for version in made.versions.all()])
