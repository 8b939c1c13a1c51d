"""Each rule takes what is old and leaves what is young, and leaves the figures of both."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mikrovirk.directory.models import Consent, JoinRequest, Membership, Person, Referral
from mikrovirk.fund.models import Application, Attachment, CaseMessage, SentVersion
from mikrovirk.health.models import RaisedWarning
from mikrovirk.home.privacy.rules import BY_KEY, RULES
from mikrovirk.live.models import Card, Hand, Phone, Question
from mikrovirk.live.services.room import open_evening
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, SlotOffer
from mikrovirk.voice.models import Input
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_call, make_fund, make_idea

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def lise() -> Person:
    return factories.member(factories.network("moen"), "Lise Holm")


def place() -> Network:
    return Network.objects.get()


def join_answered(lise: Person, at: datetime) -> None:
    JoinRequest.objects.create(network=place(), user=lise.user, name="Lise", made_at=at, confirmed_at=at)


def referrals(lise: Person, at: datetime) -> None:
    Referral.objects.create(network=place(), person=factories.person(), inviter=lise, made_at=at)


def consents(lise: Person, at: datetime) -> None:
    Consent.objects.create(person=lise, purpose="listing:1", wording="Ja.", given_at=at, withdrawn_at=at)


def slots(lise: Person, at: datetime) -> None:
    SlotOffer.objects.create(meeting=held(at), person=lise, business_text="Jeg væver.")


def seats(lise: Person, at: datetime) -> None:
    HotSeatApplication.objects.create(network=place(), person=lise, title="Priser", brief="Hvordan?", applied_at=at)


def held(at: datetime) -> Any:
    return factories.meeting(place(), starts_at=at - timedelta(hours=3))


def phones(lise: Person, at: datetime) -> None:
    meeting = held(at)
    evening = open_evening(meeting, at=at)
    phone = Phone.objects.create(evening=evening, sign_up=factories.sign_up(meeting, lise), name="Lise")
    Question.objects.create(evening=evening, phone=phone, text="Moms?", name="Lise", at=at)
    Hand.objects.create(evening=evening, turn="i1", speaker=lise, phone=phone, kind="can", at=at)


def cards(lise: Person, at: datetime) -> None:
    meeting = held(at)
    pair = [factories.sign_up(meeting, who) for who in (lise, factories.person())]
    Card.objects.create(
        evening=open_evening(meeting, at=at),
        first=pair[0],
        second=pair[1],
        because_da="Ens",
        because_en="Same",
        made_at=at,
    )


def authors(lise: Person, at: datetime) -> None:
    Input.objects.create(
        network=place(), source="mail", text="Mere kaffe", person=lise, at=at, outcome="noted", outcome_at=at
    )


def warnings(lise: Person, at: datetime) -> None:
    raised = RaisedWarning.objects.create(
        network=place(), kind="drift", measure="active", state="set_aside", decided_at=at, since=at, seen_at=at
    )
    raised.people.add(lise)


def cases(lise: Person, at: datetime) -> None:
    call = make_call(make_fund(name=f"Puljen {at:%Y}", slug=f"pulje-{at:%Y%m%d}"))
    case = make_application(call, lise, state=Application.State.REFUSED, changed_at=at)
    Application.objects.filter(pk=case.pk).update(changed_at=at)
    together = [{"name": "Bo Lind", "email": "bo@example.dk", "cvr": ""}]
    SentVersion.objects.create(application=case, number=1, content={"title": "Jul", "together": together}, at=at)
    CaseMessage.objects.create(application=case, by=lise.user, text="Hej", is_from_fund=False, at=at)
    Attachment.objects.create(
        application=case, file=ContentFile(b"x", name="bilag.pdf"), name="bilag.pdf", size=1, at=at
    )


def ideas_hidden(lise: Person, at: datetime) -> None:
    make_idea(
        make_fund(name=f"Puljen {at:%Y}", slug=f"pulje-{at:%Y%m%d}"), lise, hidden_at=at, hidden_because="Dobbelt"
    )


MAKE: dict[str, Callable[[Person, datetime], None]] = {
    make.__name__: make
    for make in (
        *(join_answered, referrals, consents, slots, seats, phones, cards, authors, warnings, cases, ideas_hidden),
    )
}
TRIED_ELSEWHERE = {"former_members", "guests", "notes", "guest_names", "feedback", "mails", "incoming", "role_changes"}
TRIED_ELSEWHERE |= {"know_how"}


def test_every_rule_that_deletes_is_tried() -> None:
    assert {rule.key for rule in RULES if rule.carry_out} == set(MAKE) | TRIED_ELSEWHERE


@pytest.mark.parametrize("key", MAKE)
def test_the_old_goes_and_the_young_stays(lise: Person, key: str, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    rule = BY_KEY[key]
    assert rule.carry_out
    for age in (rule.days + 2, rule.days - 20):
        MAKE[key](lise, NOW - age * DAY)
    before = NOW - rule.days * DAY
    assert rule.due(NOW).count() == 2
    assert rule.due(before).count() == 1
    assert rule.carry_out(before) == 1
    assert (rule.due(before).count(), rule.due(NOW).count()) == (0, 1)
    assert Membership.objects.filter(person=lise).exists()


def test_what_stays_of_an_evening_and_of_a_case(lise: Person, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    phones(lise, NOW - 400 * DAY)
    cases(lise, NOW - 3000 * DAY)
    (name,) = [paper.file.name for paper in Attachment.objects.all()]
    for key in ("phones", "cases"):
        carry_out = BY_KEY[key].carry_out
        assert carry_out
        carry_out(NOW - BY_KEY[key].days * DAY)
    assert list(Phone.objects.filter(sign_up=None).values_list("name", flat=True)) == [""]
    assert list(Question.objects.values_list("text", "name")) == [("Moms?", "")]
    assert not Hand.objects.exists()
    case = Application.objects.get()
    assert (case.applicant, case.title, case.amount) == (None, "Fælles julemarked", 10_000_00)
    assert SentVersion.objects.get().content == {"title": "Jul", "together": []}
    assert not Attachment.objects.exists()
    assert default_storage.exists(name)  # the file goes when the transaction is kept
