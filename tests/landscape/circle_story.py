"""What coordinators have with each other, for the journeys: meetings held together, a question, what is shared and borrowed."""

from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.landscape.queries.circle import could_share
from mikrovirk.landscape.services import circle_questions
from mikrovirk.landscape.services.borrowing import borrow
from mikrovirk.landscape.services.circle import share
from mikrovirk.networks.models import Network
from mikrovirk.programme.services import joint, meetings
from tests import factories

WORDS = ("Skal vi slå os sammen?", "Hvem brygger kaffen?", "Der er plads til alle.")  # the coordinators' own


def tell(network: Network, coordinator: User, *, at: datetime) -> None:
    """Another network says no, then yes, and leaves it; one coordinator asks, the other answers."""
    other = factories.network(name="Nabonettet", municipality_code=network.municipality_code)
    neighbour = factories.coordinator(other, email="nabo@nabonettet.example")
    meeting = meetings.add_meeting(network, starts_at=at + timedelta(days=40), at=at, title="Sammen er vi flere")
    asked = joint.ask_partner(meeting, other, by=coordinator, words=WORDS[0], at=at)
    joint.decline(asked, by=neighbour, at=at)
    joint.accept(asked, by=neighbour, at=at)
    joint.withdraw(asked, by=neighbour, of=other, at=at)
    question = circle_questions.ask(network, subject="Kaffe", text=WORDS[1], by=coordinator, at=at)
    circle_questions.answer(question, other, text="Vi gør.", by=neighbour, at=at)
    abroad = factories.meeting(other, starts_at=at + timedelta(days=30), title="Naboaften", state="published")
    joint.accept(joint.ask_partner(abroad, network, by=neighbour, at=at), by=coordinator, at=at)
    for giver, taker, who in ((other, network, coordinator), (network, other, neighbour)):
        factories.venue(giver, name=f"Laden i {giver.name}")
        choice = next(each for each in could_share(giver) if each.kind == "venue")
        borrow(share(giver, choice, by=who, at=at, note="Der er plads til alle."), taker, by=who, at=at)
