"""What is told of the example region's evenings: a recap that everybody reads, and one that is begun and waits too long."""

from datetime import datetime, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from mikrovirk.accounts.models import User
from mikrovirk.common import pictures
from mikrovirk.live.models import Agreed, Evening, Photo, Recap
from mikrovirk.live.services import photos, recap, room
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.queries import people_with
from mikrovirk.programme.models import Meeting

AGREED = ("Karen laver en liste over ledige lokaler i Nykøbing", "Vi prøver at begynde en halv time før næste gang")
# What it shows, who is on it, and what has become of it.
PHOTOS = (
    ("Salen lytter til oplægget", "", "shown"),
    ("To, der fandt hinanden over kaffen", "Bent og Tove", "not asked yet"),
    ("Ved kaffen", "", "taken away"),
)
WALL, TABLE, PEOPLE = "#e6d5b8", "#8a6d4b", ("#0f5c55", "#a8321f", "#4d6a8a", "#7a5c99", "#c08a2d")


def tell_of_last(network: Network, *, now: datetime) -> None:
    """The last evening has a recap that everybody reads, with a photo."""
    meeting = last_held(network, now)
    if meeting and meeting.recap:
        Recap.objects.create(
            meeting=meeting,
            text=meeting.recap,
            kept_at=meeting.ends_at,
            published_at=meeting.ends_at + timedelta(hours=14),
        )
        add_photo(room.open_evening(meeting, at=meeting.starts_at), *PHOTOS[0], by=None, at=meeting.ends_at)


def begin_to_tell(network: Network, *, now: datetime) -> None:
    """The coordinator has begun to write what came of the last evening, and has not come further."""
    meeting, by = last_held(network, now), people_with(network, Role.Name.COORDINATOR).first()
    if meeting is None:
        return
    evening = room.open_evening(meeting, at=meeting.starts_at)
    for minutes, text in enumerate(AGREED):
        Agreed.objects.create(evening=evening, text=text, at=meeting.ends_at - timedelta(minutes=5 - minutes), by=by)
    for caption, who, state in PHOTOS:
        add_photo(evening, caption, who, state, by=by, at=meeting.ends_at)
    text, for_members = recap.drafted(meeting)
    recap.keep(meeting, text=text, for_members=for_members, at=meeting.ends_at + timedelta(hours=15))


def last_held(network: Network, now: datetime) -> Meeting | None:
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=now)
    return held.select_related("network").order_by("-starts_at").first()


def add_photo(evening: Evening, caption: str, who: str, state: str, *, by: User | None, at: datetime) -> Photo:
    """A drawn photo in that state."""
    photo = photos.add(
        evening, drawn(len(caption)), who=who, all_agreed=state == "shown", caption=caption, by=by, at=at
    )
    if state == "shown":
        photos.change(photo, caption=caption, who=who, all_agreed=True, in_recap=True)
    if state == "taken away":
        Photo.objects.filter(pk=photo.pk).update(hidden_at=at + timedelta(days=1), agreed="")
    return photo


def drawn(number: int) -> "ContentFile[bytes]":
    """People at a table, seen from behind, in flat colours."""
    picture = Image.new("RGB", (1200, 900), WALL)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((380, 120, 820, 380), fill="#ffffff", outline=TABLE, width=8)
    for place in range(7):
        left, colour = 40 + place * 165, PEOPLE[(place * 3 + number) % len(PEOPLE)]
        top = 430 + (place * number) % 3 * 30
        pen.ellipse((left + 30, top, left + 120, top + 100), fill="#d9a983")
        pen.rounded_rectangle((left, top + 95, left + 150, 900), radius=60, fill=colour)
    written = BytesIO()
    picture.save(written, "JPEG")
    return pictures.rewritten(written, size=written.tell(), longest=photos.LONGEST_SIDE)
