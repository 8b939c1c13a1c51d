"""What happened and what is planned: a season of meetings behind every network and one ahead, and who comes."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from benchmarks.region.people import Place
from benchmarks.region.rows import Rows
from benchmarks.world import FIRST_NAMES, LAST_NAMES, TALKS
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import (
    AgendaItem,
    Feedback,
    Format,
    FormatItem,
    Meeting,
    MeetingTask,
    Season,
    SignUp,
    Talk,
    TaskTemplate,
    Topic,
    Venue,
)
from mikrovirk.programme.queries.feeds import event_of

HELD, AHEAD = 10, 10  # meetings of a network, one a month
CAME, COMING, EARLY = 25, 20, 2  # sign-ups: of a meeting that was held, of the next one, of each later one
STAYED_AWAY = 5  # one of so many who signed up
TOLD = 5  # one of so many who came says how it was
TASKS = 3


class Evenings:
    """The tables of the programme. The shipped formats, topics and tasks are those that `prepare_network` gives."""

    def __init__(self, now: datetime, random: Random, *, pattern: Network) -> None:
        self.now, self.random = now, random
        self.recipes = [(each, list(each.items.all())) for each in Format.objects.filter(network=pattern)]
        self.subjects = list(Topic.objects.filter(network=pattern))
        self.usual_tasks = list(TaskTemplate.objects.filter(network=pattern))
        self.formats = self.beyond(Format, "network_id", "key", "name", "purpose", "expect", "position")
        item = ("position", "kind", "title", "minutes", "filled_by", "slots", "minutes_each")
        self.items = self.beyond(FormatItem, "format_id", *item)
        self.topics = self.beyond(Topic, "network_id", "name", "about", "for_the_newly_started")
        self.templates = self.beyond(TaskTemplate, "network_id", "title", "what", "position")
        self.venues = Rows(Venue, "network_id", "name", "address", "postcode", "town", "latitude", "longitude")
        self.seasons = Rows(Season, "network_id", name="Sæsonen", created_at=now)
        self.meetings = Rows(
            Meeting,
            *("network_id", "season_id", "format_id", "venue_id", "title", "starts_at", "ends_at", "places_taken"),
            *("uid", "calendar_event", "changed_at"),
            summary="Vi mødes, hører et oplæg og bruger hinanden.",
            capacity=60,
            state=Meeting.State.PUBLISHED,
        )
        self.agenda = Rows(AgendaItem, "meeting_id", *item)
        self.tasks = Rows(MeetingTask, "meeting_id", "title", "position")
        fields = ("network_id", "meeting_id", "title", "lines", "speaker_name")
        self.talks = Rows(Talk, *fields, speaker_from="Vordingborg Erhverv", state=Talk.State.ACCEPTED)
        fields = ("meeting_id", "person_id", "made_at", "placed_at", "checked_in_at")
        self.sign_ups = Rows(SignUp, *fields, state=SignUp.State.COMING, via="mail")
        self.feedback = Rows(Feedback, "sign_up_id", "meeting_id", "rating", "text", "at")

    def beyond(self, model: Any, *own: str) -> Rows:
        """A table that has the pattern's rows already."""
        last = model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        return Rows(model, *own, first=last + 1)

    def tables(self) -> tuple[Rows, ...]:
        return tuple(each for each in vars(self).values() if isinstance(each, Rows))

    def add(self, place: Place) -> list[int]:
        """A network's programme; the keys of its meetings, in the order of their days."""
        formats = self.add_shipped(place)
        venue = self.add_venue(place)
        season = self.seasons.add(place.pk)
        made = []
        for number, starts_at in zip(range(HELD + AHEAD), self.moments(place), strict=False):
            made.append(self.add_meeting(place, number, starts_at, formats, season, venue))
        return made

    def add_shipped(self, place: Place) -> list[int]:
        formats = []
        for shipped, items in self.recipes:
            key = self.formats.add(place.pk, *(getattr(shipped, name) for name in self.formats.own[2:]))
            for item in items:
                self.items.add(key, *(getattr(item, name) for name in self.items.own[2:]))
            formats.append(key)
        for topic in self.subjects:
            self.topics.add(place.pk, topic.name, topic.about, topic.for_the_newly_started)
        for task in self.usual_tasks:
            self.templates.add(place.pk, task.title, task.what, task.position)
        return formats

    def add_venue(self, place: Place) -> Venue:
        town = place.towns[place.pk % len(place.towns)]
        words = {"name": f"{town.name} Bibliotek", "address": "Torvet 1", "postcode": town.postcode, "town": town.name}
        point = {"latitude": f"{town.latitude:.5f}", "longitude": f"{town.longitude:.5f}"}
        key = self.venues.add(place.pk, *words.values(), *point.values())
        return Venue(pk=key, **words, **point)

    def moments(self, place: Place) -> Iterator[datetime]:
        """An evening every fourth week at 17.30 in Denmark, each network on its own weekday and in its own week."""
        first = timezone.localdate(self.now) + timedelta(days=1 + place.pk % 28 - 28 * HELD)
        for number in count():
            yield timezone.make_aware(datetime.combine(first + timedelta(weeks=4 * number), time(17, 30)))

    def add_meeting(
        self, place: Place, number: int, starts_at: datetime, formats: list[int], season: int, venue: Venue
    ) -> int:
        shown = number % len(formats)
        title, lines = TALKS[number % len(TALKS)]
        guests = min(len(place.people), CAME if number < HELD else COMING if number == HELD else EARLY)
        made = Meeting(
            network=Network(pk=place.pk, slug=place.slug, name=place.name),
            pk=self.meetings.next,
            format=self.recipes[shown][0],
            venue=venue,
            title=f"{title} ({number + 1})",
            summary="Vi mødes, hører et oplæg og bruger hinanden.",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2, minutes=30),
            uid=UUID(int=self.random.getrandbits(128), version=4),
            changed_at=self.now - timedelta(days=300),
            state=Meeting.State.PUBLISHED,
        )
        row = (place.pk, season, formats[shown], venue.pk, made.title, made.starts_at, made.ends_at, guests)
        key = self.meetings.add(*row, made.uid, event_of(made), made.changed_at)
        for item in self.recipes[shown][1]:
            self.agenda.add(key, *(getattr(item, name) for name in self.agenda.own[2:]))
        for position, task in enumerate(self.usual_tasks[:TASKS], start=1):
            self.tasks.add(key, task.title, position)
        speaker = f"{FIRST_NAMES[key % 20]} {LAST_NAMES[key % 16]}"
        self.talks.add(place.pk, key, made.title, lines, speaker)
        self.add_sign_ups(place, made, guests, held=number < HELD)
        return key

    def add_sign_ups(self, place: Place, meeting: Meeting, guests: int, *, held: bool) -> None:
        made_at = min(meeting.starts_at, self.now) - timedelta(days=10)
        for seat, person in enumerate(self.random.sample(place.people, guests)):
            came = held and seat % STAYED_AWAY != 0
            checked_in_at = meeting.starts_at if came else None
            row = self.sign_ups.add(meeting.pk, person, made_at, made_at, checked_in_at)
            if came and seat % TOLD == 1:
                at = meeting.ends_at + timedelta(hours=3)
                self.feedback.add(row, meeting.pk, 3 + seat % 3, "God aften, mere tid til at tale sammen.", at)
