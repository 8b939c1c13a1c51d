"""Divisions of roles: an agreement with three parties, of which one signs by a mailed link."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Agreement, Party, SignOff, Task, Version
from mikrovirk.cooperation.queries.agreements import content_of
from mikrovirk.cooperation.services import agreements, drafting, signing
from mikrovirk.networks.models import Network, Organisation, Role
from tests import factories

VORDINGBORG = "0390"
REVIEW = date(2027, 11, 1)


@dataclass
class Story:
    """An agreement with its parties and people: Mona runs the network, Preben is the municipality's."""

    agreement: Agreement
    network: Network
    town: Organisation
    mona: User
    preben: User
    parties: dict[str, Party]
    tasks: list[Task]

    def part(self, number: int, party: str, kind: str) -> None:
        drafting.set_part(self.tasks[number], self.parties[party], kind)

    def put_out(self, *, at: datetime = factories.NOW, review: date = REVIEW, note: str = "") -> Version:
        return agreements.put_out(self.agreement, review_date=review, note=note, by=self.mona, at=at)

    def answer(self, version: Version, party: str, said: str = "signed", why: str = "", **more: object) -> SignOff:
        words = {"digest": version.digest, "by": None, "at": factories.NOW, "name": "Nn", **more}
        return signing.answer(version, self.parties[party], said=said, why=why, **words)  # type: ignore[arg-type]

    def agree(self, *, at: datetime = factories.NOW, review: date = REVIEW) -> Version:
        """The draft as it stands, signed by all."""
        version = self.put_out(at=at, review=review)
        for party in content_of(version).parties:
            name = next(name for name, row in self.parties.items() if row.pk == party.key)
            self.answer(version, name, at=at)
        version.refresh_from_db()
        return version


def story(code: str = VORDINGBORG, *, tasks: tuple[str, ...] = ("Find oplægsholdere", "Lån lokaler ud")) -> Story:
    """The draft of a municipality: its own, a network and a library; nobody has a part yet."""
    network = factories.network(f"net-{code}", name=f"MikroVirk {code}", municipality_code=code)
    town = factories.organisation(
        f"kommune-{code}", name=f"Kommune {code}", kind="municipality", municipality_code=code
    )
    mona = factories.coordinator(network)
    preben = factories.user("Preben Lindskov")
    Role.objects.create(
        user=preben, name=Role.Name.MUNICIPALITY, organisation=town, since_date=factories.TODAY - timedelta(days=9)
    )
    agreement = agreements.begin(
        [code],
        tasks=[("Møderne", title, "") for title in tasks],
        parties=[town, network],
        network=network,
        by=mona,
        at=factories.NOW,
    )
    drafting.add_party(agreement, other_name="Biblioteket", email="leder@bibliotek.example")
    first, second, third = agreement.parties.all()
    return Story(
        agreement, network, town, mona, preben, {"town": first, "network": second, "library": third}, list(agreement.tasks.all())
    )  # fmt: skip
