"""Who does what in the example region: in force and overdue for a new look, declined, taken back, and a draft with a gap."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Agreement, Conference, Party, SignOff, Version
from mikrovirk.cooperation.queries.reality import calls_in, meetings_in
from mikrovirk.cooperation.services import agreements, carrying, drafting, signing
from mikrovirk.cooperation.standard_tasks import SUGGESTED
from mikrovirk.networks.models import Network, Organisation

A_DAY = timedelta(days=1)
KINDS = {"R": "responsible", "B": "contributes", "S": "consulted", "O": "informed"}
# Who does what: a letter for each of the parties (municipality, business council, network, library), "-" for nothing.
SHARED_OUT = (
    *["RBB-", "-RBB", "RSS-", "ORB-", "-RB-", "-BR-", "-BRB"],
    *["B--R", "--R-", "OBR-", "BRBB", "RBS-", "RSS-", "BRBO"],
)
# The places of some tasks among the usual ones.
MONEY, SEASON, SPEAKERS, ROOMS, WELCOME, ASKED, TOLD, CONFERENCES, STRATEGY = 2, 5, 6, 7, 8, 9, 10, 11, 12


@dataclass(frozen=True)
class Place:
    """The parties of one municipality."""

    code: str
    network: str
    offices: tuple[str, str]  # the municipality's, the business council's
    library: str
    library_email: str


PLACES = (
    Place(
        "0390",
        "mikrovirk",
        ("vordingborg-kommune", "vordingborg-erhverv"),
        "Vordingborg Bibliotekerne",
        "lene@vordingborgbib.example",
    ),
    Place(
        "0376",
        "mikronet",
        ("guldborgsund-kommune", "guldborgsund-erhvervsraad"),
        "Guldborgsund-bibliotekerne",
        "birthe@guldborgsundbib.example",
    ),
)


def fill(*, now: datetime) -> None:
    """Both municipalities in mid-life."""
    for place in PLACES:
        network = Network.objects.get(slug=place.network)
        coordinator = User.objects.get(email=f"koordinator@{place.network}.example")
        agreement = begun(place, network, coordinator, at=now - 420 * A_DAY)
        agree(agreement, coordinator, review=now - 12 * A_DAY, at=now - 400 * A_DAY)
        carry_out(agreement, coordinator, now=now)
        write_on(agreement, coordinator, now=now)
        if place.code == "0390":
            declined_and_taken_back(agreement, coordinator, now=now)
            leave_a_gap(agreement)
        else:
            waits_with_a_no(agreement, coordinator, now=now)


def begun(place: Place, network: Network, by: User, *, at: datetime) -> Agreement:
    """The usual tasks, shared out."""
    parties = [Organisation.objects.get(slug=slug) for slug in place.offices]
    tasks = [(str(each.group), str(each.title), str(each.about)) for each in SUGGESTED]
    agreement = agreements.begin([place.code], tasks=tasks, parties=[*parties, network], network=network, by=by, at=at)
    drafting.add_party(agreement, other_name=place.library, email=place.library_email)
    found = list(agreement.parties.all())
    for task, letters in zip(agreement.tasks.all(), SHARED_OUT, strict=True):
        for party, letter in zip(found, letters, strict=True):
            drafting.set_part(task, party, KINDS.get(letter, ""))
    return agreement


def agree(agreement: Agreement, by: User, *, review: datetime, at: datetime) -> None:
    """All sign the first version within a month."""
    version = agreements.put_out(agreement, review_date=timezone.localdate(review), by=by, at=at)
    for number, party in enumerate(agreement.parties.all()):
        sign(version, party, at=at + (3 + 6 * number) * A_DAY)


def sign(version: Version, party: Party, *, at: datetime, why: str = "") -> None:
    """Signed; declined where there is a reason."""
    signing.answer(
        version, party, digest=version.digest, said=SignOff.Said.DECLINED if why else SignOff.Said.SIGNED,
        name=signer(party), why=why, by=None, by_link=bool(party.email), at=at,
    )  # fmt: skip


def signer(party: Party) -> str:
    """Whoever answers for it."""
    if party.network:
        return party.network.contact_name or party.name
    if party.organisation:
        role = party.organisation.roles.select_related("user").first()
        return role.user.full_name if role else f"Sekretariatet, {party.name}"
    return party.email.partition("@")[0].capitalize()


def carry_out(agreement: Agreement, by: User, *, now: datetime) -> None:
    """What meetings, calls and conferences did in the year; something was done by another than agreed, something not at all."""
    tasks = list(agreement.tasks.all())
    for number, meeting in enumerate(meetings_in(agreement, now)):
        if meeting.network_id == agreement.network_id:
            carrying.by_meeting(tasks[SPEAKERS if number % 2 else WELCOME], meeting, by=by, at=now)
    for call in calls_in(agreement, now):
        carrying.by_call(tasks[MONEY], call, by=by, at=now)
    codes = agreement.areas.values("municipality_code")
    for conference in Conference.objects.filter(municipality_code__in=codes, called_at__isnull=False):
        carrying.by_conference(tasks[CONFERENCES], conference, by=by, at=now)
    library = agreement.parties.get(network=None, organisation=None)
    network = agreement.parties.get(network=agreement.network)
    for number, title, days, party in (
        (TOLD, "Åben aften for nystartede i læsesalen", 80, library),
        (SEASON, "Styregruppen lagde forårets sæson", 40, network),
        (ASKED, "Personlig mail til alle medlemmer", 60, network),
        (ROOMS, "Læsesalen til tre aftener", 100, library),
    ):
        carrying.by_other(tasks[number], title, timezone.localdate(now - days * A_DAY), party=party, by=by, at=now)


def write_on(agreement: Agreement, by: User, *, now: datetime) -> None:
    """What the parties say of the draft."""
    tasks = list(agreement.tasks.all())
    library = agreement.parties.get(network=None, organisation=None)
    town = agreement.parties.filter(organisation__kind=Organisation.Kind.MUNICIPALITY).first()
    about_rooms = "Vi kan låne læsesalen ud to aftener om ugen, hvis nogen låser op."
    drafting.comment(
        agreement, task=tasks[ROOMS], text=about_rooms, name=signer(library), party=library, by=None, at=now - 9 * A_DAY
    )  # fmt: skip
    if town:
        text = "Skal netværkene ikke høres, før planen kommer for udvalget?"
        drafting.comment(agreement, task=tasks[STRATEGY], text=text, name=signer(town), party=town, by=None, at=now - 6 * A_DAY)  # fmt: skip


def declined_and_taken_back(agreement: Agreement, by: User, *, now: datetime) -> None:
    """The second version found no agreement: the business council said no, and it was taken back."""
    council = agreement.parties.filter(organisation__kind=Organisation.Kind.BUSINESS_COUNCIL).first()
    if council is None:
        return
    conferences = agreement.tasks.get(position=CONFERENCES)
    drafting.set_part(conferences, council, "responsible")
    review = timezone.localdate(now + 350 * A_DAY)
    version = agreements.put_out(agreement, review_date=review, note="Erhvervsrådet holder konferencerne med.", by=by, at=now - 30 * A_DAY)  # fmt: skip
    sign(
        version,
        council,
        at=now - 26 * A_DAY,
        why="Vi kan ikke både have ansvaret og være to om det. Hvem kalder sammen?",
    )
    agreements.take_back(agreement, at=now - 20 * A_DAY)


def leave_a_gap(agreement: Agreement) -> None:
    """A task that came up at the conference, and that nobody has taken."""
    group = agreement.tasks.get(position=ROOMS).group
    drafting.add_task(
        agreement, title="Find værksteder, man har råd til", group=group, about="Spurgt efter på konferencen."
    )


def waits_with_a_no(agreement: Agreement, by: User, *, now: datetime) -> None:
    """The second version waits: one signed, one said no, the others have not answered."""
    drafting.set_part(agreement.tasks.get(position=CONFERENCES), agreement.parties.get(network=agreement.network), "contributes")  # fmt: skip
    review = timezone.localdate(now + 350 * A_DAY)
    version = agreements.put_out(agreement, review_date=review, note="Netværket hjælper med konferencerne.", by=by, at=now - 8 * A_DAY)  # fmt: skip
    library = agreement.parties.get(network=None, organisation=None)
    sign(version, library, at=now - 5 * A_DAY, why="Vi har fået færre timer og kan ikke låse op om aftenen.")
    sign(version, agreement.parties.filter(organisation__kind=Organisation.Kind.MUNICIPALITY)[0], at=now - 4 * A_DAY)
