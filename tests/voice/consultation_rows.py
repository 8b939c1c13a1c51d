"""A draft season shown to the members of a network, for tests."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Topic
from mikrovirk.voice.models import Consultation, Point, Source
from mikrovirk.voice.services import adopting, consultation_comments, consultations, consulting
from mikrovirk.voice.services.adopting import Words
from mikrovirk.voice.services.consultation_comments import Author, Place
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


def furnish(place: Network, people: Sequence[Person], by: User) -> None:
    """A draft in every state: being written, changed while it is open, closed with an answer missing, and adopted."""
    now = timezone.now()
    draft(place, at=now)
    for state in ("open", "closed", "adopted"):
        made = opened(place, at=now - timedelta(days=3))
        talk_about(made, people, by, at=now - timedelta(days=2))
        if state == "adopted":
            consultation_comments.answer(points(made)[1], "Tak for det.", by=by, at=now)
            adopting.adopt(made, Words("Foråret er vedtaget", "Det var der opbakning til."), by=by, at=now)
        elif state == "closed":
            consulting.close(made, at=now)


def talk_about(made: Consultation, people: Sequence[Person], by: User, *, at: datetime) -> None:
    """Taps and comments from members, the hall and paper, an answer, and a change that was shown."""
    first, second, third = points(made)
    for person in people[:3]:
        consultation_comments.take_stance(first, "for", person=person, at=at)
    said = [
        consultation_comments.comment(made, first, "Hellere tirsdag", author=Author(people[0]), at=at),
        consultation_comments.comment(made, first, "Gerne", author=Author(people[1], is_named=True), at=at),
        consultation_comments.comment(made, second, "Jeg vil gerne øve mig", at=at),
        consultation_comments.comment(
            made, None, "Godt set", author=Author(name="Mie"), at=at, place=Place(Source.PAPER)
        ),
    ]
    consultation_comments.hide(said[2].comment, at=at)
    consultation_comments.answer(first, "Tirsdag er optaget.", by=by, at=at, outcome="no")
    consultation_comments.answer(made, "Tak for alle svar.", by=by, at=at)
    consultation_comments.count_paper(first, meeting=None, in_favour=4, against=1, by=by, at=at)
    consultations.change_point(third, Details("Altid en tirsdag", third.text))
    consulting.show_changes(made, why="Det bad flere om.", by=by, at=at)


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
