"""A draft season shown to the members of a network, for tests."""

from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Topic
from mikrovirk.voice.models import Consultation, Point, Source
from mikrovirk.voice.services import consultation_comments, consultations, consulting
from mikrovirk.voice.services.consultation_comments import Place
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


def pages_of(place: Network) -> dict[str, dict[str, int | str]]:
    """The keys in the addresses of every page about a draft: one that is open, with a comment from paper."""
    made = opened(place, at=timezone.now())
    point = points(made)[0]
    said = consultation_comments.comment(made, point, "Gerne", place=Place(Source.PAPER), at=timezone.now())
    keys: dict[str, int | str] = {"pk": made.pk, "number": 1}
    with_point, with_comment = keys | {"point_pk": point.pk}, keys | {"comment_pk": said.comment.pk}
    plain = (
        "edit point_new publish changes close remove answers adopt undo paper sheet paper_comment version version_pdf"
    )
    return {
        "voice:consultation": keys,
        **{f"voice:consultation_{name}": keys for name in plain.split()},
        "voice:consultation_point": with_point,
        "voice:consultation_point_move": with_point,
        "voice:consultation_point_remove": with_point,
        "voice:consultation_answer": with_point,
        "voice:consultation_hide": with_comment,
        "voice:consultation_paper_remove": with_comment,
    }
