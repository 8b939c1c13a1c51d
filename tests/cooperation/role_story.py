"""A division of roles the journeys go on from: one version in force and soon to be looked at again, the next one out."""

from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.accounts.services import known_or_new
from mikrovirk.cooperation.models import Agreement, Party
from mikrovirk.cooperation.services import agreements, asking, carrying, drafting, signing
from mikrovirk.networks.models import Network

LIBRARY, NOTE = "Biblioteket ved havnen", "Biblioteket låser op om aftenen."
WORDS = (LIBRARY, NOTE)  # what they wrote, in mails
A_DAY = timedelta(days=1)
ELSEWHERE = "0360"  # the example region has agreements of its own in the other two


def tell(network: Network, coordinator: User, *, at: datetime) -> Agreement:
    """Every mail about it is drafted, and every page has something to show."""
    agreement = agreements.begin(
        [ELSEWHERE],
        tasks=[("Møderne", title, "") for title in ("Find oplægsholdere", "Lån lokaler ud", "Ryd op")],
        parties=[network],
        network=network,
        by=coordinator,
        at=at - 90 * A_DAY,
    )
    library = drafting.add_party(agreement, other_name=LIBRARY, email="havnen@bibliotek.example")
    own = agreement.parties.exclude(pk=library.pk).get()
    speakers, rooms, cleaning = agreement.tasks.all()
    drafting.set_part(speakers, own, "responsible")
    agree(agreement, [own, library], at=at - 90 * A_DAY)
    asking.remind_due(now=at)
    drafting.set_part(rooms, library, "responsible")
    drafting.remove_task(cleaning, at=at)
    drafting.remove_party(drafting.add_party(agreement, other_name="Foreningen", email="post@forening.example"), at=at)
    for task in (None, rooms):
        drafting.comment(agreement, task=task, text="Hvem låser op?", name="Bo Lund", party=library, by=None, at=at)
    carrying.by_other(speakers, "Åben aften", timezone.localdate(at), party=library, by=coordinator, at=at)
    agreements.put_out(agreement, review_date=timezone.localdate(at + 300 * A_DAY), note=NOTE, by=coordinator, at=at)
    return agreement


def agree(agreement: Agreement, parties: list[Party], *, at: datetime) -> None:
    """The draft, signed by all; to be looked at again in four months."""
    version = agreements.put_out(agreement, review_date=timezone.localdate(at + 120 * A_DAY), by=None, at=at)
    for party in parties:
        signing.answer(version, party, digest=version.digest, said="signed", name="Bo Lund", by=None, at=at)


def links() -> list[str]:
    """The pages behind the links of the parties."""
    return [asking.link_of(party, known_or_new(party.email)) for party in Party.objects.exclude(email="")]
