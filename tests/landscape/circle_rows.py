"""Two networks in the circle, and something of everything that one of them can share."""

from dataclasses import dataclass
from datetime import timedelta

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Shared
from mikrovirk.landscape.queries.circle import Choice, could_share
from mikrovirk.landscape.services.circle import share
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Material, Talk
from tests import factories

NOW = factories.NOW


@dataclass
class Circle:
    """Who gives and who takes."""

    giver: Network
    taker: Network
    gerda: User
    tage: User

    def choice(self, kind: str) -> Choice:
        return next(choice for choice in could_share(self.giver) if choice.kind == kind)

    def shares(self, kind: str) -> Shared:
        choice = self.choice(kind)
        return share(self.giver, choice, by=self.gerda, at=NOW, note="Virker altid.", speaker_agreed=True)


def circle() -> Circle:
    giver, taker = factories.network("giver"), factories.network("tager")
    made = Circle(
        giver,
        taker,
        factories.coordinator(giver, email="gerda@giver.example"),
        factories.coordinator(taker, email="tage@tager.example"),
    )
    factories.format_1_0(giver)
    factories.venue(giver, name="Laden", town="Stege", capacity=40)
    speaker = factories.user("Tove Tal", email="tove@tal.example")
    talk = Talk.objects.create(
        network=giver,
        title="Moms uden mavepine",
        lines="Tre greb.",
        speaker=speaker,
        speaker_name="Tove Tal",
        speaker_from="Tal & Co.",
        state=Talk.State.ACCEPTED,
    )
    Material.objects.create(talk=talk, kind=Material.Kind.CHECKLIST, title="Momsfrister", text="1. marts")
    Mailing.objects.create(
        network=giver,
        kind="programme.invitation",
        occasion="meeting:1",
        subject="Kom og mød os",
        body="Hej {first_name}\n\nKom!",
        due_at=NOW + timedelta(days=1),
    )
    return made
