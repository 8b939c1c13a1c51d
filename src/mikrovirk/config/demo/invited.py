"""Whom the networks of the example region invite: a list with letters sent, one who comes, one who said no thanks."""

from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import ContactUse, ListedBusiness
from mikrovirk.overview.queries.inviting import Wanted, candidates
from mikrovirk.overview.services import inviting

State = ListedBusiness.State
LETTER = (
    "Kære nabo\n\nVi er små virksomheder, der mødes én gang om måneden. Næste gang vil vi gerne se dig.\n\n"
    "Det koster ikke noget, og du behøver ikke at melde dig ind i noget."
)
OUTCOMES = (
    (State.COMING, "Vil gerne høre oplægget om priser. Kommer sammen med sin nabo."),
    (State.DECLINED, "Har ikke tid og vil ikke spørges igen."),
    (State.LATER, "Ring efter sommeren."),
)


def invite(network: Network, by: User, *, first: int, later: int, now: datetime) -> None:
    """Letters to the `first`, of whom three have answered, and `later` more who are only chosen."""
    at = now - timedelta(days=40)
    put_on(network, first, by, at=at)
    inviting.use_list(
        network,
        form=ContactUse.Form.LETTERS,
        purpose="Invitation til næste møde",
        text=LETTER,
        by=by,
        at=at + timedelta(hours=1),
    )
    rows = ListedBusiness.objects.filter(network=network).order_by("pk")
    for number, (row, (state, note)) in enumerate(zip(rows, OUTCOMES, strict=False)):
        inviting.note_outcome(row, state=state, note=note, by=by, at=at + timedelta(days=6 + number))
    put_on(network, later, by, at=now - timedelta(days=4))


def put_on(network: Network, count: int, by: User, *, at: datetime) -> None:
    found = candidates(network, Wanted(new_only=True))
    assert found is not None
    inviting.put_on_list(network, found.unit_ids[:count], by=by, at=at)
