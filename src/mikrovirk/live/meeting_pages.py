"""What the evening attaches to a meeting's pages: the way in before and while it runs, the recap after it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.live.models import Evening
from mikrovirk.live.queries import hall as queries
from mikrovirk.live.queries.hall import Line
from mikrovirk.programme.attached import Link, MeetingShown, Place, Section, links_on, section_of_the_report
from mikrovirk.programme.models import Meeting

LINES_AT_MOST = 5  # of each section of the report, which is two sheets
MAIN_BEFORE = timedelta(hours=3)  # so near its start the evening is what one comes for


@links_on(Place.MANAGE, Place.DOOR)
def to_the_evening(meeting: MeetingShown, now: datetime) -> Iterator[Link]:
    """Before and while it runs: to run it. After it: to what comes of it."""
    if meeting.state != Meeting.State.PUBLISHED:
        return
    url = reverse("live:open", args=[meeting.network_slug, meeting.pk])
    if now < meeting.ends_at:
        yield Link(_("Run the evening"), url, "megaphone", is_main=now >= meeting.starts_at - MAIN_BEFORE)
    else:
        yield Link(_("Recap and photos"), url, "picture", is_main=not meeting.has_recap)


@links_on(Place.PUBLIC)
def to_the_recap(meeting: MeetingShown, now: datetime) -> Iterator[Link]:
    if meeting.has_recap and now >= meeting.ends_at and meeting.state == Meeting.State.PUBLISHED:
        url = reverse("live:recap", args=[meeting.network_slug, meeting.pk])
        yield Link(_("Photos and more from the evening"), url, "picture")


@section_of_the_report
def from_the_hall(meeting: Meeting) -> Iterator[Section]:
    """What the hall asked, wished for and agreed, without what stays in the room."""
    evening = Evening.objects.filter(meeting=meeting).first()
    if evening is None:
        return
    hall = queries.from_the_hall(evening)
    yield Section(_("Wishes from the hall"), most_wanted(hall.wishes))
    yield Section(_("Questions the hall got an answer to"), most_wanted(hall.answered))
    yield Section(_("Questions that are still open"), most_wanted(hall.unanswered))
    yield Section(_("What was agreed"), tuple(line.text for line in hall.agreed[:LINES_AT_MOST]))


def most_wanted(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The first lines, as many as the report has room for, and how many more there are."""
    found = tuple(map(with_support, lines[:LINES_AT_MOST]))
    more = len(lines) - len(found)
    return (*found, ngettext("And %(count)s more.", "And %(count)s more.", more) % {"count": more}) if more else found


def with_support(line: Line) -> str:
    """ "Kan vi mødes om morgenen? (3)"."""
    if line.wanted < 2:
        return line.text
    others = ngettext("%(line)s (%(count)s wants that)", "%(line)s (%(count)s want that)", line.wanted)
    return others % {"line": line.text, "count": line.wanted}
