"""Guldborgsund: asked just now, a draft that waits for its answers, a wish refused, and one nobody has dealt with."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mikrovirk.config.demo.asked import Group, answer_numbers, answer_unnamed, answers, ask, send
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Outcome, Source
from mikrovirk.voice.services import answering, consultation_comments, consultations, consulting, outcomes
from mikrovirk.voice.services.stream import receive

LATELY = (
    "Flere møder på Lolland-siden, ellers kommer jeg ikke.",
    "Jeg savner tid til at snakke. Oplæggene er for lange.",
    "Kan vi få kaffen før oplægget?",
    "Det er godt, som det er. Tak for arbejdet.",
)


def begin_the_loop(network: Network, members: Sequence[Person], *, now: datetime) -> None:
    """A round that is open, a draft whose comments wait for answers, a wish refused, and something nobody has dealt with."""
    group = Group.of(network, members)
    round = ask(group, "Hvad skal vi ændre?", opened_at=now - timedelta(days=9), days=16)
    asks = list(round.asks.select_related("person__user").order_by("pk"))
    for number, (each, text) in enumerate(zip(asks, LATELY, strict=False)):
        answering.answer(each, answers(round, text, rating=3), at=now - timedelta(days=7, hours=number))
    answer_unnamed(round, asks[len(LATELY) : len(LATELY) + 1], at=now - timedelta(days=6))
    answer_numbers(round, asks[10:22], at=now - timedelta(days=8))
    old = receive(
        network,
        source=Source.OFFICE,
        text="Kan netværket ikke betale for en fælles stand på messen?",
        at=now - timedelta(days=90),
        person=members[6],
    )
    outcomes.give(
        old,
        outcomes.Given(Outcome.NO, "Tak for idéen. Det kan vi ikke, fordi netværket ingen penge har selv."),
        by=group.coordinator,
        at=now - timedelta(days=80),
    )
    receive(
        network,
        source=Source.MAIL,
        text="Jeg har foreslået en aften om eksport to gange og ikke hørt noget.",
        at=now - timedelta(days=72),
        person=members[9],
    )
    draft = consultations.new_draft(
        network,
        title="Sådan holder vi møder i fremtiden",
        intro="Tre forslag fra styregruppen.",
        by=group.coordinator,
        at=now - timedelta(days=40),
    )
    for title in ("Kaffe og snak de første tyve minutter", "Hvert andet møde på Lolland-siden", "Kortere oplæg"):
        consultations.add_point(draft, consultations.Details(title=title))
    opened_at = now - timedelta(days=35)
    send(
        consulting.publish(draft, until=now - timedelta(days=12), by=group.coordinator, at=opened_at),
        group,
        at=opened_at,
    )
    draft.refresh_from_db()
    points = list(draft.points.order_by("position"))
    for number, person in enumerate(members[:15]):
        consultation_comments.take_stance(
            points[number % 3], "for", at=opened_at + timedelta(hours=number), person=person
        )
    consultation_comments.comment(
        draft,
        points[1],
        "Hvis I gør det, kører jeg gerne nogen.",
        at=opened_at,
        author=consultation_comments.Author(members[4]),
    )
    consulting.close(draft, at=now - timedelta(days=12))
