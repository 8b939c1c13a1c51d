"""Writes: the host shows a draft point by point; phones say what they think of each, by one tap or in words."""

from django.utils.translation import gettext as _

from mikrovirk.live.changes import touch
from mikrovirk.live.models import DraftShown, Evening
from mikrovirk.live.queries import drafts as queries
from mikrovirk.live.queries.drafts import Shown
from mikrovirk.live.saying import Refused, Said, from_host, from_room
from mikrovirk.live.services import screen
from mikrovirk.voice.models import Consultation, Point, PointSupport, Source
from mikrovirk.voice.services import consultation_comments
from mikrovirk.voice.services.consultation_comments import Author, Place

ON_SCREEN = {"what": "draft"}
LONGEST = 1000  # letters of a comment from a phone in the hall


# --- the host --------------------------------------------------------------------------------------------------------


@from_host("draft")
def show_draft(said: Said) -> None:
    """Show a draft from its first point on; the one that is shown already goes on where it was."""
    found = queries.to_choose(said.evening, now=said.at).filter(pk=said.number("consultation")).first()
    if found is None:
        raise Refused(_("That draft takes no more comments."))
    goes_on = DraftShown.objects.filter(evening=said.evening, consultation=found).update(closed_at=None)
    if not goes_on:
        anew = {"consultation": found, "point": None, "is_counted": False, "opened_at": said.at, "closed_at": None}
        DraftShown.objects.update_or_create(evening=said.evening, defaults=anew)
    screen.show(said.evening, ON_SCREEN)
    touch(said.evening, "draft", "draft_host", "mine")


@from_host("draft_point")
def go_to_point(said: Said) -> None:
    """Another point, on the screen and on the phones; its count is hidden until the host shows it."""
    shown = shown_now(said.evening, said)
    key = said.number("point")
    if not any(point.key == key for point in shown.points):
        raise Refused(_("That point is not in the draft any more."))
    DraftShown.objects.filter(pk=shown.row.pk).update(point=key, is_counted=False)
    screen.show(said.evening, ON_SCREEN)
    touch(said.evening, "draft", "draft_host")


@from_host("draft_count")
def show_count(said: Said) -> None:
    """How many are for and against, on the screen or no more."""
    shown = shown_now(said.evening, said)
    DraftShown.objects.filter(pk=shown.row.pk).update(is_counted=bool(said.detail.get("shown")))
    screen.show(said.evening, ON_SCREEN)
    touch(said.evening, "draft_host")


@from_host("draft_done")
def be_done(said: Said) -> None:
    """The screen follows the evening again, and the phones show no point."""
    DraftShown.objects.filter(evening=said.evening, closed_at=None).update(closed_at=said.at)
    said.evening.refresh_from_db(fields=["showing"])
    if said.evening.showing == ON_SCREEN:
        screen.show(said.evening, {})
    touch(said.evening, "draft", "draft_host")


def shown_now(evening: Evening, said: Said) -> Shown:
    """What is shown; raise Refused where the host is done with it."""
    shown = queries.shown_of(evening, now=said.at)
    if shown is None:
        raise Refused(_("No draft is shown just now."))
    return shown


# --- the room --------------------------------------------------------------------------------------------------------


@from_room("draft_stance")
def take_stance(said: Said) -> None:
    """ "Good idea" or "not for me"; the last tap counts. It counts for whoever holds the phone, where that is known."""
    point = point_of(said)
    stance = said.detail.get("stance")
    if said.phone is None or stance not in PointSupport.Stance.values:
        raise Refused(_("That is not there any more."))
    person = said.phone.sign_up.person if said.phone.sign_up else None
    try:
        consultation_comments.take_stance(
            point,
            "" if said.detail.get("take_back") else str(stance),
            at=said.at,
            person=person,
            phone=None if person else said.phone.key,
            meeting=said.evening.meeting,
        )
    except consultation_comments.IsClosed as error:
        raise Refused(_("That draft takes no more comments.")) from error
    is_seen = DraftShown.objects.filter(evening=said.evening, closed_at=None, is_counted=True).exists()
    touch(said.evening, "draft_host", *(["showing"] if is_seen else []))


@from_room("draft_comment")
def take_comment(said: Said) -> None:
    """A comment on a point: it lands among what members say, with the meeting it was said at."""
    point = point_of(said)
    place = Place(Source.HALL, said.evening.meeting, f"hall:{said.client_id}")
    try:
        consultation_comments.comment(
            point.consultation,
            point,
            said.text("text", at_most=LONGEST),
            author=author_of(said),
            place=place,
            at=said.at,
        )
    except consultation_comments.IsClosed as error:
        raise Refused(_("That draft takes no more comments.")) from error
    touch(said.evening, "draft_host")


def author_of(said: Said) -> Author:
    """Whoever holds the phone, unless they want to be nobody; the other members are told the name if they said so."""
    who = said.detail.get("who")
    if who == "anonymous" or said.phone is None:
        return Author()
    row = said.phone.sign_up
    person = row.person if row else None
    name = "" if person else (row.name if row else said.phone.name)
    return Author(person, name, is_named=who == "named")


def point_of(said: Said) -> Point:
    """The point it is about, of a draft that was shown this evening; raise Refused."""
    shown = Consultation.objects.filter(pk__in=DraftShown.objects.filter(evening=said.evening).values("consultation"))
    rows = Point.objects.filter(consultation__in=shown, pk=said.number("point"))
    found = rows.select_related("consultation__network", "consultation__round", "topic").first()
    if found is None:
        raise Refused(_("That point is not in the draft any more."))
    return found
