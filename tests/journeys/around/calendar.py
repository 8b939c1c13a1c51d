"""The coordinator adds the library's calendar and sees, where she plans, that it holds something the same evening."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from mikrovirk.landscape.models import Feed
from mikrovirk.programme.models import Meeting
from tests.journeys.cast import Cast

NAME, TITLE = "Præstø Bibliotek", "Skat for begyndere"


def see_a_clash(cast: Cast) -> None:
    """From the joint calendar to a file that is read, to the meeting it competes with."""
    coordinator = cast.role("Coordinator")
    soon = timezone.now() + timedelta(days=1)
    meeting = Meeting.objects.filter(network__slug="mikrovirk", state="published", starts_at__gt=soon)[0]
    coordinator.opens(reverse("landscape:calendar_of", args=[meeting.network.municipality_code]))
    coordinator.press("The calendars we read")
    coordinator.looks()
    coordinator.press("Add a calendar")
    coordinator.looks()
    coordinator.types("Whose calendar is it?", NAME)
    coordinator.ticks(gettext("A file (.ics)"))
    content = {"name": "kalender.ics", "mimeType": "text/calendar", "buffer": calendar_of(meeting)}
    coordinator.page.locator("input[type=file]").set_input_files(files=[content])  # type: ignore[list-item]
    coordinator.press("Save and read it")
    feed = Feed.objects.get(name=NAME)
    coordinator.opens(reverse("landscape:feed", args=[feed.pk]))
    coordinator.looks()
    coordinator.reads(TITLE)
    coordinator.opens(reverse("programme:manage", args=["mikrovirk", meeting.pk]))
    coordinator.looks()
    assert TITLE in coordinator.text()


def calendar_of(meeting: Meeting) -> bytes:
    """A calendar with one thing in it, at the hour of the meeting."""
    begins, ends = (f"{moment:%Y%m%dT%H%M%SZ}" for moment in (meeting.starts_at, meeting.ends_at))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Præstø//da", "BEGIN:VEVENT", "UID:1@bibliotek.example"]
    lines += [f"DTSTART:{begins}", f"DTEND:{ends}", f"SUMMARY:{TITLE}", "LOCATION:Præstø Bibliotek, 4720 Præstø"]
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""]).encode()
