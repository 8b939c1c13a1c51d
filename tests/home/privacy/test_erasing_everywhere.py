"""Whoever is erased stands in no table any more, but for what is kept on purpose and said so."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import BinaryField, Field, FileField, JSONField, TextField
from django.db.models.fields import CharField

from mikrovirk.cooperation.models import Agreement, Comment
from mikrovirk.directory.models import Membership, Person, TableImport
from mikrovirk.directory.services.imports import keep_list
from mikrovirk.fund.models import CoApplicant
from mikrovirk.home.privacy import own_data
from mikrovirk.landscape.models import Stop
from mikrovirk.live.models import HostAction, Phone, Photo, Question
from mikrovirk.live.services.room import open_evening
from mikrovirk.mailing.models import IncomingMail, Letter, Mailing, Message
from mikrovirk.networks.models import KnowHow, Network
from mikrovirk.overview.models import Newcomer
from mikrovirk.programme.models import Feedback, HotSeatApplication, SignUp, SlotOffer
from mikrovirk.voice.models import Input, MinutesClosed, Speaker, SteeringMeeting
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_call, make_fund
from tests.factories.tours import make_tour

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE = "Sørine Ærøskøbing", "soerine@aeroeskoebing.example", "+4512348765"
# The words of a record that others closed: the group takes out itself what is to go from them.
KEPT = {"voice.MinutesClosed.text"}


@pytest.fixture
def soerine() -> Person:
    """Somebody who has left traces everywhere."""
    network = factories.network("aeroe", contact_name=NAME, contact_email=EMAIL, contact_phone=PHONE)
    user = factories.user(NAME, email=EMAIL, bounce_reason=f"unknown: {EMAIL}")
    person = Person.objects.create(user=user, phone=PHONE, about=f"Jeg er {NAME}", search_text=f"{NAME} {EMAIL}")
    firm = factories.business(f"{NAME}s værksted", address="Brogade 1")
    Membership.objects.create(person=person, business=firm, network=network, joined_date=NOW, note=f"Ring til {PHONE}")
    at_the_meeting(network, person)
    in_the_post(network, person)
    in_the_group(network, person)
    elsewhere(network, person)
    return person


def at_the_meeting(network: Network, person: Person) -> None:
    held = factories.meeting(network, starts_at=NOW - timedelta(days=9))
    row = factories.sign_up(held, person, name=NAME, checked_in_at=held.starts_at)
    SignUp.objects.create(meeting=held, name=f"{NAME}s ven", brought_by=row)
    Feedback.objects.create(sign_up=row, meeting=held, rating=5, text=f"Hilsen {NAME}")
    SlotOffer.objects.create(meeting=held, person=person, business_text=NAME)
    HotSeatApplication.objects.create(network=network, person=person, title=NAME, brief=f"Skriv til {EMAIL}")
    evening = open_evening(held, at=held.starts_at)
    evening.programme = [{"key": "i1", "title": "3 × 3", "who": NAME, "person": person.pk}, {"key": "i2", "who": "Bo"}]
    evening.save()
    HostAction.objects.create(evening=evening, kind="name", turn="i1", at=NOW, detail={"who": NAME})
    phone = Phone.objects.create(evening=evening, sign_up=row, name=NAME, contact=EMAIL)
    Question.objects.create(evening=evening, phone=phone, text="Hvad med moms?", name=NAME, at=NOW)
    Question.objects.create(evening=evening, text="Og skat?", name=NAME, at=NOW)
    Photo.objects.create(
        evening=evening, image="a.jpg", who=f"Bo og {NAME}", agreed=f"{NAME} sagde ja", in_recap=True, at=NOW
    )


def in_the_post(network: Network, person: Person) -> None:
    other = factories.member(network, "Bo Lind")
    for to, subject in ((person, "Til dig"), (other, f"{NAME} kommer også")):
        mailing = Mailing.objects.create(
            network=network,
            kind="programme.publication",
            occasion=f"person:{to.pk}",
            subject=subject,
            body=f"Tag fat i {NAME} på {PHONE}.",
            context={"other": NAME, "list": [{"mail": EMAIL}]},
            calendar=f"ATTENDEE;CN=Sørine Ærø\r\n skøbing:mailto:{EMAIL}\r\n",
            sender_name=NAME,
            sender_email=EMAIL,
            due_at=NOW,
        )
        Message.objects.create(
            mailing=mailing,
            user=to.user,
            kind=mailing.kind,
            occasion=mailing.occasion,
            message_id=f"<{to.pk}@example>",
            due_at=NOW,
            context={"who": NAME},
        )
    Letter.objects.create(
        sender="post@example.dk", to=EMAIL.upper(), subject=NAME, raw=NAME.encode(), due_at=NOW, expires_at=NOW
    )
    IncomingMail.objects.create(
        digest="1", via="imap", sort="loose", received_at=NOW, sender=EMAIL, sender_name=NAME, raw=NAME.encode()
    )


def in_the_group(network: Network, person: Person) -> None:
    Input.objects.create(network=network, source="round", text=f"Kære alle, hilsen {NAME}", person=person)
    Speaker.objects.create(network=network, name=NAME, email=EMAIL)
    met = SteeringMeeting.objects.create(network=network, starts_at=NOW, present=f"Bo Lind, {NAME}")
    MinutesClosed.objects.create(meeting=met, text=f"{NAME} tager kaffen med.", closed_at=NOW)
    KnowHow.objects.create(network=network, subject="Nøglen", who=f"{NAME}, {PHONE}")
    agreement = Agreement.objects.create(begun_at=NOW)
    Comment.objects.create(agreement=agreement, text="Vi kan mere.", name=NAME, at=NOW)


def elsewhere(network: Network, person: Person) -> None:
    lists = f"Fornavn;Efternavn;E-mail;Virksomhed\nSørine;Ærøskøbing;{EMAIL};Værkstedet\n"
    keep_list(network, content=lists.encode(), file_name="liste.csv", by=None, at=NOW)
    TableImport.objects.create(
        network=network, subject="participants", file_name="deltagere.csv", content=lists.encode(), state="done"
    )
    application = make_application(make_call(make_fund(contact_name=NAME, contact_email=EMAIL)))
    CoApplicant.objects.create(application=application, name=NAME, email=EMAIL)
    Newcomer.objects.create(municipality="0390", name=NAME, email=EMAIL, wish=NAME, came="moved", made_at=NOW)
    firm = person.memberships.get().business
    Stop.objects.create(tour=make_tour(network), name=str(firm), business=firm, words=NAME, host=person.user)


def texts() -> list[tuple[str, str]]:
    """Everything that is written in the tables: the column, and what stands there."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        columns = [each for each in model._meta.concrete_fields if holds_text(each)]
        for row in model._base_manager.all():
            found += [(f"{model._meta.label}.{each.name}", told(getattr(row, each.attname))) for each in columns]
    return found


def holds_text(column: "Field[Any, Any]") -> bool:
    return not column.is_relation and isinstance(column, (CharField, TextField, JSONField, BinaryField, FileField))


def told(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode(errors="replace")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def named() -> set[str]:
    """The columns in which they are named."""
    marks = [each.lower() for each in (NAME, EMAIL, PHONE, "ærøskøbing")]
    return {column for column, text in texts() if any(mark in text.lower() for mark in marks)}


def test_nobody_finds_them_in_any_table(soerine: Person) -> None:
    before = named()
    assert len(before) > 40
    own_data.erase(soerine.user, at=NOW)
    assert named() == KEPT
    assert Question.objects.count() == 2
    assert [turn["who"] for turn in Question.objects.earliest("pk").evening.programme] == ["…", "Bo"]
    photo = Photo.objects.get()
    assert (photo.who, photo.in_recap, photo.hidden_at) == ("Bo og …", False, NOW)


def test_others_keep_what_is_theirs(soerine: Person) -> None:
    """A mail to somebody else stays with its words, but for the name; somebody else's mail is untouched."""
    other = factories.member(Network.objects.get(slug="aeroe"), "Sørine Lind", email="lind@example.dk")
    theirs = Mailing.objects.create(
        network=None, kind="x", occasion="y", subject="Kære Sørine Lind", due_at=NOW, calendar="A\r\n B"
    )
    own_data.erase(soerine.user, at=NOW)
    assert Mailing.objects.get(subject="… kommer også").body == "Tag fat i … på …."
    theirs.refresh_from_db()
    assert (theirs.subject, theirs.calendar) == ("Kære Sørine Lind", "A\r\n B")
    assert Person.objects.get(pk=other.pk).name == "Sørine Lind"
