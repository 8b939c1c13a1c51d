"""What the steering group of the example region makes of it: a draft of the spring, its meetings, topics and the planner's facts."""

from datetime import datetime, timedelta

from mikrovirk.config.demo.asked import Group, send
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Topic, Venue
from mikrovirk.voice.models import Decision, InputRound, PointSupport
from mikrovirk.voice.queries.agenda import Proposal
from mikrovirk.voice.services import consultation_comments, consultations, consulting, planner_inputs, steering, wishes

POINTS = (
    (
        "Salg på nettet uden at bruge hele dagen",
        "Konkret om webshop, betaling og ordrer, med to af vores egne som eksempler.",
    ),
    ("Moms og regnskab uden ondt i maven", "En revisor tager imod spørgsmål."),
    ("Strategi på én side", "2.0: Den varme stol og tid til at tænke længere frem."),
    ("Vi besøger et værksted på Møn", "Vi kører sammen fra Vordingborg kl. 16.45."),
)
COMMENTS = (
    (0, "Godt! Gerne med tid til at prøve det selv.", True),
    (0, "Kan I også tage billeder af varer med?", False),
    (3, "Jeg kan have fire med i bilen.", True),
    (3, "Kl. 16.45 er for tidligt, når man har butik.", False),
)


def add_consultation(group: Group, round: InputRound, *, now: datetime) -> None:
    """A draft of the spring that members comment on now; one comment has its answer, the others wait."""
    opened_at = now - timedelta(days=6)
    draft = consultations.new_draft(
        group.network,
        title="Udkast til foråret",
        intro="Her er, hvad vi tænker om foråret, ud fra det I skrev. Sig, hvad du mener, punkt for punkt.",
        round=round,
        by=group.coordinator,
        at=opened_at - timedelta(days=3),
    )
    first = now.replace(hour=16, minute=30, second=0, microsecond=0) + timedelta(days=95)
    formats = list(group.network.formats.order_by("position")[:2])
    for number, (title, text) in enumerate(POINTS):
        details = consultations.Details(
            title=title, text=text, starts_at=first + timedelta(days=28 * number), format=formats[number == 2]
        )
        consultations.add_point(draft, details)
    send(
        consulting.publish(draft, until=now + timedelta(days=8), by=group.coordinator, at=opened_at),
        group,
        at=opened_at,
    )
    draft.refresh_from_db()
    points = list(draft.points.order_by("position"))
    for number, person in enumerate(group.members[:24]):
        stance = PointSupport.Stance.AGAINST if number % 7 == 3 else PointSupport.Stance.FOR
        at = opened_at + timedelta(hours=number)
        consultation_comments.take_stance(points[number % 4], stance, at=at, person=person)
        consultation_comments.take_stance(points[0], PointSupport.Stance.FOR, at=at, person=person)
    for number, (point, text, named) in enumerate(COMMENTS):
        author = consultation_comments.Author(group.members[40 + number], is_named=named)
        at = opened_at + timedelta(days=1, hours=number)
        consultation_comments.comment(draft, points[point], text, at=at, author=author)
    consultation_comments.answer(
        points[0], "Ja, vi sætter en halv time af til at prøve.", by=group.coordinator, at=now - timedelta(days=2)
    )


def hold_steering_meetings(group: Group, *, now: datetime) -> None:
    """One that was held, with its minutes, and one to come with its agenda."""
    held_at = now - timedelta(days=45, hours=3)
    held = steering.call_meeting(
        group.network,
        starts_at=held_at,
        lasts=90,
        place="Vordingborg Rådhus, mødesal 2",
        by=group.coordinator,
        at=held_at - timedelta(days=14),
    )
    (point,) = steering.add_points(held, [Proposal("", "Hvad medlemmerne skrev")])
    steering.write_minutes(
        point,
        text="Vi læste alle svar. Tidspunktet er det vigtigste, og afstanden fra Møn det næste.",
        version=0,
        page="",
        by=group.steering[1],
        at=held_at + timedelta(minutes=20),
    )
    Decision.objects.filter(network=group.network).update(steering_meeting=held, point=point)
    steering.note_present(
        held, present=", ".join([group.coordinator.full_name, *(u.full_name for u in group.steering[:4])])
    )
    steering.close_minutes(held, by=group.steering[1], at=held_at + timedelta(hours=2))
    coming = steering.call_meeting(
        group.network,
        starts_at=(now + timedelta(days=9)).replace(hour=15, minute=0, second=0, microsecond=0),
        lasts=90,
        place="Vordingborg Rådhus, mødesal 2",
        by=group.coordinator,
        at=now - timedelta(days=3),
    )
    steering.add_points(
        coming,
        [
            Proposal("", "Kommentarerne til udkastet til foråret"),
            Proposal("overdue", "Det, der skulle være gjort"),
            Proposal("", "Hvem tager imod de nye?"),
        ],
    )


# --- wishes and the planner -------------------------------------------------------------------------------------------

WISHES = ("Prissætning for begyndere", "Kunstig intelligens i en lille virksomhed", "Min første ansatte")


def add_topics(group: Group, *, now: datetime) -> None:
    """Topics members suggested, and who would come for which."""
    for number, name in enumerate(WISHES):
        wishes.suggest(
            group.network, name=name, person=group.members[50 + number], at=now - timedelta(days=30 - number)
        )
    topics = list(Topic.objects.filter(network=group.network, is_active=True).order_by("pk"))
    for number, topic in enumerate(topics):
        for person in group.members[number % 5 : number % 5 + (7 * (number + 3)) % 19]:
            wishes.support(topic, person, at=now - timedelta(days=25))


def add_planner_facts(network: Network, *, now: datetime) -> None:
    """Speakers with what they can speak on, and which days the venues can be had."""
    topics = list(Topic.objects.filter(network=network, is_active=True).order_by("pk"))
    for number, (name, at_most) in enumerate(
        (("Birthe Lyng", 2), ("Kaj Overgaard", 1), ("Solvej Thorup-Madsen", 1), ("Ib Nøddebo", 2))
    ):
        planner_inputs.save_speaker(
            network, name=name, speaks_from="", email="", note="", at_most=at_most, topics=topics[number::4]
        )
    for number, venue in enumerate(Venue.objects.filter(network=network).order_by("pk")):
        planner_inputs.save_hours(
            venue,
            area=venue.town,
            weekdays=[0, 1, 2, 3] if number % 2 else [],
            is_active=True,
            capacity=venue.capacity,
            at=now,
        )
