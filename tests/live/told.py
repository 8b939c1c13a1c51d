"""An evening that was held, with what the hall said, for tests of what is told of it."""

from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

from django.core.files.base import ContentFile
from PIL import Image

from mikrovirk.directory.models import Person
from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Agreed, Ballot, Evening, Phone, Photo, Poll, Question, Support
from mikrovirk.live.services import room
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, ItemKind, Material, Meeting, SignUp, Talk
from tests import factories
from tests.factories import NOW
from tests.live import evenings
from tests.live.evenings import AGENDA_1_0, AGENDA_2_0, Agenda

HELD = NOW - timedelta(hours=16)  # the evening before NOW


def held(place: Network, *, agenda: Agenda = AGENDA_1_0, **fields: object) -> Meeting:
    """A published meeting of yesterday evening."""
    return evenings.meeting(place, agenda=agenda, starts_at=HELD, **fields)  # type: ignore[arg-type]


def evening_of(meeting: Meeting) -> Evening:
    return room.open_evening(meeting, at=meeting.starts_at)


def seat(meeting: Meeting, who: Person, **fields: object) -> HotSeatApplication:
    """Who took the seat, chosen before the evening was opened."""
    facts: dict[str, object] = {
        "network": meeting.network,
        "person": who,
        "kind": "hot_seat",
        "title": "Flere kunder om vinteren",
        "brief": "Jeg har prøvet alt.",
        "state": HotSeatApplication.State.CHOSEN,
        "meeting": meeting,
        "applied_at": HELD,
        "chosen_at": HELD,
    }
    return HotSeatApplication.objects.create(**{**facts, **fields})


def talk(meeting: Meeting) -> Talk:
    made = Talk.objects.create(
        network=meeting.network,
        meeting=meeting,
        title="Moms uden mavepine",
        speaker_name="Tove Tal",
        speaker_from="Tal & Tanker",
        state=Talk.State.ACCEPTED,
    )
    Material.objects.create(talk=made, kind=Material.Kind.CHECKLIST, title="Din første moms", text="Ring")
    return made


def came(meeting: Meeting, *people: Person) -> list[SignUp]:
    return [factories.sign_up(meeting, person, checked_in_at=meeting.starts_at) for person in people]


def go(evening: Evening, turn_number: int, *, minutes: int) -> str:
    """Turn `turn_number` (from 0) is on from so many minutes after the start; its key."""
    key: str = evening.programme[turn_number]["key"]
    room.press(evening, Press.GO, turn=key, at=evening.meeting.starts_at + timedelta(minutes=minutes))
    return key


def asked(evening: Evening, text: str, *, supported: int = 0, **fields: object) -> Question:
    at = fields.pop("at", evening.meeting.starts_at)
    made = Question.objects.create(**{"evening": evening, "text": text, "at": at, **fields})
    for number in range(supported):
        Support.objects.create(question=made, phone=phone(evening, f"Nr. {number} til {text}"))
    return made


def phone(evening: Evening, name: str = "Mie Krogh") -> Phone:
    return Phone.objects.create(evening=evening, name=name)


def poll(evening: Evening, question: str, counts: dict[str, int], *, minutes: int = 0) -> Poll:
    at = evening.meeting.starts_at + timedelta(minutes=minutes)
    made = Poll.objects.create(evening=evening, question=question, choices=list(counts), opened_at=at)
    for number, count in enumerate(counts.values()):
        for each in range(count):
            Ballot.objects.create(poll=made, phone=phone(evening, f"{question} {number} {each}"), choice=number)
    return made


def agreed(evening: Evening, text: str, *, minutes: int = 60) -> Agreed:
    return Agreed.objects.create(evening=evening, text=text, at=evening.meeting.starts_at + timedelta(minutes=minutes))


def picture(*, size: tuple[int, int] = (64, 48), form: str = "JPEG") -> bytes:
    """A picture from a phone, which says where it was taken."""
    drawn = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telefonfabrikken"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", size, "teal").save(drawn, form, exif=exif)
    return drawn.getvalue()


def photo(evening: Evening, *, at: datetime = NOW, **fields: object) -> Photo:
    image = ContentFile(picture(), name=f"{uuid4().hex}.jpg")
    return Photo.objects.create(**{"evening": evening, "image": image, "at": at, **fields})


__all__ = ["AGENDA_1_0", "AGENDA_2_0", "ItemKind"]
