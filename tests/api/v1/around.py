"""One of everything the API tells of, in one network, one fund and one municipality."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.api import services
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.models import Token
from mikrovirk.cooperation.domain.roles import Content, PartyLine, TaskLine, as_values, digest_of
from mikrovirk.cooperation.models import (
    Agreement,
    AgreementArea,
    Commitment,
    Conclusion,
    Conference,
    Party,
    Version,
    Wish,
)
from mikrovirk.fund.models import Call, Fund
from mikrovirk.landscape.models import Entry
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import AgendaItem, Meeting, MeetingPartner, Room, Session, Talk
from mikrovirk.voice.services import decisions
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_idea
from tests.factories.landscape import make_entry, make_outside_event
from tests.fund.case_rows import office
from tests.voice import steering_rows

CODE = "0390"
KEY_DAYS = 30


@dataclass
class Around:
    """A network with its meetings and a member, and a key with every scope."""

    network: Network
    coordinator: User
    meeting: Meeting
    token: Token
    key: str


@dataclass
class Everything(Around):
    """The same with what is around it: a fund, a conference, an entry, the joint calendar."""

    conference: Conference
    fund: Fund
    call: Call
    entry: Entry


def lay_out() -> Around:
    network = steering_rows.room()  # Møn
    Network.objects.filter(pk=network.pk).update(municipality_code=CODE, purpose="Små virksomheder mødes")
    network.refresh_from_db()
    coordinator = steering_rows.coordinator(network)
    meeting = add_meetings(network)
    firm = factories.business("Møn Mølle", slug="moen-moelle", listed_at=NOW)
    factories.sign_up(meeting, factories.member(network, "Lise Holm", firm=firm))
    token, key = services.make_token(coordinator, name="Regneark", scopes=list(Scope), days=KEY_DAYS, at=NOW)
    return Around(network, coordinator, meeting, token, key)


def lay_out_everything() -> Everything:
    around = lay_out()
    theme = steering_rows.theme(around.network, said=("Hellere kl. 8", "Kl. 9"))
    said = steering_rows.decision(around.network, themes=(theme,), by=around.coordinator, at=NOW)
    decisions.show(said, quotes=[said.inputs.get(text="Kl. 9")], by=around.coordinator, at=NOW)
    make_outside_event("Åben café")
    make_outside_event("Messe", start=date(2027, 1, 20))
    fund, call = add_fund(around.network)
    return Everything(
        **vars(around),
        conference=add_conference(around.network, around.meeting),
        fund=fund,
        call=call,
        entry=make_entry("Møns Erfa"),
    )


def add_meetings(network: Network) -> Meeting:
    """One to come with everything, held with another network; a draft, a cancelled one and one that was held."""
    venue = factories.venue(network, latitude="54.987", longitude="12.286")
    meeting = factories.meeting(network, venue=venue, format=factories.format_1_0(network), capacity=20)
    Talk.objects.create(network=network, meeting=meeting, title="Pris på ydelser", speaker_name="Bo Blad")
    AgendaItem.objects.create(meeting=meeting, position=1, kind="talk", title="Oplæg", minutes=40)
    partner = factories.network("falster", municipality_code="0376")
    MeetingPartner.objects.create(
        meeting=meeting, network=partner, state=MeetingPartner.State.ACCEPTED, asked_at=NOW, answered_at=NOW
    )
    Meeting.objects.filter(pk=meeting.pk).update(is_joint=True)
    room = Room.objects.create(meeting=meeting, name="Salen", capacity=50)
    Session.objects.create(
        meeting=meeting, room=room, title="Velkomst", starts_at=meeting.starts_at, ends_at=meeting.ends_at
    )
    factories.meeting(network, title="Kladden", state="draft")
    factories.meeting(network, title="Aflyst", state="cancelled", cancelled_why="Sne")
    factories.meeting(network, title="Det første", starts_at=NOW - timedelta(days=30))
    return meeting


def add_fund(network: Network) -> tuple[Fund, Call]:
    """A fund with an idea, and a call that gave to one and refused another."""
    place = office()
    given = place.ready(place.case("Karen Holm", network=network, takes_place_date=date(2027, 3, 1)), 5, 5)
    refused = place.ready(place.case(title="Åbne døre"), 3, 3)
    place.divided()
    place.decided(given)
    place.decided(refused, "refused", deviation_reason="Lokalet er væk")
    Call.objects.filter(pk=place.call.pk).update(state=Call.State.DECIDED, decided_at=NOW)
    make_idea(place.fund, network=network)
    return place.fund, place.call


def add_conference(network: Network, meeting: Meeting) -> Conference:
    """A conference with a wish, a conclusion and a promise that is late; and the division of roles it came of."""
    holder = factories.organisation(municipality_code=CODE)
    conference = Conference.objects.create(
        municipality_code=CODE, organisation=holder, network=network, meeting=meeting, title="Vækst i småt",
        question="Hvem gør hvad?", called_at=NOW, made_at=NOW,
    )  # fmt: skip
    Wish.objects.create(conference=conference, text="Flere lokaler", origin="page", made_at=NOW, shown_at=NOW)
    Wish.objects.create(conference=conference, text="Ikke set igennem", origin="page", made_at=NOW)
    Conclusion.objects.create(conference=conference, text="Vi mødes oftere")
    Commitment.objects.create(
        conference=conference,
        text="Et lokale",
        organisation=holder,
        due_date=date(2020, 1, 1),
        state="open",
        made_at=NOW,
    )
    agreement = Agreement.objects.create(begun_at=NOW)
    AgreementArea.objects.create(agreement=agreement, municipality_code=CODE)
    party = Party.objects.create(agreement=agreement, network=network)
    content = Content(
        (CODE,),
        (PartyLine(party.pk, "Møn"),),
        (TaskLine(1, "Holde møder", "Møder", "", {party.pk: "responsible"}), TaskLine(2, "Finde lokaler", "Møder")),
    )
    review = date(2028, 1, 1)
    version = Version.objects.create(
        agreement=agreement, number=1, content=as_values(content), digest=digest_of(content, review),
        review_date=review, state="force", put_out_at=NOW, in_force_at=NOW,
    )  # fmt: skip
    version.sign_offs.create(party=party, said="signed", digest=version.digest, name="Karen Holm", at=NOW)
    return conference


def told_apart(everything: Everything) -> dict[str, Any]:
    """What is put into the addresses so that they lead to something."""
    return {
        "/networks/": {"slug": everything.network.slug},
        "/businesses/": {"slug": "moen-moelle"},
        "/funds/": {"slug": everything.fund.slug},
        "/meetings/": {"meeting_id": everything.meeting.pk},
        "/calls/": {"call_id": everything.call.pk},
        "/entries/": {"entry_id": everything.entry.pk},
        "/conferences/": {"conference_id": everything.conference.pk},
        "/municipalities/": {"code": "0390"},
    }
