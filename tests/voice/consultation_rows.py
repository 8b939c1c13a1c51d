"""A draft season shown to the members of a network, for tests."""

from datetime import datetime, timedelta

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Topic
from mikrovirk.voice.models import Consultation, Point
from mikrovirk.voice.services import consultations, consulting
from mikrovirk.voice.services.consultations import Details
from tests import factories as f


def draft(place: Network, *, at: datetime = f.NOW) -> Consultation:
    """A season of two meetings and a wish that has no day."""
    made = consultations.new_draft(place, title="Foråret 2027", intro="To møder, to steder.", by=None, at=at)
    topic, _new = Topic.objects.get_or_create(network=place, name="Moms", defaults={"about": "Moms på en aften."})
    venue, format = f.venue(place), f.format_1_0(place)
    first, second = at + timedelta(days=49, hours=7), at + timedelta(days=84, hours=7)
    consultations.add_point(made, Details("Moms uden mavepine", "", first, format, topic, venue))
    consultations.add_point(made, Details("Salg uden at sælge", "Vi øver os.", second, format, None, venue))
    consultations.add_point(made, Details("Altid en mandag", "Så er den fast."))
    return made


def opened(place: Network, *, at: datetime = f.NOW) -> Consultation:
    """The same, shown to the members for two weeks."""
    made = draft(place, at=at)
    consulting.publish(made, until=at + timedelta(days=14), by=None, at=at)
    made.refresh_from_db()
    return made


def points(consultation: Consultation) -> list[Point]:
    return list(consultation.points.select_related("consultation__network", "topic"))
