"""States of the stream for whoever reads every page: sorted and not, overdue, told and not, and a round with conclusions."""

from datetime import timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import InputRound, Outcome, Theme
from mikrovirk.voice.services import receipts, telling
from tests.voice import stream_rows as rows


def furnish(place: Network, people: list[Person], by: User) -> None:
    """Something of everything that can lie in the stream."""
    now = timezone.now()
    asked = rows.round_of(place, title="Før sommeren", state=InputRound.State.CLOSED)
    open_theme, closed = rows.theme(place, "Mødetider", round=asked), rows.theme(place, "Kaffen", closed_at=now)
    for text in ("Kan vi mødes om morgenen?", "Et morgenmøde ville passe mig", "Morgenmøder, tak", "Helst om morgenen"):
        rows.said(place, text, person=people[1], at=now - timedelta(days=70), round=asked)
    rows.said(place, "Jeg kan kun om morgenen", person=people[2], theme=open_theme, round=asked, at=now)
    rows.said(place, "Kl. 8 er bedst", person=people[3], theme=open_theme, outcome=Outcome.TAKEN_UP, at=now)
    rows.said(place, "Kaffen var kold", name="Grethe på torvet", theme=closed, outcome=Outcome.NO, at=now)
    word = rows.said(place, "Det trækker ved døren", at=now)
    receipts.add_word(word, "Også om sommeren", at=now)
    rows.said(place, "Mere plads", theme=open_theme, outcome=Outcome.LATER, at=now)
    told = rows.said(place, "Bedre stole", person=people[4], outcome=Outcome.NOTED, at=now, round=asked)
    telling.tell(place, None, at=now)
    telling.tell(place, asked, at=now)
    telling.told_in_person(place, [told.pk], by=by, at=now)
    for text in ("Flere kan komme om morgenen.", "Kaffen skal være varm."):
        asked.conclusions.create(position=asked.conclusions.count() + 1, text=text)
    asked.conclusions.get(position=1).themes.add(open_theme)
    read = rows.round_of(place, title="Sidste år", state=InputRound.State.CONCLUDED, concluded_at=now)
    read.conclusions.create(position=1, text="Vi mødes en gang om måneden.", office_at=now, steering_at=now)


def links(place: Network) -> list[str]:
    """Receipts: of what has its outcome, and of what waits."""
    anonymous = place.inputs.exclude(receipt="").order_by("outcome", "pk")
    return [f"/r/{row.receipt}/" for row in [*anonymous[:2], *anonymous.reverse()[:1]]]


def themes(place: Network) -> list[int]:
    return list(Theme.objects.filter(network=place).order_by("closed_at", "pk").values_list("pk", flat=True))


def inputs(place: Network) -> list[int]:
    """One of each standing."""
    rows_of = (
        place.inputs.filter(erased_at=None).order_by("outcome", "told_at", "pk").values_list("pk", "outcome", "told_at")
    )
    found = {(outcome, told is not None): pk for pk, outcome, told in rows_of}
    return list(found.values())
