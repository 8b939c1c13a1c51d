"""Whom an audience reaches."""

from datetime import timedelta

import pytest

from mikrovirk.accounts.models import MailChoice
from mikrovirk.directory.models import Membership
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.voice.models import InputRound
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.queries.rounds import Reach
from tests import factories
from tests.factories import NOW, TODAY
from tests.voice import round_rows

pytestmark = pytest.mark.django_db


def test_each_audience_holds_whom_it_says() -> None:
    moen = factories.network("moen")
    came = factories.meeting(moen, starts_at=NOW - timedelta(days=30))
    long_ago = factories.meeting(moen, starts_at=NOW - timedelta(days=300))
    for name, joined, where in (
        ("Kom", TODAY - timedelta(days=500), came),
        ("Væk", TODAY - timedelta(days=500), long_ago),
        ("Ny", TODAY - timedelta(days=20), None),
    ):
        person = factories.member(moen, name, joined=joined)
        if where:
            factories.sign_up(where, person, checked_in_at=where.starts_at)
    factories.sign_up(came, factories.person("Gæst"), checked_in_at=came.starts_at)
    factories.sign_up(came, factories.person("Kom ikke"))
    left = factories.member(moen, "Udmeldt")
    factories.sign_up(came, left, checked_in_at=came.starts_at)
    Membership.objects.filter(person=left).update(left_date=TODAY)
    factories.member(moen, "Lukket", is_active=False)
    factories.member(factories.network("stege"), "Fra Stege")
    found = {
        audience: [person.name for person in queries.audience_of(moen, audience, now=NOW)]
        for audience in InputRound.Audience.values
    }
    assert found == {
        "members": ["Kom", "Ny", "Væk"],
        "new": ["Ny"],
        "away": ["Væk"],
        "active": ["Kom"],
        "guests": ["Gæst", "Kom", "Ny", "Væk"],
    }


def test_how_many_get_the_mail_is_what_mailing_then_drafts() -> None:
    moen = factories.network("moen")
    factories.member(moen, "Alle")
    factories.member(moen, "Ingen", mail_choice=MailChoice.NONE)
    factories.member(moen, "Måned", mail_choice=MailChoice.MONTHLY)
    factories.member(moen, "Død", bounced_at=NOW)
    mailing.unsubscribe(factories.member(moen, "Framelyst").user, kind="voice.ask", network=moen, at=NOW)
    assert queries.reach_of(moen, "members", now=NOW) == Reach(people=5, by_mail=1)
    round_rows.opened(moen)
    assert [message.user.full_name for message in Message.objects.all()] == ["Alle"]


def test_what_somebody_is_asked_now_is_found_on_their_own_page() -> None:
    moen = factories.network("moen")
    lise = factories.member(moen, "Lise Holm")
    round = round_rows.sent(moen)
    assert [ask.round for ask in queries.asks_of(lise.user, [moen], now=NOW)] == [round]
    assert list(queries.asks_of(lise.user, [moen], now=round.deadline_at)) == []
    assert list(queries.asks_of(lise.user, [], now=NOW)) == []
