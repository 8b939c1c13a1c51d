"""What of the meetings stands in this week's ten minutes: before an evening, on the day, and after it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.home.queries import held_meetings
from mikrovirk.home.week.things import Thing
from mikrovirk.live.queries import recap as recap_queries
from mikrovirk.live.queries import seat_stories
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import LONGEST, Meeting, SignUp
from mikrovirk.programme.queries import joint
from mikrovirk.programme.queries import stage as stage_queries

PUBLISH_BEFORE = timedelta(days=35)  # a meeting that near should be seen by the public
TALK_BEFORE = timedelta(days=42)
SEASON_BEFORE = timedelta(days=60)  # how far ahead meetings should be laid
REPORT_FOR = timedelta(days=14)
STORY_DUE = timedelta(days=7)  # a member who has told should not wait longer
RECAP_DUE = timedelta(hours=12)  # while the evening is fresh


def to_prepare(network: Network, now: datetime) -> Iterator[Thing]:
    """Meetings that should be published, and published ones that lack a talk or a place."""
    near = Meeting.objects.filter(network=network, starts_at__gt=now, starts_at__lt=now + TALK_BEFORE).exclude(
        state=Meeting.State.CANCELLED
    )
    for meeting in near.select_related("talk", "venue"):
        manage = reverse("programme:manage", args=[network.slug, meeting.pk])
        when = dates.day(meeting.starts_at)
        if meeting.state == Meeting.State.DRAFT and meeting.starts_at < now + PUBLISH_BEFORE:
            yield Thing(
                title=_("Publish the meeting on %(day)s: %(title)s") % {"day": when, "title": meeting.title},
                why=_("Nobody can see it or sign up yet. The invitation is drafted when it is published."),
                action=_("Publish it"),
                url=reverse("programme:meeting_publish", args=[network.slug, meeting.pk]),
                post=True,
                due_at=meeting.starts_at - PUBLISH_BEFORE,
                more=_("See it first"),
                more_url=manage,
            )
        if not hasattr(meeting, "talk"):
            yield Thing(
                title=_("Find a talk for %(day)s") % {"day": when},
                why=_("Every meeting starts from a professional talk. Name a speaker, and the question is drafted."),
                action=_("Choose topic and speaker"),
                url=f"{manage}#talk",
                due_at=meeting.starts_at - TALK_BEFORE,
            )
        if meeting.venue is None:
            yield Thing(
                title=_("Find a place for %(day)s") % {"day": when},
                why=_("The invitation cannot say where to go."),
                action=_("Choose the venue"),
                url=f"{manage}#venue",
                due_at=meeting.starts_at - TALK_BEFORE,
            )


def stage_to_fill(network: Network, now: datetime) -> Iterator[Thing]:
    """The hot seat to give to somebody, slots nobody is left to be asked for, tasks nobody took."""
    for open_question in stage_queries.open_questions(network, now):
        yield Thing(
            title=open_question.title,
            why=open_question.why,
            action=open_question.action,
            url=open_question.url,
            post=open_question.post,
            fields=open_question.fields,
            due_at=open_question.due_at,
            more=open_question.more,
            more_url=open_question.more_url,
        )


def evening_at_hand(network: Network, now: datetime) -> Iterator[Thing]:
    """The list and the name tags, on the day and the day before."""
    days = (now - LONGEST, now + timedelta(days=2))
    soon = Meeting.objects.filter(
        joint.held_by(network), state=Meeting.State.PUBLISHED, ends_at__gt=now, starts_at__range=days
    )
    for meeting in soon.select_related("network").annotate(
        coming=Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.COMING))
    ):
        yield Thing(
            title=_("%(title)s is %(day)s") % {"title": meeting.title, "day": dates.near(meeting.starts_at)},
            why=ngettext(
                "One person comes. The list for the door is ready.",
                "%(count)s people come. The list for the door is ready.",
                meeting.coming,
            )
            % {"count": meeting.coming},
            action=_("Open the list for the door"),
            url=reverse("programme:check_in", args=[meeting.network.slug, meeting.pk]),
            due_at=meeting.starts_at - timedelta(days=2),
            more=_("Run the evening") if meeting.network_id == network.pk else "",
            more_url=reverse("live:open", args=[network.slug, meeting.pk]) if meeting.network_id == network.pk else "",
        )


def report_to_show(network: Network, now: datetime) -> Iterator[Thing]:
    """The steering report of the last evening, until it has been read."""
    for meeting in held_meetings(network, now, most=1):
        is_new = meeting.ends_at < now and meeting.starts_at > now - REPORT_FOR and meeting.report_read_at is None
        if is_new and meeting.came:  # type: ignore[attr-defined]  # annotated
            yield Thing(
                title=_("The steering report of %(title)s is ready") % {"title": meeting.title},
                why=_("Who came, who came back, and what they wrote: two pages for the steering group."),
                action=_("See the report"),
                url=reverse("programme:report", args=[network.slug, meeting.pk]),
                due_at=meeting.ends_at + timedelta(days=3),
            )


def recap_to_write(network: Network, now: datetime) -> Iterator[Thing]:
    """What came of an evening, to tell those who were there and those who were not."""
    for meeting in recap_queries.meetings_to_tell_of(network, now=now)[:1]:
        begun = meeting.begun  # type: ignore[attr-defined]  # annotated
        yield Thing(
            title=_("Write what came of %(title)s") % {"title": meeting.title},
            why=_(
                "The recap is drafted from the agenda and from what the hall said. It thanks those who came and tells the others what they missed."
            ),
            action=_("Go on with the recap") if begun else _("Read the draft"),
            url=reverse("live:recap_edit", args=[network.slug, meeting.pk]),
            due_at=meeting.ends_at + RECAP_DUE,
        )


def stories_to_publish(network: Network, now: datetime) -> Iterator[Thing]:
    """A member has agreed to a story of what came of their turn: one yes, and everybody can read it."""
    for story in seat_stories.waiting_stories(network)[:1]:
        yield Thing(
            title=_("%(name)s tells what came of it: “%(title)s”")
            % {"name": story.seat.application.person.name, "title": story.title},
            why=_("The member has agreed to the text. It is shown on the network's page if you say so."),
            action=_("Read the story"),
            url=reverse("live:stories", args=[network.slug]),
            due_at=story.agreed_at + STORY_DUE,
        )


def season_to_lay(network: Network, now: datetime) -> Iterator[Thing]:
    """The meetings ahead come to an end."""
    last = Meeting.objects.filter(network=network).exclude(state=Meeting.State.CANCELLED).order_by("-starts_at").first()
    if last is None or last.starts_at < now + SEASON_BEFORE:
        with_planner = has_part(network, "planner")
        yield Thing(
            title=_("Lay the next season"),
            why=_("No meetings are planned after %(day)s.") % {"day": dates.day(last.starts_at)}
            if last
            else _("No meetings are planned yet. It takes under three minutes."),
            action=_("Lay a season"),
            url=reverse("programme:season_new", args=[network.slug]),
            due_at=last.starts_at if last else now,
            more=_("Plan it from wishes") if with_planner else "",
            more_url=reverse("voice:planner_new", args=[network.slug]) if with_planner else "",
        )
